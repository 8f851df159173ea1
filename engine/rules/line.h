// Exact arithmetic on whole numbers: rounding, and the straight line between two points of a table.
#pragma once

#include <cstdint>

namespace fascicolo::engine {

/// numerator / denominator, rounded half up (2.5 to 3, -2.5 to -2) to a multiple of `unit`. Both are above 0 but the
/// numerator; 2 * numerator and 2 * unit * denominator must stay within 64 bits.
[[nodiscard]] std::int64_t RoundedHalfUp(std::int64_t numerator, std::int64_t denominator, std::int64_t unit);

struct LinePoint {
  std::int64_t at = 0;
  std::int64_t value = 0;
};
/// The line through two points, low.at < high.at, rounded half up to a multiple of `unit`. With places within 10^10 and
/// values within 10^7 (engine/rules/rule_set.h, engine/catalogue/decimal.h) no product exceeds 1.3e18.
[[nodiscard]] std::int64_t OnLine(const LinePoint& low, const LinePoint& high, std::int64_t at, std::int64_t unit);

}  // namespace fascicolo::engine
