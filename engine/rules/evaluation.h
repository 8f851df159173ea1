// Evaluating a rule set: points from inputs, with every step kept, so that a list can say why
// somebody stands where he stands. Pure: the same rule set and inputs give the same evaluation on
// every machine, for ever.
#pragma once

#include "engine/rules/rule_set.h"
#include "events/result.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fascicolo::engine {

/// One fact about an applicant, and the event that recorded it.
struct InputValue {
  std::variant<std::int64_t, bool, std::string> value{};  ///< in the order of InputType
  std::string source{};  ///< names the event, as its reader wants it named; empty when there is
                         ///< none to show
  bool operator==(const InputValue&) const = default;
};
/// By input name. Names that the rule set does not read are ignored.
using Inputs = std::map<std::string, InputValue, std::less<>>;

/// "35", "true", "alone".
[[nodiscard]] std::string TextOf(const InputValue& input);

/// One step of the sum.
struct EvaluationLine {
  std::string criterion{};
  std::string input{};
  /// The input as text; none: not known, and the rule set says what then.
  std::optional<std::string> value{};
  std::int64_t points_hundredths = 0;
  /// Index into the criterion's rows; none: not known, or a linear criterion.
  std::optional<std::size_t> row{};
  std::string row_text{};  ///< the row's condition, in no language: "21..60", "..65", "91..",
                           ///< "true", "alone"; or empty
  std::string source{};    ///< InputValue::source
  bool operator==(const EvaluationLine&) const = default;
};

/// The row's condition, in no language; empty for a linear criterion.
[[nodiscard]] std::string RowText(CriterionKind kind, const CriterionRow& row);

struct TieBreakValue {
  std::string by{};
  TieBreak::Order order = TieBreak::Order::kAscending;
  /// The input; where it is not known, the least or greatest number, as the rule set says. For
  /// kAppliedOn 0: SortKey is given the day.
  std::int64_t value = 0;
  bool operator==(const TieBreakValue&) const = default;
};

struct Evaluation {
  std::string rule_set{};  ///< code
  std::string version{};
  std::int64_t sum_hundredths = 0;    ///< of all lines
  std::int64_t total_hundredths = 0;  ///< the sum, or the cap where that is less; then penalties
  /// One per criterion, in the rule set's order; then one per penalty.
  std::vector<EvaluationLine> lines{};
  std::vector<TieBreakValue> tie_breaks{};  ///< in the rule set's order
  bool operator==(const Evaluation&) const = default;
};

/// Why there is no evaluation: an answer to the office, which can supply what is wanted.
struct InputProblem {
  enum class Kind { kMissing, kWrongType, kOutOfRange, kUnknownChoice };
  Kind kind = Kind::kMissing;
  std::string input{};
  std::string expected{};  ///< "integer", "0..100", "alone, helped"
  bool operator==(const InputProblem&) const = default;
};
/// "isee_cents is missing; expected integer". Never the value: it may say something about a person.
[[nodiscard]] std::string TextOf(const InputProblem& problem);

/// All criteria and tie-breaks, or all problems, by criterion and then by tie-break, each input's
/// problem once.
Result<Evaluation, std::vector<InputProblem>> Evaluate(const RuleSet& rule_set,
                                                       const Inputs& inputs);

/// Takes points off for something that happened on the list (a refused offer), after the cap; adds
/// the line that shows it, with kPenaltyCriterion. `hundredths` is above 0; `because` is a code
/// that the reader knows ("offer_refused"), kept as the line's value.
[[nodiscard]] Evaluation WithPenalty(Evaluation evaluation, std::int64_t hundredths,
                                     std::string because, std::string source);

/// One sentence per line of the evaluation, in its order: "Barthel index: 35 (21..60) = 30".
/// `rule_set` must be the one that was evaluated.
[[nodiscard]] std::vector<std::string> Explain(const RuleSet& rule_set,
                                               const Evaluation& evaluation, Language language);

}  // namespace fascicolo::engine
