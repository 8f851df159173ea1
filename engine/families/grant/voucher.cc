// Vouchers: granted, redeemed, and lapsed.
#include "engine/families/allowance_deciding.h"
#include "engine/families/grant/grant.h"
#include "engine/families/grant/voucher_states.h"
#include "engine/families/life_course.h"
#include "engine/families/obligations.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

using enum ActivationState;

Day FirstOfMonthOf(Day day) { return day - (CivilFromDay(day).day - 1); }

std::optional<Decision> CheckTerm(const State& state, EntityId activation, const schema::GrantVouchers& command) {
  if (command.count() == 0 || command.count() > kMaxVouchers) {
    return Malformed("/count", "is out of range", "1 to " + std::to_string(kMaxVouchers));
  }
  if (auto answer = FirstOf(CheckAmount("/amount", command.amount()), CheckText("/purpose", Text(command.purpose())),
                            CheckDay("/from", command.from()), CheckDay("/until", command.until()))) {
    return answer;
  }
  const Day from{command.from()};
  const Day until{command.until()};
  if (until < from) {
    return Refusal{Rule::kDateOutOfOrder, {{"from", FormatDay(from)}, {"until", FormatDay(until)}}};
  }
  return CheckSetAside(state, activation, command, command.count());
}

schema::VouchersGrantedT Granted(const schema::GrantVouchers& command) {
  schema::VouchersGrantedT granted;
  granted.count = command.count();
  granted.amount = command.amount();
  granted.purpose = Text(command.purpose());
  granted.from = command.from();
  granted.until = command.until();
  granted.chapter = CopyOf(command.chapter());
  granted.commitment = command.commitment();
  return granted;
}

/// A day of their term, on which the service runs.
std::optional<Decision> CheckGood(const State& state, EntityId activation, const ActivationRow& row,
                                  const VouchersRow& vouchers, Day day) {
  const bool is_in_term = day >= vouchers.from && day <= vouchers.until && StateOf(vouchers) != VouchersState::kLapsed;
  const auto* suspension = SuspensionOn(row, day);
  const bool is_suspended = suspension != nullptr && suspension->quantity_left == 0;
  const bool is_over = (row.until && day >= *row.until) || IsForfeited(state, activation);
  if (is_in_term && !is_suspended && !is_over) return std::nullopt;
  return Refusal{Rule::kVoucherNotGood,
                 {{"day", FormatDay(day)}, {"from", FormatDay(vouchers.from)}, {"until", FormatDay(vouchers.until)}}};
}

std::optional<Decision> CheckProvider(const State& state, EntityId payee, Day day) {
  const auto row = state.FindEntity<PayeeTable>(payee);
  if (!row) return Unknown("/payee", payee, "payee");
  if (row->provider.empty()) return Malformed("/payee", "is a person, and takes no vouchers", "a provider");
  const Day month = FirstOfMonthOf(day);
  if (state.Find<VoucherMonthTable>(payee, month).value_or(VoucherMonthRow{}).bill == 0) return std::nullopt;
  return Refusal{Rule::kVoucherMonthClosed, {{"month", FormatDay(month)}}};
}

}  // namespace

bool IsForfeited(const State& state, EntityId activation) {
  return state.Find<DeclarationTable>(activation).value_or(DeclarationRow{}).forfeited;
}

Decision Decide(const State& state, const Intent& intent, const schema::GrantVouchers& command) {
  const auto rules = [&](EntityId activation, const ActivationRow& row, const Sheet& sheet) -> Decision {
    if (auto answer = CheckTerm(state, activation, command)) return *std::move(answer);
    const Day from{command.from()};
    if (auto answer = CheckCompatible(state, row.person, sheet, from)) return *std::move(answer);
    ActivationRow after = row;
    BeginDays(after, {}, row.quantity, from, Day{command.until()} + 1);
    Drafts drafts(intent);
    DraftBeginning(drafts, state, intent, activation, after, sheet);
    drafts.Add(activation, kActivationKind, Granted(command)).effective_on = from;
    return drafts.Done();
  };
  return OnAllowance(state, intent, command.activation(), {kFiled, kScored}, rules);
}

Decision Decide(const State& state, const Intent& intent, const schema::RedeemVoucher& command) {
  const auto rules = [&](EntityId activation, const ActivationRow& row, const Sheet&) -> Decision {
    const auto vouchers = state.Find<VouchersTable>(activation).value_or(VouchersRow{});
    if (command.voucher() == 0 || command.voucher() > vouchers.count) {
      return Malformed("/voucher", "is no number of this application's vouchers");
    }
    if (auto answer = FirstOf(CheckHappened(intent), CheckAmount("/amount", command.amount()),
                              CheckProvider(state, events::Entity(command.payee()), intent.effective_on),
                              CheckGood(state, activation, row, vouchers, intent.effective_on))) {
      return *std::move(answer);
    }
    const auto redeemed = state.Find<VoucherTable>(activation, command.voucher()).value_or(RedeemedRow{});
    const bool is_some_left = Allows(VouchersCourse(), StateOf(vouchers), VouchersStep::kRedeem);
    const std::int64_t left = is_some_left ? vouchers.amount - redeemed.amount : 0;
    if (command.amount() > left) return Refusal{Rule::kMoreThanVoucher, {{"left", std::to_string(left)}}};
    schema::VoucherRedeemedT told;
    told.voucher = command.voucher();
    told.payee = CopyOf(command.payee());
    told.amount = command.amount();
    return OneFact(intent, activation, kActivationKind, std::move(told));
  };
  return OnActivation(state, intent, command.activation(), {kInForce, kEnded}, rules);
}

Decision FulfilVouchersEnd(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  const auto vouchers = state.Find<VouchersTable>(due.entity);
  if (!vouchers || !Allows(VouchersCourse(), StateOf(*vouchers), VouchersStep::kLapse)) {
    return Dropped(intent, obligation, due, kActivationKind, "vouchers_end", "used_up");
  }
  schema::VouchersLapsedT lapsed;
  lapsed.amount = vouchers->count * vouchers->amount - vouchers->redeemed;
  return OneFact(intent, due.entity, kActivationKind, lapsed);
}

}  // namespace fascicolo::engine
