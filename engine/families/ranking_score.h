// The score of an entry, by the rule set of its call: points (engine/rules/rule_set.h), or a formula with an order
// (engine/rules/formula.h), whose amount is what the entry would receive.
#pragma once

#include <memory>
#include <optional>
#include <variant>

#include "engine/decision.h"
#include "engine/rules/formula.h"
#include "engine/rules/rule_set.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

struct RankingRules {
  std::shared_ptr<const RuleSet> points;    ///< one of the two
  std::shared_ptr<const Formula> formula;   ///< with an order
  [[nodiscard]] const std::string& version() const { return points ? points->version : formula->version; }
  [[nodiscard]] bool is_sample() const {
    return (points ? points->status : formula->status) == DocumentStatus::kSample;
  }
};
/// Null: none of that code is in force on the day and orders a ranking.
[[nodiscard]] std::optional<RankingRules> RankingRulesInForce(const State& state, std::string_view code, Day day);
/// The frozen ones of a call; null: they are not there any more, which no ledger says that was decided here.
[[nodiscard]] std::optional<RankingRules> RulesOfCall(const State& state, const CallRow& call);

/// By what is known of the entry; or the refusal that names what is wanted.
[[nodiscard]] std::variant<schema::EntryScoredT, Refusal> ScoreOf(const RankingRules& rules,
                                                                  const std::vector<InputRow>& known);

}  // namespace fascicolo::engine
