#include "events/names.h"

namespace fascicolo {
namespace {

int DigitValue(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

}  // namespace

std::string ToHex(const std::uint8_t* data, std::size_t size) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text(size * 2, '\0');
  char* digit = text.data();
  for (std::size_t i = 0; i < size; ++i) {
    *digit++ = kDigits[data[i] >> 4];
    *digit++ = kDigits[data[i] & 15];
  }
  return text;
}

bool FromHex(std::string_view text, std::uint8_t* data, std::size_t size) {
  std::size_t digits = 0;
  for (char c : text) {
    if (c == '-') continue;
    const int value = DigitValue(c);
    if (value < 0 || digits >= size * 2) return false;
    auto& byte = data[digits / 2];
    byte = static_cast<std::uint8_t>(digits % 2 == 0 ? value << 4 : byte | value);
    ++digits;
  }
  return digits == size * 2;
}

}  // namespace fascicolo
