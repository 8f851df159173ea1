#include "engine/catalogue/decimal.h"

namespace fascicolo::engine {
namespace {

bool IsDigit(char letter) { return letter >= '0' && letter <= '9'; }

}  // namespace

std::optional<std::int64_t> ParseHundredths(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::string_view whole = text.substr(0, text.find('.'));
  if (whole.empty() || whole.size() > 6 || (whole.size() > 1 && whole[0] == '0'))
    return std::nullopt;
  std::string digits(whole);
  if (whole.size() < text.size()) {
    const std::string_view decimals = text.substr(whole.size() + 1);
    if (decimals.empty() || decimals.size() > 2) return std::nullopt;
    digits += decimals;
    if (decimals.size() == 1) digits += '0';
  } else {
    digits += "00";
  }
  std::int64_t hundredths = 0;
  for (const char digit : digits) {
    if (!IsDigit(digit)) return std::nullopt;
    hundredths = hundredths * 10 + (digit - '0');
  }
  if (hundredths > kMaxPointsHundredths || (negative && hundredths == 0)) return std::nullopt;
  return negative ? -hundredths : hundredths;
}

std::string FormatHundredths(std::int64_t hundredths) {
  // Negated as unsigned, so that the most negative number has a text too.
  const auto bits = static_cast<std::uint64_t>(hundredths);
  const std::uint64_t size = hundredths < 0 ? ~bits + 1 : bits;
  std::string text = (hundredths < 0 ? "-" : "") + std::to_string(size / 100);
  const auto rest = static_cast<int>(size % 100);
  if (rest == 0) return text;
  text += '.';
  text += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) text += static_cast<char>('0' + rest % 10);
  return text;
}

}  // namespace fascicolo::engine
