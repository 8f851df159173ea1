// A dated rule set: the criteria, points and tie-breaks by which a list is ordered, as data. The
// JSON form is described for the officer who writes one in schemas/catalogue/README.md. A new
// year's table is a new version of the same code.
#pragma once

#include "engine/catalogue/words.h"
#include "events/calendar.h"
#include "events/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::engine {

/// Thresholds lie within this, either way: in cents, 100 million euro.
inline constexpr std::int64_t kMaxThreshold = 10'000'000'000;
/// The tie-break that is no input: the day on which the application was made.
inline constexpr std::string_view kAppliedOn = "applied_on";
/// The criterion code that evaluations use for points taken off (engine/rules/evaluation.h); no
/// criterion may have it.
inline constexpr std::string_view kPenaltyCriterion = "penalty";

enum class CriterionKind {
  kBands,   ///< an integer falls into one of several ranges
  kChoice,  ///< one of several codes
  kFlag,    ///< true or false
  kLinear,  ///< an integer on a line through points; level before the first and after the last
};

/// What a criterion reads.
enum class InputType { kInteger, kFlag, kCode };

/// One row of a criterion's table. Which of the first five fields mean anything depends on the
/// criterion's kind.
struct CriterionRow {
  /// kBands: the least value; only the first row may leave it open.
  std::optional<std::int64_t> from{};
  /// kBands: the greatest value, itself included; only the last may leave it open.
  std::optional<std::int64_t> to{};
  std::string choice{};  ///< kChoice
  bool flag = false;     ///< kFlag
  std::int64_t at = 0;   ///< kLinear: `points` are given at exactly this value
  std::int64_t points_hundredths = 0;
  std::optional<Label> name{};  ///< always there for kChoice
  bool operator==(const CriterionRow&) const = default;
};

struct Criterion {
  std::string code{};
  Label name{};
  std::string input{};  ///< the unit stands last: "isee_cents"
  CriterionKind kind = CriterionKind::kFlag;
  std::vector<CriterionRow> rows{};  ///< kBands without gap or overlap, kLinear strictly: ascending
  /// Points where the input is not known; none: there is no evaluation without it.
  std::optional<std::int64_t> missing_hundredths{};
  /// kLinear: points are rounded half up (2.5 to 3, -2.5 to -2) to multiples of this.
  std::int64_t round_to_hundredths = 1;
  bool operator==(const Criterion&) const = default;
};

struct TieBreak {
  enum class Order { kAscending, kDescending };
  enum class Missing { kRefuse, kFirst, kLast };
  std::string by{};  ///< an integer input, or kAppliedOn
  Order order = Order::kAscending;
  Missing missing = Missing::kRefuse;  ///< where one stands whose input is not known
  bool operator==(const TieBreak&) const = default;
};

struct RuleSet {
  std::string code{};     ///< what sheets name: "home_care_points"
  std::string version{};  ///< "2025"; code and version together are unique
  Day valid_from{};
  /// The last day, itself included; none: until a later version begins.
  std::optional<Day> valid_to{};
  Label name{};
  DocumentStatus status = DocumentStatus::kSample;
  std::vector<Ground> ground{};                  ///< at least one when confirmed
  std::vector<Criterion> criteria{};             ///< at least one; every code once
  std::optional<std::int64_t> cap_hundredths{};  ///< the total never exceeds it
  std::vector<TieBreak> tie_breaks{};  ///< in the order in which they decide; may be empty
  bool operator==(const RuleSet&) const = default;
};

/// Reads a rule set. All errors are found in one pass, each with its JSON pointer (for a syntax
/// error, the line). Refused are, among others, bands with a gap or an overlap, a criterion that
/// stands twice, and an input read as two types.
Result<RuleSet, std::vector<FormError>> ParseRuleSet(std::string_view json);

[[nodiscard]] InputType TypeOf(CriterionKind kind);

/// An input that a rule set reads.
struct InputNeed {
  std::string input{};
  InputType type = InputType::kInteger;
  bool is_required = false;  ///< without it there is no evaluation
  bool operator==(const InputNeed&) const = default;
};
/// What an assessment has to supply, by name; the day of application is not among them.
[[nodiscard]] std::vector<InputNeed> InputsOf(const RuleSet& rule_set);

[[nodiscard]] bool IsInForce(const RuleSet& rule_set, Day day);
/// Of the versions of `code` in force on `day` the one that began last (of equals, the one adopted
/// last: the later in the list); null when there is none. Points into `adopted`.
[[nodiscard]] const RuleSet* FindInForce(std::span<const RuleSet> adopted, std::string_view code,
                                         Day day);

/// The words of the JSON form.
[[nodiscard]] std::string_view TextOf(CriterionKind value);
[[nodiscard]] std::string_view TextOf(InputType value);
[[nodiscard]] std::string_view TextOf(TieBreak::Order value);

}  // namespace fascicolo::engine
