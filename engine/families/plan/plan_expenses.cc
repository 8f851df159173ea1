// What a plan cost, month by month; whom the family hired; and what is left at the end.
#include <algorithm>

#include "engine/families/obligations.h"
#include "engine/families/plan/expenses_states.h"
#include "engine/families/plan/plan_deciding.h"
#include "engine/families/plan/plan_payments.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

Refusal MonthRefusal(Rule rule, Day month) { return {rule, {{"month", FormatDay(month)}}}; }

/// Expenses come for a month in which the plan runs, and once.
std::optional<Decision> CheckFiling(const State& state, const Intent& intent, const PlanSeen& seen, Day month) {
  if (month > intent.today) {
    return Refusal{Rule::kDateOutOfOrder, {{"month", FormatDay(month)}, {"today", FormatDay(intent.today)}}};
  }
  if (!RunsIn(seen.row, month)) return MonthRefusal(Rule::kPlanNotRunning, month);
  const auto filed = state.Find<PlanMonthTable>(seen.id, month);
  if (!filed || NextState(ExpensesCourse(), filed->state, ExpensesStep::kFile)) return std::nullopt;
  return MonthRefusal(Rule::kExpensesOutOfOrder, month);
}

/// They are measured as the plan is.
std::optional<Decision> CheckMeasures(const PlanYearRow& year, const std::vector<PlanItemRow>& items) {
  for (const PlanItemRow& item : items) {
    const auto planned = std::find_if(year.items.begin(), year.items.end(),
                                      [&](const PlanItemRow& other) { return other.activity == item.activity; });
    if (planned == year.items.end() || planned->measure == item.measure) continue;
    return Malformed("/items", "measure " + item.activity + " otherwise than the plan",
                     schema::EnumNamePlanMeasure(planned->measure));
  }
  return std::nullopt;
}

/// Where the family manages the money, whoever it hired has a contract in the month, for what the sheet says.
std::optional<Decision> CheckHelper(const PlanSeen& seen, const PlanYearRow& year, const PlanMonthRow& expenses, Day month) {
  if (year.management != schema::PlanManagement::indirect) return std::nullopt;
  const auto& helpers = seen.row.helpers;
  if (std::any_of(helpers.begin(), helpers.end(), [&](const HelperRow& helper) {
        return helper.from < AddMonths(month, 1) && (!helper.until || *helper.until > month);
      })) {
    return std::nullopt;
  }
  for (const PlanLimit& limit : seen.terms.limits) {
    const auto is_it = [&](const PlanItemRow& item) { return item.activity == limit.activity; };
    if (!limit.needs_helper || std::none_of(expenses.items.begin(), expenses.items.end(), is_it)) continue;
    return Refusal{Rule::kHelperMissing, {{"activity", limit.activity}, {"month", FormatDay(month)}}};
  }
  return std::nullopt;
}

/// With this month neither an item nor the year is overdrawn.
std::optional<Decision> CheckBudget(const PlanYearRow& year, const PlanMonthRow& expenses) {
  auto spent = year.spent;
  AddSpent(expenses.items, spent);
  if (const auto activity = FindOverdrawn(year.items, spent)) {
    return Refusal{Rule::kPlanOverdrawn, {{"activity", *activity}}};
  }
  if (TotalOf(spent) <= year.funded) return std::nullopt;
  return Refusal{Rule::kPlanOverdrawn, {{"funded", std::to_string(year.funded)}}};
}

/// A decision about expenses that were filed and not answered.
template <class Rules>
Decision OnExpenses(const State& state, const Intent& intent, ExpensesStep step, const schema::Id* plan, std::int32_t days,
                    Rules rules) {
  return OnPlan(state, intent, plan, PlanStep::kExpenses, [&](const PlanSeen& seen) -> Decision {
    if (auto answer = CheckMonth("/month", days)) return *std::move(answer);
    const Day month{days};
    const auto expenses = state.Find<PlanMonthTable>(seen.id, month);
    const bool may = expenses && NextState(ExpensesCourse(), expenses->state, step);
    if (!may) return MonthRefusal(Rule::kExpensesOutOfOrder, month);
    return rules(seen, month, *expenses);
  });
}

