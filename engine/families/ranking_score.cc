#include "engine/families/ranking_score.h"

#include "engine/catalogue/adopted.h"
#include "engine/families/activation_inputs.h"
#include "engine/families/applying.h"

namespace fascicolo::engine {
namespace {

std::variant<schema::EntryScoredT, Refusal> ByPoints(const RuleSet& rules, const std::vector<InputRow>& known) {
  const auto evaluation = Evaluate(rules, InputsFor(InputsOf(rules), known));
  if (!evaluation) return InputsWanted(evaluation.error());
  schema::EntryScoredT scored;
  scored.total = evaluation->total_hundredths;
  for (const EvaluationLine& line : evaluation->lines) scored.lines.push_back(ToldLine(line, known));
  scored.tie_breaks = TieBreaksOf(evaluation->tie_breaks);
  return scored;
}

std::variant<schema::EntryScoredT, Refusal> ByFormula(const Formula& formula, const std::vector<InputRow>& known) {
  const auto evaluation = Evaluate(formula, InputsFor(InputsOf(formula), known));
  if (!evaluation) return InputsWanted(evaluation.error());
  schema::EntryScoredT scored;
  scored.amount = evaluation->hundredths;
  scored.unmet = evaluation->unmet;
  for (const FormulaLine& line : evaluation->lines) scored.lines.push_back(ToldLine(line, known));
  scored.tie_breaks = TieBreaksOf(evaluation->order);
  return scored;
}

std::optional<RankingRules> OneOf(std::shared_ptr<const RuleSet> points, std::shared_ptr<const Formula> formula) {
  if (points) return RankingRules{std::move(points), nullptr};
  if (formula && !formula->order.empty()) return RankingRules{nullptr, std::move(formula)};
  return std::nullopt;
}

}  // namespace

std::optional<RankingRules> RankingRulesInForce(const State& state, std::string_view code, Day day) {
  return OneOf(RuleSetInForce(state, code, day), FormulaInForce(state, code, day));
}

std::optional<RankingRules> RulesOfCall(const State& state, const CallRow& call) {
  return OneOf(RuleSetOfVersion(state, call.rule_set, call.rule_version),
               FormulaOfVersion(state, call.rule_set, call.rule_version));
}

std::variant<schema::EntryScoredT, Refusal> ScoreOf(const RankingRules& rules, const std::vector<InputRow>& known) {
  auto scored = rules.points ? ByPoints(*rules.points, known) : ByFormula(*rules.formula, known);
  if (auto* fact = std::get_if<schema::EntryScoredT>(&scored)) {
    fact->rule_set = rules.points ? rules.points->code : rules.formula->code;
    fact->rule_version = rules.version();
    fact->sample = rules.is_sample();
  }
  return scored;
}

}  // namespace fascicolo::engine
