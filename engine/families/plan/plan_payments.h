// What is due of a plan for a month, and the payments that an act carries (money.h, allowance.h).
//
// A month is due when its expenses are accepted, item by item to whom the plan names for it. Where the sheet has months paid
// provisionally, each month of the year in which the plan runs is due before its expenses come: of every item an equal part for
// each month from the plan's first one in that year, rounded down. When the year is over, or the plan is, what was paid is held
// against the expenses that were accepted (BalancePlan): the rest is paid, or the excess owed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/decision.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// Whom a month is due to, and how much, in cents.
struct PlanDue {
  EntityId payee;
  std::int64_t amount = 0;
};
/// What is due for the calendar month that begins on `month`, payees in the order of the items; empty: nothing.
[[nodiscard]] std::vector<PlanDue> PlanDuesFor(const State& state, EntityId plan, Day month);
/// Everything that is due for the month was liquidated.
[[nodiscard]] bool IsPlanMonthPaid(const State& state, EntityId plan, Day month);
/// What was liquidated for the months of a year, in cents.
[[nodiscard]] std::int64_t PlanPaidIn(const State& state, EntityId plan, std::int32_t year);
/// Where what is to be liquidated is a plan's: exactly what is due to the payee for that month.
[[nodiscard]] std::optional<Decision> CheckPlanDue(const State& state, EntityId about, std::optional<Day> month,
                                                   EntityId payee, std::int64_t amount);
/// It is the balance of the plan's year, and goes to the plan's payee.
[[nodiscard]] std::optional<Decision> CheckBalanceDue(const State& state, EntityId about, std::int32_t year,
                                                      EntityId payee, std::int64_t amount);
/// What is due for the month and not liquidated, in the order of the plans' ids; at most kMaxCarried.
[[nodiscard]] std::vector<std::unique_ptr<schema::CarriedT>> PlanPaymentsOf(const State& state,
                                                                            const std::string& service, Day month);

}  // namespace fascicolo::engine
