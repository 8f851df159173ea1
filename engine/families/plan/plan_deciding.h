// What the deciders and evolvers of plans share: finding the plan, its items and its months.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/catalogue/sheet.h"
#include "engine/families/checks.h"
#include "engine/families/plan/plan.h"
#include "engine/families/plan/plan_states.h"
#include "engine/rules/holidays.h"

namespace fascicolo::engine {

/// A plan as a decider sees it.
struct PlanSeen {
  EntityId id;
  const PlanRow& row;
  const Sheet& sheet;
  const PlanTerms& terms;
};

/// A decision about a plan that may take `step`. Refuses whoever may not work on its case.
Decision OnPlan(const State& state, const Intent& intent, const schema::Id* id, PlanStep step,
                const std::function<Decision(const PlanSeen&)>& decide);
/// A decision that is one event of the plan.
template <class Fact>
[[nodiscard]] Decision OnePlanFact(const Intent& intent, const PlanSeen& seen, Fact fact) {
  return OneFact(intent, seen.id, kPlanKind, std::move(fact));
}

/// The certificate, of either form, that a command names: of a day that has been, and still valid today.
[[nodiscard]] std::optional<Decision> CheckCertificate(const Intent& intent, schema::PlanCertificate form,
                                                       std::int32_t certified_on, std::int32_t certified_until);
/// The plan's certificate is valid on `day`.
[[nodiscard]] std::optional<Decision> CheckCertifiedOn(const PlanRow& row, Day day);

/// The year's row, as it is kept under its number.
[[nodiscard]] std::optional<PlanYearRow> YearOfPlan(const State& state, EntityId plan, std::int32_t year);
[[nodiscard]] Refusal YearOutOfOrder(std::int32_t year, std::string_view lacks);
/// A year of which the next one is possible too.
[[nodiscard]] constexpr bool IsPlanYear(std::int32_t year) { return year >= YearOf(kFirstDay) && year < YearOf(kLastDay); }
[[nodiscard]] std::optional<Decision> CheckYear(std::int32_t year);

/// How heavy a level is, the lightest 0; none: the sheet has no such level.
[[nodiscard]] std::optional<std::size_t> RankOfLevel(const PlanTerms& terms, std::string_view level);

// --- items ---

using PlanItems = flatbuffers::Vector<flatbuffers::Offset<schema::PlanItem>>;

/// None: too many, an activity twice, or something out of range.
[[nodiscard]] std::optional<std::vector<PlanItemRow>> RowsOf(const PlanItems* items);
/// Items that make sense, of activities that the sheet has.
[[nodiscard]] std::optional<Decision> CheckItems(const PlanItems* items, const Sheet& sheet);
/// Whom items name to be paid is a payee.
[[nodiscard]] std::optional<Decision> CheckPayees(const State& state, const PlanItems* items);
/// What the sheet allows of them in the year: age, and days.
[[nodiscard]] std::optional<Decision> CheckLimits(const State& state, const PlanSeen& seen, std::int32_t year,
                                                  const PlanItems* items);
[[nodiscard]] std::vector<std::unique_ptr<schema::PlanItemT>> CopiesOf(const PlanItems* items);
[[nodiscard]] std::int64_t TotalOf(const std::vector<PlanItemRow>& items);
/// Adds what a month cost, item by item.
void AddSpent(const std::vector<PlanItemRow>& month, std::vector<PlanItemRow>& spent);
/// The activity of `spent` for which `budget` is not enough; none: it is.
[[nodiscard]] std::optional<std::string> FindOverdrawn(const std::vector<PlanItemRow>& budget,
                                                       const std::vector<PlanItemRow>& spent);

// --- days ---

/// The plan runs on some day of the month, so that expenses may come for it.
[[nodiscard]] bool RunsIn(const PlanRow& row, Day month);
/// The last day on which a month's expenses are in time.
[[nodiscard]] Day ExpensesDue(const State& state, const PlanTerms& terms, Day month);
/// The same by a calendar, and the sheet's day of the next month.
[[nodiscard]] Day ExpensesDue(const HolidayCalendar& calendar, int expenses_day, Day month);
[[nodiscard]] constexpr Day FirstOfMonth(Day day) { return day - (CivilFromDay(day).day - 1); }
[[nodiscard]] constexpr Day FirstOfYear(std::int32_t year) {
  return DayFromCivil({.year = year, .month = 1, .day = 1});
}

}  // namespace fascicolo::engine
