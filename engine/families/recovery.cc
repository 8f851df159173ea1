#include "engine/families/recovery.h"

#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

constexpr auto kAction = schema::Proposal::recover_payments;

schema::EntityKind KindOfBenefit(const State& state, EntityId benefit) {
  return state.Find<PlanTable>(benefit) ? schema::EntityKind::plan : schema::EntityKind::activation;
}

/// Of an allowance the month begins on the day on which its first one did.
Day BeginningOf(const std::optional<AllowanceRow>& allowance, Day month) {
  if (!allowance) return month;
  const Day from = allowance->from;
  return AddMonths(from, (YearOf(month) - YearOf(from)) * 12 + MonthOf(month) - MonthOf(from));
}

}  // namespace

std::int64_t PaidFrom(const State& state, EntityId benefit, Day on) {
  const auto allowance = state.Find<AllowanceTable>(benefit);
  std::int64_t paid = 0;
  state.Scan<PaidForTable>(PaidForTable::Key(benefit, 0U), [&](std::string_view bytes, const PaidForRow& row) {
    EntityId of;
    std::uint32_t bill = 0;
    Day month;
    PaidForTable::Read(bytes, of, bill, month);
    if (BeginningOf(allowance, month) < on) return true;
    paid += state.Find<LiquidationTable>(row.chapter, row.liquidation).value_or(LiquidationRow{}).amount;
    return true;
  });
  return paid;
}

void DraftRecovery(Drafts& drafts, const State& state, EntityId benefit, EntityId person, Day on) {
  const std::int64_t paid = PaidFrom(state, benefit, on);
  if (paid == 0) return;
  schema::ActionProposedT proposed;
  proposed.action = kAction;
  proposed.ground = "paid_after_end";
  proposed.person = IdOf(person);
  proposed.amount = paid;
  drafts.Add(benefit, KindOfBenefit(state, benefit), std::move(proposed));
}

void DraftRecovered(Drafts& drafts, const State& state, EntityId benefit, std::string_view ground) {
  if (!state.Find<ProposalTable>(benefit, kAction)) return;
  schema::ProposalWithdrawnT withdrawn;
  withdrawn.action = kAction;
  withdrawn.ground = ground;
  drafts.Add(benefit, KindOfBenefit(state, benefit), std::move(withdrawn));
}

}  // namespace fascicolo::engine
