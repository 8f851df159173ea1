// Decimals with two places, exactly: points in hundredths. In JSON they are texts ("10", "2.5",
// "-0.25"), because a JSON number with a fraction would become binary floating point in most
// readers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fascicolo::engine {

/// 100,000.00 points: with the largest threshold (engine/rules/rule_set.h), every product stays
/// within 64 bits.
inline constexpr std::int64_t kMaxPointsHundredths = 10'000'000;

/// Hundredths of "-12.34": an optional minus, 1 to 6 digits without needless zeros in front, and 1
/// or 2 decimals after a point. Nothing for any other text, "-0" included, or beyond
/// kMaxPointsHundredths either way.
[[nodiscard]] std::optional<std::int64_t> ParseHundredths(std::string_view text);

/// The shortest text that reads back: 1250 is "12.5", 1000 is "10".
[[nodiscard]] std::string FormatHundredths(std::int64_t hundredths);

}  // namespace fascicolo::engine