/// The first month of the year whose expenses are not accepted and liquidated; none.
std::optional<Day> FindUnsettled(const State& state, EntityId plan, std::int32_t year) {
  for (Day month = FirstOfYear(year); YearOf(month) == year; month = AddMonths(month, 1)) {
    const auto expenses = state.Find<PlanMonthTable>(plan, month);
    const bool is_settled =
        !expenses || (expenses->state == ExpensesState::kAccepted && IsPlanMonthPaid(state, plan, month));
    if (!is_settled) return month;
  }
  return std::nullopt;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::DeclareHelper& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kDeclare, [&](const PlanSeen& seen) -> Decision {
    const auto derogation = Text(command.derogation());
    if (auto answer = FirstOf(CheckText("/contract", Text(command.contract())), CheckDay("/from", command.from()),
                              CheckUntil(Day{command.from()}, command.until()))) {
      return *std::move(answer);
    }
    if (derogation.size() > kMaxCodeBytes) return Malformed("/derogation", "is too long");
    if ((command.cohabitant() || command.obliged_relative()) && derogation.empty()) {
      return Refusal{Rule::kHelperTooClose, {}};
    }
    if (seen.row.helpers.size() >= kMaxHelpers) return Refusal{Rule::kTooMany, {{"of", "helpers"}}};
    schema::HelperDeclaredT declared;
    declared.contract = Text(command.contract());
    declared.from = command.from();
    declared.until = command.until();
    declared.cohabitant = command.cohabitant();
    declared.obliged_relative = command.obliged_relative();
    declared.derogation = derogation;
    return OnePlanFact(intent, seen, std::move(declared));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::FileExpenses& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kExpenses, [&](const PlanSeen& seen) -> Decision {
    if (auto answer = FirstOf(CheckMonth("/month", command.month()), CheckItems(command.items(), seen.sheet))) {
      return *std::move(answer);
    }
    const Day month{command.month()};
    if (auto answer = CheckFiling(state, intent, seen, month)) return *std::move(answer);
    const auto year = YearOfPlan(state, seen.id, YearOf(month));
    if (!year || year->returned) return YearOutOfOrder(YearOf(month), "funding");
    if (year->balanced) return YearOutOfOrder(YearOf(month), "not_balanced");
    const auto items = *RowsOf(command.items());
    if (std::any_of(items.begin(), items.end(), [](const PlanItemRow& item) { return !item.payee.is_zero(); })) {
      return Malformed("/items", "name a payee", "whom the plan names");
    }
    if (auto answer = CheckMeasures(*year, items)) return *std::move(answer);
    schema::ExpensesFiledT filed;
    filed.month = command.month();
    filed.items = CopiesOf(command.items());
    filed.late = intent.today > ExpensesDue(state, seen.terms, month);
    return OnePlanFact(intent, seen, std::move(filed));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::AcceptExpenses& command) {
  const auto rules = [&](const PlanSeen& seen, Day month, const PlanMonthRow& expenses) -> Decision {
    const auto year = YearOfPlan(state, seen.id, YearOf(month)).value_or(PlanYearRow{});
    if (auto answer = FirstOf(CheckHelper(seen, year, expenses, month), CheckBudget(year, expenses))) {
      return *std::move(answer);
    }
    schema::ExpensesAcceptedT accepted;
    accepted.month = command.month();
    accepted.amount = TotalOf(expenses.items);
    return OnePlanFact(intent, seen, accepted);
  };
  return OnExpenses(state, intent, ExpensesStep::kAccept, command.plan(), command.month(), rules);
}

Decision Decide(const State& state, const Intent& intent, const schema::ContestExpenses& command) {
  const auto rules = [&](const PlanSeen& seen, Day, const PlanMonthRow&) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
    schema::ExpensesContestedT contested;
    contested.month = command.month();
    contested.reason = Text(command.reason());
    return OnePlanFact(intent, seen, std::move(contested));
  };
  return OnExpenses(state, intent, ExpensesStep::kContest, command.plan(), command.month(), rules);
}

Decision Decide(const State& state, const Intent& intent, const schema::ReturnLeftover& command) {
  return OnPlan(state, intent, command.plan(), PlanStep::kGiveBack, [&](const PlanSeen& seen) -> Decision {
    const std::int32_t year = command.year();
    if (auto answer = FirstOf(CheckYear(year), CheckText("/reference", Text(command.reference())))) {
      return *std::move(answer);
    }
    const auto row = YearOfPlan(state, seen.id, year);
    if (!row || row->funded == 0) return YearOutOfOrder(year, "funding");
    if (row->returned) return YearOutOfOrder(year, "leftover");
    if (seen.row.state != PlanState::kEnded && year >= seen.row.year) return YearOutOfOrder(year, "end");
    if (seen.terms.provisional && (!row->balanced || row->to_pay > 0)) return YearOutOfOrder(year, "balance");
    if (const auto month = FindUnsettled(state, seen.id, year)) return MonthRefusal(Rule::kExpensesPending, *month);
    schema::LeftoverReturnedT returned;
    returned.year = year;
    returned.amount = row->funded - TotalOf(row->spent);
    returned.reference = Text(command.reference());
    if (returned.amount == 0) return Refusal{Rule::kNothingLeft, {{"year", std::to_string(year)}}};
    return OnePlanFact(intent, seen, std::move(returned));
  });
}

Decision FulfilExpenses(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  const auto row = state.FindEntity<PlanTable>(due.entity);
  const bool is_awaited = row && row->reminder == obligation && row->awaited == due.from;
  if (!is_awaited || !RunsIn(*row, *due.from)) {
    return Dropped(intent, obligation, due, kPlanKind, "plan_expenses", is_awaited ? "not_running" : "filed");
  }
  schema::ExpensesMissedT missed;
  missed.month = due.from->days;
  return OneFact(intent, due.entity, kPlanKind, missed);
}

}  // namespace fascicolo::engine
