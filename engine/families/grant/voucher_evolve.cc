// What each fact about vouchers changes in its rows. A fact that does not fit the state is poison, never a crash.
#include "engine/families/bill_states.h"
#include "engine/families/grant/grant.h"
#include "engine/families/grant/voucher_states.h"
#include "engine/families/life_course.h"
#include "engine/families/limits.h"
#include "engine/families/obligations.h"

namespace fascicolo::engine {
namespace {

bool IsSum(std::int64_t cents) { return cents > 0 && cents <= kMaxMoneyCents; }

bool IsSound(const schema::VouchersGranted& fact) {
  const Day from{fact.from()};
  const Day until{fact.until()};
  return fact.count() > 0 && fact.count() <= kMaxVouchers && IsSum(fact.amount()) && IsPossible(from) &&
         IsPossible(until) && until >= from;
}

/// Adds to what was redeemed under a key, from nothing on. False: beyond `most`.
template <class TableType, class... Parts>
bool Redeem(std::int64_t amount, std::int64_t most, StateEditor& editor, const Parts&... parts) {
  auto row = editor.Find<TableType>(parts...).value_or(RedeemedRow{});
  if (amount > most - row.amount) return false;
  row.amount += amount;
  editor.Put<TableType>(row, parts...);
  return true;
}

/// The bill is decided.
template <class Fact>
bool Settle(const schema::Event& event, const Fact& fact, BillStep step, StateEditor& editor) {
  const auto settle = [&](VoucherBillRow& row) {
    const auto to = NextState(BillCourse(), row.state, step);
    if (!to) return false;
    row.state = *to;
    return true;
  };
  return EditRow<VoucherBillTable>(event, editor, settle, fact.bill());
}

}  // namespace

bool Evolve(const EventContext& context, const schema::Event& event, const schema::VouchersGranted& fact,
            StateEditor& editor) {
  const EntityId activation = events::Entity(event.entity());
  const auto row = editor.Find<ActivationTable>(activation);
  const bool runs = row && row->state == ActivationState::kInForce;
  if (!runs || !IsSound(fact) || editor.Find<VouchersTable>(activation)) return false;
  VouchersRow vouchers;
  vouchers.count = fact.count();
  vouchers.amount = fact.amount();
  vouchers.from = Day{fact.from()};
  vouchers.until = Day{fact.until()};
  vouchers.chapter = events::Entity(fact.chapter());
  vouchers.commitment = fact.commitment();
  editor.Put<VouchersTable>(vouchers, activation);
  editor.Put<ServiceVouchersTable>(MarkRow{}, row->service, activation);
  ObligationRow end;
  end.kind = ObligationKind::kVouchersEnd;
  end.entity = activation;
  end.due = StartOfDay(vouchers.until + (1 + kVoucherGraceDays));
  OpenBy(context, std::move(end), editor);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::VoucherRedeemed& fact, StateEditor& editor) {
  const Day day{event.effective_on()};
  const EntityId payee = events::Entity(fact.payee());
  const auto redeem = [&](EntityId activation, VouchersRow& row) {
    const bool is_sound = IsSum(fact.amount()) && fact.voucher() > 0 && fact.voucher() <= row.count && IsPossible(day);
    if (!is_sound) return false;
    const Day month = day - (CivilFromDay(day).day - 1);
    auto of_payee = editor.Find<VoucherMonthTable>(payee, month).value_or(VoucherMonthRow{});
    if (of_payee.bill != 0 || fact.amount() > kMaxMoneyCents - of_payee.redeemed) return false;
    if (!Redeem<VoucherTable>(fact.amount(), row.amount, editor, activation, fact.voucher())) return false;
    if (!Redeem<RedeemedTable>(fact.amount(), kMaxMoneyCents, editor, activation, month, payee)) return false;
    of_payee.redeemed += fact.amount();
    editor.Put<VoucherMonthTable>(of_payee, payee, month);
    row.redeemed += fact.amount();
    return true;
  };
  return EditByCourse<VouchersTable>(event, editor, VouchersCourse(), VouchersStep::kRedeem, redeem);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::VouchersLapsed& fact, StateEditor& editor) {
  const auto lapse = [&](VouchersRow& row) {
    row.lapsed = true;
    return fact.amount() == row.count * row.amount - row.redeemed;
  };
  return EditByCourse<VouchersTable>(event, editor, VouchersCourse(), VouchersStep::kLapse, lapse);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::VouchersBilled& fact, StateEditor& editor) {
  const EntityId payee = events::Entity(event.entity());
  const Day month{fact.month()};
  auto count = editor.Find<VoucherBillCountTable>(payee).value_or(VoucherBillCountRow{});
  const bool is_sound = editor.Find<PayeeTable>(payee) && IsSum(fact.amount()) && fact.bill() == count.bills + 1 &&
                        fact.bill() <= kMaxVoucherBills && IsPossible(month) && CivilFromDay(month).day == 1;
  if (!is_sound) return false;
  count.bills = fact.bill();
  editor.Put<VoucherBillCountTable>(count, payee);
  editor.Put<VoucherBillTable>(VoucherBillRow{month, fact.amount(), BillState::kRecorded}, payee, fact.bill());
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::VoucherBillAccepted& fact,
            StateEditor& editor) {
  const EntityId payee = events::Entity(event.entity());
  const auto bill = editor.Find<VoucherBillTable>(payee, fact.bill());
  if (!bill) return false;
  auto month = editor.Find<VoucherMonthTable>(payee, bill->month).value_or(VoucherMonthRow{});
  if (month.bill != 0 || month.redeemed != bill->amount) return false;
  month.bill = fact.bill();
  editor.Put<VoucherMonthTable>(month, payee, bill->month);
  return Settle(event, fact, BillStep::kAccept, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::VoucherBillContested& fact,
            StateEditor& editor) {
  return Settle(event, fact, BillStep::kContest, editor);
}

}  // namespace fascicolo::engine
