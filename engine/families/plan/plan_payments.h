// What is due of a plan for a month, and the payments that an act carries (money.h, allowance.h).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/decision.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// What is due for the calendar month that begins on `month`, in cents; 0: nothing, its expenses are not accepted.
[[nodiscard]] std::int64_t PlanDueFor(const State& state, EntityId plan, Day month);
/// Where what is to be liquidated is a plan's: exactly what is due for that month.
[[nodiscard]] std::optional<Decision> CheckPlanDue(const State& state, EntityId about, std::optional<Day> month,
                                                   std::int64_t amount);
/// What is due for the month and not liquidated, in the order of the plans' ids; at most kMaxCarried.
[[nodiscard]] std::vector<std::unique_ptr<schema::CarriedT>> PlanPaymentsOf(const State& state,
                                                                            const std::string& service, Day month);

}  // namespace fascicolo::engine
