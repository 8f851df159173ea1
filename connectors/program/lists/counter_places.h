// What would change somebody's place on a list: every row of the rule set's tables that did not apply, and the rank that it
// would have given, all else equal and everybody else where they stand.
#pragma once

#include <cstdint>
#include <vector>

#include "connectors/program/session.h"
#include "engine/rules/counter_facts.h"
#include "projections/waiting_list.h"

namespace fascicolo::program {

struct CounterPlace {
  engine::CounterFact fact;
  std::uint64_t rank = 0;  ///< from 1
};

/// Its code where the rule set does not know it. Borrows from either.
[[nodiscard]] const std::string& CriterionName(const engine::RuleSet& rules, const std::string& code,
                                               engine::Language language);

/// In the rule set's order. `entry` stands on the list of this order and was scored by `rules`; else there are none.
[[nodiscard]] std::vector<CounterPlace> CounterPlaces(const projections::ListOrder& order,
                                                      const projections::Explanation& entry,
                                                      const engine::RuleSet& rules);

/// What FormOf writes (connectors/cli/shape.h).
inline constexpr std::string_view kCounterPlacesShape =
    "[{criterion: word, label: text, input: text, row: text, points: decimal, total: decimal, rank: count}]";
[[nodiscard]] events::json::Value FormOf(const std::vector<CounterPlace>& places, const engine::RuleSet& rules,
                                         engine::Language language);
void Print(const std::vector<CounterPlace>& places, const engine::RuleSet& rules, Session& session);

}  // namespace fascicolo::program
