// What each fact about a plan that runs, or has run, changes in its rows; and which month's expenses are waited for.
#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/obligations.h"
#include "engine/families/plan/expenses_states.h"
#include "engine/families/plan/plan_evolving.h"

namespace fascicolo::engine {
namespace {

/// Waits for the expenses of the first month from `month` on in which the plan runs and that has none; for none once it is over.
void Await(const EventContext& context, EntityId id, PlanRow& row, Day month, StateEditor& editor) {
  if (!row.reminder.is_zero()) editor.CloseObligation(row.reminder, row.reminder_due);
  row.awaited.reset();
  row.reminder = {};
  const auto is_passed_over = [&] { return !RunsIn(row, month) || editor.Find<PlanMonthTable>(id, month); };
  while (month < *row.until && is_passed_over()) month = AddMonths(month, 1);
  const auto sheet = AdoptedSheet(editor.state(), row.service);
  if (month >= *row.until || !sheet || !sheet->plan) return;
  ObligationRow reminder;
  reminder.kind = ObligationKind::kPlanExpenses;
  reminder.entity = id;
  reminder.from = month;
  reminder.due = StartOfDay(ExpensesDue(editor.state(), *sheet->plan, month) + 1);
  row.awaited = month;
  row.reminder = OpenBy(context, reminder, editor);
  row.reminder_due = reminder.due;
}

bool WaitsFor(const PlanRow& row, const StateEditor& editor) {
  return row.awaited && editor.Find<ObligationTable>(row.reminder_due, row.reminder).has_value();
}

bool IsMonth(std::int32_t days) { return IsPossible(Day{days}) && CivilFromDay(Day{days}).day == 1; }

/// Changes the expenses of a month that were filed and not answered.
template <class Change>
bool EditExpenses(const schema::Event& event, std::int32_t month, ExpensesStep step, StateEditor& editor, Change change) {
  return EditPlan(event, editor, PlanStep::kExpenses, [&](EntityId id, PlanRow&) {
    auto expenses = editor.Find<PlanMonthTable>(id, Day{month});
    const auto next = expenses ? NextState(ExpensesCourse(), expenses->state, step) : std::nullopt;
    if (!next || !change(id, *expenses)) return false;
    expenses->state = *next;
    editor.Put<PlanMonthTable>(*expenses, id, Day{month});
    return true;
  });
}

}  // namespace

bool Evolve(const EventContext& context, const schema::Event& event, const schema::PlanStarted& fact,
            StateEditor& editor) {
  return EditPlan(event, editor, PlanStep::kStart, [&](EntityId id, PlanRow& row) {
    row.from = Day{fact.from()};
    row.until = Day{fact.until()};
    row.year = fact.year();
    row.payee = events::Entity(fact.payee());
    NoteEffectOfAct(event, editor);
    if (!IsPlanYear(row.year) || !IsInterval(*row.from, row.until)) return false;
    if (*row.from < FirstOfYear(row.year) || *row.until > FirstOfYear(row.year + 1)) return false;
    editor.Put<ServicePlanTable>(MarkRow{}, row.service, id);
    Await(context, id, row, FirstOfMonth(*row.from), editor);
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::PlanRenewed& fact,
            StateEditor& editor) {
  return EditPlan(event, editor, PlanStep::kRenew, [&](EntityId id, PlanRow& row) {
    const Day until{fact.until()};
    if (fact.year() != row.year + 1 || !IsPlanYear(fact.year())) return false;
    if (until <= *row.until || until > FirstOfYear(fact.year() + 1)) return false;
    const Day month = FirstOfMonth(*row.until);
    row.year = fact.year();
    row.until = until;
    if (!WaitsFor(row, editor)) Await(context, id, row, month, editor);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlanVaried& fact, StateEditor& editor) {
  const auto items = RowsOf(fact.items());
  return EditPlan(event, editor, PlanStep::kVary, [&](EntityId id, PlanRow&) {
    return EditYear(id, fact.year(), editor, [&](PlanYearRow& year) {
      if (!items || TotalOf(*items) > year.funded || FindOverdrawn(*items, year.spent)) return false;
      year.items = *items;
      return true;
    });
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlanSuspended& fact, StateEditor& editor) {
  return EditPlan(event, editor, PlanStep::kSuspend, [&](EntityId, PlanRow& row) {
    const Day from{fact.from()};
    if (!IsPossible(from) || row.pauses.size() >= kMaxPlanPauses) return false;
    if (!row.pauses.empty() && *row.pauses.back().until > from) return false;
    row.pauses.push_back({from, std::nullopt});
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::PlanResumed& fact,
            StateEditor& editor) {
  return EditPlan(event, editor, PlanStep::kResume, [&](EntityId id, PlanRow& row) {
    const Day from{fact.from()};
    if (!IsPossible(from) || from <= row.pauses.back().from) return false;
    row.pauses.back().until = from;
    const bool waits = WaitsFor(row, editor);
    if (!waits || !RunsIn(row, *row.awaited)) Await(context, id, row, waits ? *row.awaited : FirstOfMonth(from), editor);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlanEnded& fact, StateEditor& editor) {
  return EditPlan(event, editor, PlanStep::kEnd, [&](EntityId id, PlanRow& row) {
    const Day on{fact.on()};
    if (on < *row.from || on > *row.until) return false;
    row.until = on;
    if (row.awaited && *row.awaited >= on) {
      editor.CloseObligation(row.reminder, row.reminder_due);
      row.awaited.reset();
      row.reminder = {};
    }
    LeavePlanCase(id, row, editor);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::LeftoverReturned& fact, StateEditor& editor) {
  return EditPlan(event, editor, PlanStep::kGiveBack, [&](EntityId id, PlanRow&) {
    return EditYear(id, fact.year(), editor, [&](PlanYearRow& year) {
      if (year.returned || fact.amount() != year.funded - TotalOf(year.spent)) return false;
      year.returned = true;
      return true;
    });
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PlanBalanced& fact, StateEditor& editor) {
  return EditPlan(event, editor, PlanStep::kGiveBack, [&](EntityId id, PlanRow&) {
    return EditYear(id, fact.year(), editor, [&](PlanYearRow& year) {
      if (year.balanced || fact.recognised() != TotalOf(year.spent) || fact.paid() < 0) return false;
      year.balanced = true;
      year.to_pay = std::max<std::int64_t>(0, fact.recognised() - fact.paid());
      return true;
    });
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::ExpensesFiled& fact,
            StateEditor& editor) {
  const auto items = RowsOf(fact.items());
  if (!items || !IsMonth(fact.month())) return false;
  const Day month{fact.month()};
  return EditPlan(event, editor, PlanStep::kExpenses, [&](EntityId id, PlanRow& row) {
    const auto before = editor.Find<PlanMonthTable>(id, month);
    if (before && !NextState(ExpensesCourse(), before->state, ExpensesStep::kFile)) return false;
    editor.Put<PlanMonthTable>(PlanMonthRow{ExpensesState::kFiled, *items}, id, month);
    if (row.awaited == month) Await(context, id, row, AddMonths(month, 1), editor);
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::ExpensesMissed& fact,
            StateEditor& editor) {
  return EditPlan(event, editor, PlanStep::kExpenses, [&](EntityId id, PlanRow& row) {
    if (row.awaited != Day{fact.month()}) return false;
    Await(context, id, row, AddMonths(*row.awaited, 1), editor);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ExpensesAccepted& fact, StateEditor& editor) {
  const auto spend = [&](EntityId id, const PlanMonthRow& expenses) {
    return EditYear(id, YearOf(Day{fact.month()}), editor, [&](PlanYearRow& year) {
      AddSpent(expenses.items, year.spent);
      return fact.amount() == TotalOf(expenses.items) && TotalOf(year.spent) <= year.funded && !year.returned;
    });
  };
  return EditExpenses(event, fact.month(), ExpensesStep::kAccept, editor, spend);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ExpensesContested& fact, StateEditor& editor) {
  const auto keep = [](EntityId, const PlanMonthRow&) { return true; };
  return EditExpenses(event, fact.month(), ExpensesStep::kContest, editor, keep);
}

}  // namespace fascicolo::engine
