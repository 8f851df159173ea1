#include "engine/families/plan/plan_deciding.h"

#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/case_deciding.h"
#include "engine/families/money_deciding.h"

namespace fascicolo::engine {
namespace {

template <class Items>
auto FindItem(Items& items, std::string_view activity) {
  return std::find_if(items.begin(), items.end(), [&](const PlanItemRow& item) { return item.activity == activity; });
}

/// The quantity is given if and only if something is measured.
bool IsSound(const PlanItemRow& item) {
  const bool is_measured = item.measure != schema::PlanMeasure::none;
  return !item.activity.empty() && item.activity.size() <= kMaxCodeBytes && item.amount > 0 &&
         item.amount <= kMaxMoneyCents && item.measure <= schema::PlanMeasure::MAX &&
         is_measured == (item.quantity > 0) && item.quantity <= kMaxPlanQuantity;
}

/// Whole years on `day`; none: the day of birth is not known.
std::optional<int> AgeOn(const State& state, EntityId person, Day day) {
  const auto row = state.FindEntity<PersonTable>(person);
  if (!row || !row->born) return std::nullopt;
  int years = YearOf(day) - YearOf(*row->born);
  if (AddMonths(*row->born, years * 12) > day) --years;
  return years;
}

Refusal NotAdmitted(const PlanLimit& limit, std::string fact, std::string value) {
  return {Rule::kPlanItemNotAdmitted, {{"activity", limit.activity}, {std::move(fact), std::move(value)}}};
}

}  // namespace

Decision OnPlan(const State& state, const Intent& intent, const schema::Id* id, PlanStep step,
                const std::function<Decision(const PlanSeen&)>& decide) {
  if (!IsPossible(intent.effective_on)) return Malformed("/effective_on", "is out of range", "a day of 1900 to 2200");
  const EntityId plan = events::Entity(id);
  const auto row = state.FindEntity<PlanTable>(plan);
  if (!row) return Unknown("/plan", plan, "plan");
  if (const auto case_row = state.FindEntity<CaseTable>(row->case_file)) {
    if (auto answer = CheckNoConflict(*case_row, intent.actor)) return *std::move(answer);
  }
  if (!NextPlanState(row->state, step)) {
    return Refusal{Rule::kPlanOutOfOrder, {{"state", std::string(TextOf(row->state))}}};
  }
  const auto sheet = AdoptedSheet(state, row->service);
  if (!sheet || !sheet->plan) return Refusal{Rule::kServiceHasNoPlans, {{"service", row->service}}};
  return decide({plan, *row, *sheet, *sheet->plan});
}

std::optional<PlanYearRow> YearOfPlan(const State& state, EntityId plan, std::int32_t year) {
  return state.Find<PlanYearTable>(plan, static_cast<std::uint32_t>(year));
}

Refusal YearOutOfOrder(std::int32_t year, std::string_view lacks) {
  return {Rule::kPlanYearOutOfOrder, {{"year", std::to_string(year)}, {"lacks", std::string(lacks)}}};
}

std::optional<Decision> CheckYear(std::int32_t year) {
  if (IsPlanYear(year)) return std::nullopt;
  return Malformed("/year", "is out of range", "1900 to 2199");
}

std::optional<std::size_t> RankOfLevel(const PlanTerms& terms, std::string_view level) {
  const auto found = std::find_if(terms.levels.begin(), terms.levels.end(),
                                  [&](const Labelled& one) { return one.code == level; });
  if (found == terms.levels.end()) return std::nullopt;
  return static_cast<std::size_t>(found - terms.levels.begin());
}

std::optional<std::vector<PlanItemRow>> RowsOf(const PlanItems* items) {
  if (items == nullptr || items->size() == 0 || items->size() > kMaxPlanItems) return std::nullopt;
  std::vector<PlanItemRow> rows;
  for (const auto* item : *items) {
    PlanItemRow row{std::string(Text(item->activity())), item->amount(), item->measure(), item->quantity(),
                    events::Entity(item->payee())};
    if (!IsSound(row) || FindItem(rows, row.activity) != rows.end()) return std::nullopt;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::optional<Decision> CheckItems(const PlanItems* items, const Sheet& sheet) {
  const auto rows = RowsOf(items);
  if (!rows) {
    return Malformed("/items", "are none, too many, or not right",
                     "1 to " + std::to_string(kMaxPlanItems) +
                         ", each activity once, with an amount, and a quantity where a measure is named");
  }
  for (const PlanItemRow& row : *rows) {
    const auto is_it = [&](const Activity& activity) { return activity.code == row.activity; };
    if (std::none_of(sheet.activities.begin(), sheet.activities.end(), is_it)) {
      return Refusal{Rule::kUnknownActivity, {{"activity", row.activity}}};
    }
  }
  return std::nullopt;
}

std::optional<Decision> CheckPayees(const State& state, const PlanItems* items) {
  for (const PlanItemRow& row : RowsOf(items).value_or(std::vector<PlanItemRow>{})) {
    if (!row.payee.is_zero() && !state.FindEntity<PayeeTable>(row.payee)) return Unknown("/items", row.payee, "payee");
  }
  return std::nullopt;
}

std::optional<Decision> CheckLimits(const State& state, const PlanSeen& seen, std::int32_t year, const PlanItems* items) {
  const auto rows = RowsOf(items).value_or(std::vector<PlanItemRow>{});
  const auto age = AgeOn(state, seen.row.person, FirstOfYear(year));
  for (const PlanLimit& limit : seen.terms.limits) {
    const auto item = FindItem(rows, limit.activity);
    if (item == rows.end()) continue;
    if (limit.below_age > 0 && age && *age >= limit.below_age) {
      return NotAdmitted(limit, "below_age", std::to_string(limit.below_age));
    }
    const bool is_in_days = item->measure == schema::PlanMeasure::days;
    if (limit.most_days > 0 && (!is_in_days || item->quantity > static_cast<std::uint32_t>(limit.most_days))) {
      return NotAdmitted(limit, "most_days", std::to_string(limit.most_days));
    }
  }
  return std::nullopt;
}

std::vector<std::unique_ptr<schema::PlanItemT>> CopiesOf(const PlanItems* items) {
  std::vector<std::unique_ptr<schema::PlanItemT>> told;
  for (const auto* item : *items) told.emplace_back(item->UnPack());
  return told;
}

std::int64_t TotalOf(const std::vector<PlanItemRow>& items) {
  std::int64_t total = 0;
  for (const PlanItemRow& item : items) total += item.amount;
  return total;
}

void AddSpent(const std::vector<PlanItemRow>& month, std::vector<PlanItemRow>& spent) {
  for (const PlanItemRow& item : month) {
    const auto found = FindItem(spent, item.activity);
    if (found == spent.end()) {
      spent.push_back(item);
      continue;
    }
    found->amount += item.amount;
    found->quantity += item.quantity;
  }
}

std::optional<std::string> FindOverdrawn(const std::vector<PlanItemRow>& budget, const std::vector<PlanItemRow>& spent) {
  for (const PlanItemRow& item : spent) {
    const auto found = FindItem(budget, item.activity);
    const bool is_enough = found != budget.end() && found->amount >= item.amount &&
                           (found->measure == schema::PlanMeasure::none || found->quantity >= item.quantity);
    if (!is_enough) return item.activity;
  }
  return std::nullopt;
}

bool RunsIn(const PlanRow& row, Day month) {
  if (!row.from || !row.until) return false;
  const Day end = std::min(*row.until, AddMonths(month, 1));
  Day day = std::max(*row.from, month);
  for (const PlanPauseRow& pause : row.pauses) {
    if (pause.from > day) break;
    day = std::max(day, pause.until.value_or(end));
  }
  return day < end;
}

Day ExpensesDue(const State& state, const PlanTerms& terms, Day month) {
  const auto calendar = AdoptedCalendar(state);
  return ExpensesDue(calendar ? *calendar : HolidayCalendar{}, terms.expenses_day, month);
}

Day ExpensesDue(const HolidayCalendar& calendar, int expenses_day, Day month) {
  return WorkingDayFrom(calendar, AddMonths(month, 1) + (expenses_day - 1));
}

}  // namespace fascicolo::engine
