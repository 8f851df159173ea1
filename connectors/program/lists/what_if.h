// What another rule set would make of a waiting list: everybody who stands on it scored anew by what is known of them, who
// moves, and by which criteria. Nothing is decided and nothing recorded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/rules/evaluation.h"
#include "engine/state/state.h"
#include "projections/waiting_list.h"

namespace fascicolo::program {

/// A criterion that gives other points than it gave; none on a side where the criterion is not there.
struct ChangedPoints {
  std::string criterion;
  std::optional<std::int64_t> now;   ///< hundredths
  std::optional<std::int64_t> then;
};

struct WhatIfEntry {
  EntityId application;
  EntityId case_file;
  std::uint64_t rank_now = 0;              ///< from 1
  std::optional<std::uint64_t> rank_then;  ///< none: cannot be scored, and stands behind everybody
  std::int64_t points_now = 0;             ///< hundredths
  std::optional<std::int64_t> points_then;
  std::vector<ChangedPoints> why;          ///< in the new rule set's order, then what is no longer asked
  std::vector<engine::InputProblem> problems;  ///< why it cannot be scored
};

/// In the order of the list as it stands. `state` and `rows` are of the same position.
[[nodiscard]] std::vector<WhatIfEntry> WhatIf(const engine::State& state, const store::Rows& rows, EntityId list,
                                              const engine::RuleSet& rules);

}  // namespace fascicolo::program
