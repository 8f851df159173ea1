#include "connectors/program/serve/percent.h"

namespace fascicolo::program {
namespace {

std::optional<unsigned> HexDigit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

bool IsUnreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

std::optional<std::string> DecodedUnless(std::string_view text, bool is_query, bool (*is_refused)(char)) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const auto high = HexDigit(text[i + 1]);
      const auto low = HexDigit(text[i + 2]);
      if (!high || !low) return std::nullopt;
      c = static_cast<char>(*high * 16 + *low);
      i += 2;
    } else if (c == '+' && is_query) {
      c = ' ';
    }
    if (is_refused(c)) return std::nullopt;
    decoded += c;
  }
  return decoded;
}

bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20; }

}  // namespace

std::optional<std::string> PercentDecoded(std::string_view text, bool is_query) {
  return DecodedUnless(text, is_query, IsControl);
}

std::optional<std::string> PercentDecodedText(std::string_view text) {
  return DecodedUnless(text, false, [](char c) { return IsControl(c) && c != '\n' && c != '\t' && c != '\r'; });
}

std::string PercentEncoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (IsUnreserved(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += {'%', kDigits[byte / 16], kDigits[byte % 16]};
  }
  return encoded;
}

}  // namespace fascicolo::program
