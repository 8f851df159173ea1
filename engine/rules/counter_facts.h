// What would have scored otherwise: an explanation of a place on a list that says what, all else equal, would change it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/rules/evaluation.h"

namespace fascicolo::engine {

struct CounterFact {
  std::string criterion;
  std::string input;
  std::string row_text;                ///< the condition that would hold: "..1000000"; of a linear criterion the value
  std::int64_t points_hundredths = 0;  ///< by the criterion then
  std::int64_t total_hundredths = 0;   ///< of everything then: capped, and less what was taken off
  bool operator==(const CounterFact&) const = default;
};

/// Every row of every criterion by which the total would be another one, in the rule set's order. `evaluation` was made by
/// `rule_set`; of its lines the criterion and the points are read. A criterion of the rule set without a line counts 0.
[[nodiscard]] std::vector<CounterFact> CounterFacts(const RuleSet& rule_set, const Evaluation& evaluation);

}  // namespace fascicolo::engine
