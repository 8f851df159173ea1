// Dated fee rules (*tariffa*, *quota di compartecipazione*): what a user pays for one unit of a service, by the
// household's ISEE, as data. The JSON form is described for the officer who writes one in schemas/catalogue/README.md.
#pragma once

#include "engine/catalogue/words.h"
#include "events/calendar.h"
#include "events/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::engine {

/// What the fee is paid for. An hour is one operator's.
enum class FeePer { kHour, kMeal, kLoad, kAccess, kDay, kMonth };

/// The fee over a stretch of the ISEE, which begins after the end of the stretch before (the first: at 0).
struct FeeStretch {
  std::optional<std::int64_t> to{};  ///< the greatest ISEE in cents, itself included; none: without end
  /// The values below are hundredths of a percent of the unit's cost; else cents.
  bool is_of_cost = false;
  std::int64_t at_start = 0;
  std::int64_t at_end = 0;  ///< other than at_start: a straight line between the two
  bool needs_acceptance = false;  ///< beyond the ceiling: only whom the authority accepts
  bool operator==(const FeeStretch&) const = default;
};

/// More for a Sunday, a holiday, an evening hour.
struct Surcharge {
  std::string code{};
  Label name{};
  std::int64_t percent_hundredths = 0;  ///< above 0
  bool operator==(const Surcharge&) const = default;
};

/// What several surcharges at once make: the highest alone, or their sum.
enum class Together { kHighest, kAdded };

struct FeeRules {
  std::string code{};     ///< what sheets name
  std::string version{};  ///< code and version together are unique
  Day valid_from{};
  std::optional<Day> valid_to{};  ///< the last day, itself included; none: until a later version begins
  Label name{};
  DocumentStatus status = DocumentStatus::kSample;
  std::vector<Ground> ground{};  ///< at least one when confirmed
  FeePer per = FeePer::kHour;
  std::vector<FeeStretch> table{};  ///< ascending, the last without end
  /// For whom no ISEE is known, without an end; none: there is no fee without it.
  std::optional<FeeStretch> missing{};
  std::int64_t round_to_cents = 1;    ///< every fee, half up, to a multiple of this
  std::int64_t percent_step = 1;      ///< every percentage of the cost, half up, to hundredths of a percent
  std::vector<Surcharge> surcharges{};
  Together together = Together::kHighest;
  bool is_per_operator = false;  ///< two operators at once cost twice
  bool operator==(const FeeRules&) const = default;
};

/// Reads fee rules: a rule set of "kind" "fee". All errors are found in one pass, each with its JSON pointer.
Result<FeeRules, std::vector<FormError>> ParseFeeRules(std::string_view json);

/// The words of the JSON form.
[[nodiscard]] std::string_view TextOf(FeePer value);
[[nodiscard]] std::string_view TextOf(Together value);

}  // namespace fascicolo::engine
