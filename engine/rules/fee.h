// What one unit of a service costs a user, by fee rules, with every step kept. Pure: the same rules and the same case
// give the same fee on every machine, for ever.
#pragma once

#include "engine/rules/evaluation.h"
#include "engine/rules/fee_rules.h"
#include "events/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fascicolo::engine {

/// The inputs' names where facts are given by name (schemas/activation.fbs).
inline constexpr std::string_view kIseeInput = "isee_cents";
inline constexpr std::string_view kCostInput = "cost_cents";
inline constexpr std::string_view kAcceptedInput = "fee_accepted";
inline constexpr std::string_view kOperatorsInput = "operators";
inline constexpr std::string_view kSurchargesInput = "surcharges";

inline constexpr std::int64_t kMostOperators = 20;

/// Whose fee, and of which unit.
struct FeeCase {
  std::optional<std::int64_t> isee_cents{};  ///< none: not known
  std::optional<std::int64_t> cost_cents{};  ///< what the unit costs the authority; none: not known
  bool is_accepted = false;                  ///< the authority accepts the user although the ISEE is above the ceiling
  std::int64_t operators = 1;                ///< who come at once, 1..kMostOperators
  std::vector<std::string> surcharges{};     ///< codes of those that the unit falls under
};

/// One step, and the fee after it.
struct FeeLine {
  enum class Step {
    kTable,      ///< `value` is the ISEE in cents
    kMissing,    ///< the ISEE is not known
    kShare,      ///< `value` is the percentage of the cost, in hundredths
    kSurcharge,  ///< `value` is the percentage, in hundredths
    kOperators,  ///< `value` is their number
  };
  Step step = Step::kTable;
  std::int64_t value = 0;
  /// kTable: index of the stretch; kSurcharge: of the surcharge, none: several were added.
  std::optional<std::size_t> row{};
  /// The fee so far; of a share of the cost not known before its own step: 0.
  std::int64_t cents = 0;
  bool operator==(const FeeLine&) const = default;
};
/// "table", "missing", "share", "surcharge", "operators".
[[nodiscard]] std::string_view TextOf(FeeLine::Step step);

struct FeeEvaluation {
  std::string rule_set{};  ///< code
  std::string version{};
  std::int64_t cents = 0;  ///< per unit
  std::vector<FeeLine> lines{};
  bool operator==(const FeeEvaluation&) const = default;
};

/// The fee, or what is wanted for it: an ISEE, the cost, the authority's acceptance, a surcharge that the rules know.
Result<FeeEvaluation, std::vector<InputProblem>> EvaluateFee(const FeeRules& rules, const FeeCase& of);

/// One sentence per line: "ISEE 8980.00 (6531.01..11429.00) = 7.00 EUR per hour". `rules` must be those evaluated.
[[nodiscard]] std::vector<std::string> ExplainFee(const FeeRules& rules, const FeeEvaluation& evaluation,
                                                  Language language);

}  // namespace fascicolo::engine
