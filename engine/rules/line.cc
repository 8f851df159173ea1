#include "engine/rules/line.h"

namespace fascicolo::engine {
namespace {

// Division that rounds towards minus infinity; `by` is above 0.
std::int64_t FloorDivide(std::int64_t number, std::int64_t by) {
  const std::int64_t quotient = number / by;
  return number % by < 0 ? quotient - 1 : quotient;
}

}  // namespace

std::int64_t RoundedHalfUp(std::int64_t numerator, std::int64_t denominator, std::int64_t unit) {
  return unit * FloorDivide(2 * numerator + unit * denominator, 2 * unit * denominator);
}

std::int64_t OnLine(const LinePoint& low, const LinePoint& high, std::int64_t at, std::int64_t unit) {
  const std::int64_t span = high.at - low.at;
  return RoundedHalfUp(low.value * span + (at - low.at) * (high.value - low.value), span, unit);
}

}  // namespace fascicolo::engine
