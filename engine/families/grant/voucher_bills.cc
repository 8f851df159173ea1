// What a provider bills for vouchers, held against what was redeemed there, and what of it is to be paid.
#include "engine/families/bill_states.h"
#include "engine/families/grant/grant.h"
#include "engine/families/money_deciding.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

std::uint32_t BillsOfPayee(const State& state, EntityId payee) {
  return state.Find<VoucherBillCountTable>(payee).value_or(VoucherBillCountRow{}).bills;
}

VoucherMonthRow MonthOfPayee(const State& state, EntityId payee, Day month) {
  return state.Find<VoucherMonthTable>(payee, month).value_or(VoucherMonthRow{});
}

/// The month has no accepted bill yet.
std::optional<Decision> CheckMonthOpen(const VoucherMonthRow& row, Day month) {
  if (row.bill == 0) return std::nullopt;
  return Refusal{Rule::kVoucherMonthClosed, {{"month", FormatDay(month)}}};
}

/// A decision about a bill that nobody has decided about yet.
template <class Command, class Rules>
Decision OnVoucherBill(const State& state, BillStep step, const Command& command, Rules rules) {
  return OnPayee(state, command.payee(), [&](EntityId payee, const PayeeRow&) -> Decision {
    const auto bill = state.Find<VoucherBillTable>(payee, command.bill());
    if (bill && NextState(BillCourse(), bill->state, step)) return rules(payee, *bill);
    return Refusal{Rule::kNothingOpen, {{"number", std::to_string(command.bill())}}};
  });
}

}  // namespace

std::optional<Decision> CheckVouchersDue(const State& state, EntityId about, std::optional<Day> month, EntityId payee,
                                         std::int64_t amount) {
  if (!state.Find<VouchersTable>(about)) return std::nullopt;
  if (!month) return Malformed("/month", "is missing, and the money is a month's vouchers", "its first day");
  if (MonthOfPayee(state, payee, *month).bill == 0) {
    return Refusal{Rule::kBillNotAccepted, {{"month", FormatDay(*month)}}};
  }
  const auto redeemed = state.Find<RedeemedTable>(about, *month, payee).value_or(RedeemedRow{});
  if (amount == redeemed.amount) return std::nullopt;
  return Refusal{Rule::kNotDueThatMonth, {{"month", FormatDay(*month)}, {"due", std::to_string(redeemed.amount)}}};
}

void AddVoucherPayments(const State& state, const std::string& service, Day month,
                        std::vector<std::unique_ptr<schema::CarriedT>>& payments) {
  const auto add = [&](EntityId activation, std::string_view bytes, const RedeemedRow& redeemed) {
    EntityId of;
    Day same;
    EntityId payee;
    RedeemedTable::Read(bytes, of, same, payee);
    const bool is_due = MonthOfPayee(state, payee, month).bill != 0 &&
                        !state.Find<PaidForTable>(activation, 0U, month, payee);
    if (!is_due) return payments.size() < kMaxCarried;
    const auto vouchers = state.Find<VouchersTable>(activation).value_or(VouchersRow{});
    payments.push_back(CarriedPayment(vouchers.chapter, vouchers.commitment, payee, month, redeemed.amount));
    return payments.size() < kMaxCarried;
  };
  if (payments.size() >= kMaxCarried) return;
  state.Scan<ServiceVouchersTable>(ServiceVouchersTable::Key(service), [&](std::string_view bytes, const MarkRow&) {
    std::string of;
    EntityId activation;
    ServiceVouchersTable::Read(bytes, of, activation);
    state.Scan<RedeemedTable>(RedeemedTable::Key(activation, month),
                              [&](std::string_view key, const RedeemedRow& row) { return add(activation, key, row); });
    return payments.size() < kMaxCarried;
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::BillVouchers& command) {
  return OnPayee(state, command.payee(), [&](EntityId payee, const PayeeRow& row) -> Decision {
    if (row.provider.empty()) return Malformed("/payee", "is a person, and takes no vouchers", "a provider");
    if (auto answer = FirstOf(CheckText("/reference", Text(command.reference()), kMaxNameBytes),
                              CheckMonth("/month", command.month()), CheckAmount("/amount", command.amount()))) {
      return *std::move(answer);
    }
    const Day month{command.month()};
    const auto of_month = MonthOfPayee(state, payee, month);
    if (auto answer = CheckMonthOpen(of_month, month)) return *std::move(answer);
    if (BillsOfPayee(state, payee) >= kMaxVoucherBills) return Refusal{Rule::kTooMany, {{"of", "bills"}}};
    schema::VouchersBilledT billed;
    billed.bill = BillsOfPayee(state, payee) + 1;
    billed.reference = Text(command.reference());
    billed.month = command.month();
    billed.amount = command.amount();
    billed.redeemed = of_month.redeemed;
    return OneFact(intent, payee, kPayeeKind, std::move(billed));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::AcceptVoucherBill& command) {
  return OnVoucherBill(state, BillStep::kAccept, command, [&](EntityId payee, const VoucherBillRow& bill) -> Decision {
    if (AddMonths(bill.month, 1) > intent.today) {
      return Refusal{Rule::kDateOutOfOrder, {{"month", FormatDay(bill.month)}, {"today", FormatDay(intent.today)}}};
    }
    const auto of_month = MonthOfPayee(state, payee, bill.month);
    if (auto answer = CheckMonthOpen(of_month, bill.month)) return *std::move(answer);
    if (bill.amount != of_month.redeemed) {
      return Refusal{Rule::kBilledNotAsRedeemed,
                     {{"billed", std::to_string(bill.amount)}, {"redeemed", std::to_string(of_month.redeemed)}}};
    }
    schema::VoucherBillAcceptedT accepted;
    accepted.bill = command.bill();
    return OneFact(intent, payee, kPayeeKind, accepted);
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ContestVoucherBill& command) {
  return OnVoucherBill(state, BillStep::kContest, command, [&](EntityId payee, const VoucherBillRow& bill) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
    schema::VoucherBillContestedT contested;
    contested.bill = command.bill();
    contested.reason = Text(command.reason());
    contested.excess = bill.amount - MonthOfPayee(state, payee, bill.month).redeemed;
    return OneFact(intent, payee, kPayeeKind, std::move(contested));
  });
}

}  // namespace fascicolo::engine
