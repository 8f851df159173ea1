#include "engine/identity/other_codes.h"

#include <algorithm>

#include "engine/identity/fiscal_code.h"

namespace fascicolo::engine {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

FormError WrongLength(std::size_t length, std::size_t right) {
  return {{}, "has " + std::to_string(length) + " characters", std::to_string(right)};
}

/// That all from place `first` on (0-based) are digits; else which is not.
StatusOf<FormError> DigitsFrom(std::string_view code, std::size_t first) {
  const auto* found = std::find_if_not(code.begin() + first, code.end(), IsDigit);
  if (found == code.end()) return {};
  const auto place = static_cast<std::size_t>(found - code.begin()) + 1;
  return FormError{{}, "cannot have this character at place " + std::to_string(place), "a digit"};
}

}  // namespace

Result<HealthCode, FormError> ReadHealthCode(std::string_view text) {
  HealthCode code;
  code.text = NormalisedCode(text);
  if (code.text.size() != kHealthCodeLength) return WrongLength(code.text.size(), kHealthCodeLength);
  if (code.text.starts_with("STP")) {
    code.kind = HealthCodeKind::kStp;
  } else if (code.text.starts_with("ENI")) {
    code.kind = HealthCodeKind::kEni;
  } else {
    return FormError{{}, "begins with neither STP nor ENI", "STP or ENI, and 13 digits"};
  }
  if (auto digits = DigitsFrom(code.text, 3); !digits.ok()) return digits.error();
  code.region = code.text.substr(3, 3);
  code.health_authority = code.text.substr(6, 3);
  code.counter = code.text.substr(9);
  return code;
}

Day EndOfHealthCode(Day issued) { return AddMonths(issued, kHealthCodeMonths); }

Result<std::string, FormError> ReadNumericCode(std::string_view text) {
  std::string code = NormalisedCode(text);
  if (code.size() != kNumericCodeLength) return WrongLength(code.size(), kNumericCodeLength);
  if (auto digits = DigitsFrom(code, 0); !digits.ok()) return digits.error();
  int sum = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const int digit = code[i] - '0';
    const bool is_doubled = i % 2 == 1;
    sum += is_doubled ? digit * 2 / 10 + digit * 2 % 10 : digit;
  }
  if (sum % 10 != 0) return FormError{{}, "has a wrong check digit, or a slip before it", {}};
  return code;
}

}  // namespace fascicolo::engine
