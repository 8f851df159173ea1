// Identifiers of persons without a fiscal code of 16 characters. Pure; an error never repeats a text.
#pragma once

#include <string>
#include <string_view>

#include "events/calendar.h"
#include "events/result.h"

namespace fascicolo::engine {

/// STP: foreigners from outside the European Union who are present without a permit (straniero temporaneamente
/// presente). ENI: citizens of the Union, uninsured and indigent (europeo non iscritto).
enum class HealthCodeKind { kStp, kEni };

/// A code of the health service: STP or ENI, region (ISTAT, 3 digits), health authority (3), counter (7).
struct HealthCode {
  HealthCodeKind kind = HealthCodeKind::kStp;
  std::string text;              ///< normalised
  std::string region;            ///< ISTAT
  std::string health_authority;  ///< within the region
  std::string counter;
};

inline constexpr std::size_t kHealthCodeLength = 16;
inline constexpr int kHealthCodeMonths = 6;  ///< valid from its issue; renewable
inline constexpr std::size_t kNumericCodeLength = 11;

/// Blanks are left out, and small letters count as capitals. Errors have no place.
[[nodiscard]] Result<HealthCode, FormError> ReadHealthCode(std::string_view text);

/// The first day on which a code issued on `issued` is not valid any more: the same day six months on, or the last of
/// that month where it is shorter.
[[nodiscard]] Day EndOfHealthCode(Day issued);

/// A numeric provisional fiscal code: 11 digits, the last being the check digit that VAT numbers have too (from the
/// right, every second digit is doubled, and its digits are added). Blanks are left out. Errors have no place.
[[nodiscard]] Result<std::string, FormError> ReadNumericCode(std::string_view text);

}  // namespace fascicolo::engine
