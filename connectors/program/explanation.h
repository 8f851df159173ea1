// Why somebody stands where he stands on a waiting list, for the person who asks.
#pragma once

#include "connectors/program/lists/counter_places.h"
#include "connectors/program/reading.h"
#include "engine/rules/rule_set.h"
#include "projections/history.h"
#include "projections/waiting_list.h"

namespace fascicolo::program {

inline constexpr std::size_t kMaxBeforeShown = 10;  ///< named of those who stand before

/// Everything an explanation shows, gathered from views, rule set and history.
struct ExplainedEntry {
  projections::Explanation entry;
  std::optional<engine::RuleSet> rules;                             ///< none: not scored
  std::vector<std::optional<projections::HistoryRef>> line_events;  ///< one per line of the score
  std::vector<CounterPlace> counter_places;  ///< what would change the place
  std::vector<EntityId> before;  ///< the last kMaxBeforeShown of those who stand before, in order
};

/// kNotFound: no such application.
[[nodiscard]] Result<ExplainedEntry> Explain(Reading& reading, EntityId activation);

[[nodiscard]] events::json::Value FormOf(const ExplainedEntry& explained,
                                         engine::Language language);
void Print(const ExplainedEntry& explained, Reading& reading, Session& session);

}  // namespace fascicolo::program
