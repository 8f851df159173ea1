// Rents (L.R. Sardegna 13/1989, art. 31 and following): set by the fee rules of the sheet, and raised month by month as debts of
// the tenant.
#include <algorithm>

#include "engine/families/activation_fee.h"
#include "engine/families/activation_inputs.h"
#include "engine/families/housing/housing_deciding.h"
#include "engine/families/isee_figures.h"
#include "engine/families/person.h"
#include "engine/rules/fee.h"

namespace fascicolo::engine {
namespace {

/// The month's rent; 0: none is set, or they came later.
std::int64_t RentFor(const TenancyRow& row, Day month) {
  if (!row.IsLivedIn() || !row.from || *row.from >= AddMonths(month, 1)) return 0;
  std::int64_t cents = 0;
  for (const RentRow& rent : row.rents) {
    if (rent.from <= month) cents = rent.cents;
  }
  return cents;
}

/// By the tenant of then, whoever it was.
bool IsCharged(const State& state, EntityId tenancy, const TenancyRow& row, Day month) {
  std::vector<EntityId> tenants = row.former;
  tenants.push_back(row.person);
  return std::any_of(tenants.begin(), tenants.end(),
                     [&](EntityId person) { return state.Find<ChargedTable>(person, tenancy, month).has_value(); });
}

void DraftRent(Drafts& drafts, const State& state, EntityId tenancy, EntityId person, std::int64_t cents,
               const schema::RaiseRents& command) {
  schema::DebtRaisedT raised;
  raised.debt = state.Find<DebtCountTable>(person).value_or(DebtCountRow{}).debts + 1;
  if (raised.debt > kMaxDebts) return;
  raised.cause = schema::DebtCause::rent;
  raised.activation = IdOf(tenancy);
  raised.month = command.month();
  raised.amount = cents;
  raised.due_on = command.due_on();
  drafts.Add(person, kPersonKind, std::move(raised));
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::SetRent& command) {
  const auto decide = [&](EntityId tenancy, const TenancyRow& row, const Sheet& sheet) -> Decision {
    const Day from{command.from()};
    if (auto answer = FirstOf(CheckMonth("/from", command.from()), CheckInputs(command.inputs()))) {
      return *std::move(answer);
    }
    if (!row.rents.empty() && from <= row.rents.back().from) {
      return Refusal{Rule::kDateOutOfOrder, {{"from", FormatDay(from)}, {"last", FormatDay(row.rents.back().from)}}};
    }
    if (row.rents.size() >= kMaxRents) {
      return Refusal{Rule::kTooMany, {{"of", "rents"}, {"at_most", std::to_string(kMaxRents)}}};
    }
    ActivationRow facts;
    if (!MergeInputs(command.inputs(), tenancy, Version{state.VersionOf(tenancy).value + 1}, facts.inputs)) {
      return Malformed("/inputs", "are too many", std::to_string(kMaxInputs));
    }
    const auto figure = FindInput(facts.inputs, kIseeInput) ? std::nullopt : IseeOn(state, row.person, from);
    auto fee = FeeByFigure(state, sheet, facts, from, figure);
    if (!fee || fee->per != FeePer::kMonth) return Refusal{Rule::kNoRuleSetInForce, {{"rule_set", sheet.fee}}};
    schema::RentSetT set;
    set.from = command.from();
    set.rent = std::move(fee->fee);
    return OneFact(intent, tenancy, kTenancyKind, std::move(set));
  };
  return OnTenancy(state, intent, command.tenancy(), TenancyStep::kSetRent, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::RaiseRents& command) {
  const Day month{command.month()};
  if (auto answer = FirstOf(CheckMonth("/month", command.month()), CheckDay("/due_on", command.due_on()))) {
    return *std::move(answer);
  }
  if (month > intent.today) {
    return Refusal{Rule::kDateOutOfOrder, {{"month", FormatDay(month)}, {"today", FormatDay(intent.today)}}};
  }
  Drafts drafts(intent);
  std::size_t raised = 0;
  state.Scan<TenancyTable>(TenancyTable::Key(), [&](std::string_view bytes, const TenancyRow& row) {
    EntityId tenancy;
    TenancyTable::Read(bytes, tenancy);
    const std::int64_t cents = RentFor(row, month);
    if (cents == 0 || IsCharged(state, tenancy, row, month)) return true;
    DraftRent(drafts, state, tenancy, row.person, cents, command);
    return ++raised < kMaxRentsAtOnce;
  });
  if (drafts.empty()) return Refusal{Rule::kNothingOwed, {{"month", FormatDay(month)}}};
  return drafts.Done();
}

}  // namespace fascicolo::engine
