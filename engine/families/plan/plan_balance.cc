// The balance of a year that was paid provisionally: against the expenses that were accepted.
#include "engine/families/money_deciding.h"
#include "engine/families/person.h"
#include "engine/families/plan/plan_deciding.h"
#include "engine/families/plan/plan_payments.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

/// The first month of the year whose expenses were filed and not answered; none.
std::optional<Day> FindUndecided(const State& state, EntityId plan, std::int32_t year) {
  for (Day month = FirstOfYear(year); YearOf(month) == year; month = AddMonths(month, 1)) {
    const auto expenses = state.Find<PlanMonthTable>(plan, month);
    if (expenses && expenses->state == ExpensesState::kFiled) return month;
  }
  return std::nullopt;
}

/// Nothing more is paid provisionally for the year, and nothing is open.
std::optional<Decision> CheckBalance(const State& state, const Intent& intent, const PlanSeen& seen,
                                     const schema::BalancePlan& command) {
  const std::int32_t year = command.year();
  if (!seen.terms.provisional) return Refusal{Rule::kPlanNotProvisional, {{"service", seen.row.service}}};
  if (auto answer = FirstOf(CheckYear(year), CheckDay("/due_on", command.due_on()))) return answer;
  const auto row = YearOfPlan(state, seen.id, year);
  if (!row || row->funded == 0) return YearOutOfOrder(year, "funding");
  if (row->balanced) return YearOutOfOrder(year, "not_balanced");
  const bool is_over = seen.row.state == PlanState::kEnded || intent.today >= FirstOfYear(year + 1);
  if (!is_over) return YearOutOfOrder(year, "end");
  if (const auto month = FindUndecided(state, seen.id, year)) {
    return Refusal{Rule::kExpensesPending, {{"month", FormatDay(*month)}}};
  }
  if (state.Find<DebtCountTable>(seen.row.person).value_or(DebtCountRow{}).debts < kMaxDebts) return std::nullopt;
  return Refusal{Rule::kTooMany, {{"of", "debts"}, {"at_most", std::to_string(kMaxDebts)}}};
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::BalancePlan& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kGiveBack, [&](const PlanSeen& seen) -> Decision {
    if (auto answer = CheckBalance(state, intent, seen, command)) return *std::move(answer);
    const auto year = YearOfPlan(state, seen.id, command.year()).value_or(PlanYearRow{});
    schema::PlanBalancedT balanced;
    balanced.year = command.year();
    balanced.paid = PlanPaidIn(state, seen.id, command.year());
    balanced.recognised = TotalOf(year.spent);
    Drafts drafts(intent);
    if (balanced.paid > balanced.recognised) {
      schema::DebtRaisedT debt;
      balanced.debt = state.Find<DebtCountTable>(seen.row.person).value_or(DebtCountRow{}).debts + 1;
      debt.debt = balanced.debt;
      debt.cause = schema::DebtCause::recovery;
      debt.activation = IdOf(seen.id);
      debt.amount = balanced.paid - balanced.recognised;
      debt.due_on = command.due_on();
      drafts.Add(seen.row.person, kPersonKind, std::move(debt));
    }
    drafts.Add(seen.id, kPlanKind, balanced);
    return drafts.Done();
  });
}

}  // namespace fascicolo::engine
