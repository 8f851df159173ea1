#include "engine/rules/counter_facts.h"

#include <algorithm>

namespace fascicolo::engine {
namespace {

/// The sum that the criteria made, and what was taken off after the cap.
struct Total {
  std::int64_t sum = 0;
  std::int64_t taken_off = 0;

  [[nodiscard]] std::int64_t Of(std::int64_t other_sum, const RuleSet& rules) const {
    return std::min(other_sum, rules.cap_hundredths.value_or(other_sum)) - taken_off;
  }
};

Total TotalOf(const RuleSet& rules, const Evaluation& evaluation) {
  Total total;
  for (const EvaluationLine& line : evaluation.lines) {
    if (line.criterion != kPenaltyCriterion) total.sum += line.points_hundredths;
  }
  total.taken_off = total.Of(total.sum, rules) - evaluation.total_hundredths;
  return total;
}

std::int64_t PointsBy(const Evaluation& evaluation, const std::string& criterion) {
  for (const EvaluationLine& line : evaluation.lines) {
    if (line.criterion == criterion) return line.points_hundredths;
  }
  return 0;
}

}  // namespace

std::vector<CounterFact> CounterFacts(const RuleSet& rule_set, const Evaluation& evaluation) {
  std::vector<CounterFact> facts;
  const Total total = TotalOf(rule_set, evaluation);
  for (const Criterion& criterion : rule_set.criteria) {
    const std::int64_t without = total.sum - PointsBy(evaluation, criterion.code);
    for (const CriterionRow& row : criterion.rows) {
      const std::int64_t then = total.Of(without + row.points_hundredths, rule_set);
      if (then == evaluation.total_hundredths) continue;
      const bool is_linear = criterion.kind == CriterionKind::kLinear;
      facts.push_back({criterion.code, criterion.input,
                       is_linear ? std::to_string(row.at) : RowText(criterion.kind, row), row.points_hundredths, then});
    }
  }
  return facts;
}

}  // namespace fascicolo::engine
