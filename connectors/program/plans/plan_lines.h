// What the office sees of each personal plan: how far it is, what was given and spent, and what is due next. Read from the
// state, of now or of the past. The agenda shows the same days (projections/agenda_plans.cc); a test holds both together.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/state/state.h"

namespace fascicolo::program {

/// What a plan is to have next.
struct PlanDue {
  Day on;                 ///< the last day in time; of a leftover the first on which it can go back; of a renewal the end
  std::string_view what;  ///< "decision", "expenses", "leftover", "renewal"
};

struct PlanYear {
  std::int32_t year = 0;
  engine::PlanYearRow row;
};

struct PlanLine {
  EntityId plan;
  engine::PlanRow row;
  std::vector<PlanYear> years;     ///< ascending
  int months = 0;                  ///< in which it runs on some day, from its beginning to its end
  std::int64_t granted_cents = 0;  ///< by the Region, for all years
  std::int64_t spent_cents = 0;    ///< by accepted expenses
  std::int64_t left_cents = 0;     ///< of the years in which it has run or runs, less what went back
  std::optional<PlanDue> next;     ///< the earliest; none: nothing is due
};

/// Every plan, by service and id.
[[nodiscard]] std::vector<PlanLine> PlanLines(const engine::State& state);

}  // namespace fascicolo::program
