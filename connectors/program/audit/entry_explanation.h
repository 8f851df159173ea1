// Why an entry stands where it stands in a ranking, and what it would take to stand higher.
#pragma once

#include "connectors/program/audit/published_list.h"
#include "engine/families/ranking_score.h"

namespace fascicolo::program {

inline constexpr std::size_t kMaxEntriesBeforeShown = 10;  ///< named of those who stand before

/// Gathered from the entry's own history, the frozen rule set and the list.
struct ExplainedRank {
  EntityId entry;
  engine::RankingEntryRow row;
  std::optional<std::uint32_t> published_rank;
  std::optional<std::uint32_t> rank;  ///< as it stands; none: on no list
  std::uint32_t lot = 0;              ///< 0: not drawn
  std::optional<engine::RankingRules> rules;
  std::optional<EventRef> scored_by;
  schema::EntryScoredT score;  ///< the last; means nothing without `scored_by`
  std::vector<EventRef> history;
  std::vector<ListLine> before;  ///< the last of those who stand before, in order
};
/// Failures of the log.
[[nodiscard]] Result<ExplainedRank> ExplainRank(Reading& reading, const engine::State& state, const CallList& list,
                                                EntityId entry, const engine::RankingEntryRow& row);

[[nodiscard]] Value FormOf(const ExplainedRank& explained, const CallList& list, engine::Language language);
/// What FormOf writes (connectors/cli/shape.h).
[[nodiscard]] std::string ExplainedRankShape();
void Print(Session& session, const ExplainedRank& explained, const CallList& list);

}  // namespace fascicolo::program
