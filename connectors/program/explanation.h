// Why somebody stands where he stands on a waiting list, for the person who asks.
#pragma once

#include "connectors/program/lists/counter_places.h"
#include "connectors/program/reading.h"
#include "engine/rules/rule_set.h"
#include "projections/history.h"
#include "projections/waiting_list.h"

#include <map>
#include <memory>
#include <utility>

namespace fascicolo::program {

inline constexpr std::size_t kMaxBeforeShown = 10;  ///< named of those who stand before

/// Everything an explanation shows, gathered from views, rule set and history.
struct ExplainedEntry {
  projections::Explanation entry;
  std::shared_ptr<const engine::RuleSet> rules;  ///< null: not scored
  std::vector<std::optional<projections::HistoryRef>> line_events;  ///< one per line of the score
  std::vector<CounterPlace> counter_places;  ///< what would change the place
  std::vector<EntityId> before;  ///< the last kMaxBeforeShown of those who stand before, in order
};

/// Explains applications of one reading. What they share is read once: a list's order, a rule set; the event behind a
/// line is remembered beyond the reading (KnownEvents).
class Explaining {
 public:
  explicit Explaining(Reading& reading) : reading_(reading) {}
  /// kNotFound: no such application.
  [[nodiscard]] Result<ExplainedEntry> Explain(EntityId activation);
  /// Of who stands on a page of the reading.
  [[nodiscard]] ExplainedEntry Explain(const projections::WaitingEntry& entry);

 private:
  using HistoryPointer = std::optional<projections::HistoryRef>;
  [[nodiscard]] ExplainedEntry Completed(projections::Explanation entry);
  void AddScoreBehind(ExplainedEntry& explained);
  [[nodiscard]] const projections::ListOrder& OrderOf(EntityId list);
  [[nodiscard]] std::shared_ptr<const engine::RuleSet> RulesOf(const projections::ScoreRow& score);
  [[nodiscard]] HistoryPointer EventOf(EntityId entity, Version version);

  Reading& reading_;
  std::map<EntityId, projections::ListOrder> orders_;
  std::map<std::pair<std::string, std::string>, std::shared_ptr<const engine::RuleSet>> rules_;  ///< by code, version
};

[[nodiscard]] events::json::Value FormOf(const ExplainedEntry& explained,
                                         engine::Language language);
/// What FormOf writes (connectors/cli/shape.h).
[[nodiscard]] std::string ExplanationShape();
void Print(const ExplainedEntry& explained, Reading& reading, Session& session);

}  // namespace fascicolo::program
