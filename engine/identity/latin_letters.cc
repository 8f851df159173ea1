#include "engine/identity/latin_letters.h"

#include <array>

namespace fascicolo::engine {
namespace {

constexpr char32_t kFirstLetter = 0xC0;
constexpr char32_t kLastLetter = 0x17F;
/// What the letters from U+00C0 (Latin-1 Supplement) to U+017F (Latin Extended-A) count as, in order; empty: no letter.
constexpr std::array<std::string_view, kLastLetter - kFirstLetter + 1> kBaseLetters{
    "A", "A", "A", "A", "A", "A", "AE", "C", "E", "E", "E", "E", "I", "I", "I", "I", "D", "N", "O",
    "O", "O", "O", "O", "", "O", "U", "U", "U", "U", "Y", "TH", "SS", "A", "A", "A", "A", "A", "A",
    "AE", "C", "E", "E", "E", "E", "I", "I", "I", "I", "D", "N", "O", "O", "O", "O", "O", "", "O",
    "U", "U", "U", "U", "Y", "TH", "Y", "A", "A", "A", "A", "A", "A", "C", "C", "C", "C", "C", "C",
    "C", "C", "D", "D", "D", "D", "E", "E", "E", "E", "E", "E", "E", "E", "E", "E", "G", "G", "G",
    "G", "G", "G", "G", "G", "H", "H", "H", "H", "I", "I", "I", "I", "I", "I", "I", "I", "I", "I",
    "IJ", "IJ", "J", "J", "K", "K", "K", "L", "L", "L", "L", "L", "L", "L", "L", "L", "L", "N",
    "N", "N", "N", "N", "N", "N", "NG", "NG", "O", "O", "O", "O", "O", "O", "OE", "OE", "R", "R",
    "R", "R", "R", "R", "S", "S", "S", "S", "S", "S", "S", "S", "T", "T", "T", "T", "T", "T", "U",
    "U", "U", "U", "U", "U", "U", "U", "U", "U", "U", "U", "W", "W", "Y", "Y", "Y", "Z", "Z", "Z",
    "Z", "Z", "Z", "S"};

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

/// Takes one character off the front. Of two and three bytes only: no letter that counts has more.
std::optional<char32_t> TakeCharacter(std::string_view& text) {
  const auto bits = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  std::size_t length = 1;
  char32_t character = bits(0);
  if (character >= 0xC2 && character < 0xE0) {
    length = 2;
    character &= 0x1FU;
  } else if (character >= 0xE0 && character < 0xF0) {
    length = 3;
    character &= 0x0FU;
  } else if (character >= 0x80) {
    return std::nullopt;
  }
  if (text.size() < length) return std::nullopt;
  for (std::size_t i = 1; i < length; ++i) {
    if (!IsContinuation(text[i])) return std::nullopt;
    character = (character << 6U) | (bits(i) & 0x3FU);
  }
  text.remove_prefix(length);
  return character;
}

/// Does not count in a name: blank, apostrophes straight, curved and modified, accents alone, hyphen, full stop.
bool IsSilent(char32_t c) {
  constexpr std::u32string_view kSilent = U" '`-.\u00A0\u00B4\u02BC\u2018\u2019\u2010\u2011";
  return kSilent.find(c) != std::u32string_view::npos || (c >= 0x300 && c <= 0x36F);
}

}  // namespace

std::optional<std::string> CapitalLatinLetters(std::string_view name) {
  std::string letters;
  while (!name.empty()) {
    const auto c = TakeCharacter(name);
    if (!c) return std::nullopt;
    if (*c >= U'A' && *c <= U'Z') {
      letters += static_cast<char>(*c);
    } else if (*c >= U'a' && *c <= U'z') {
      letters += static_cast<char>(*c - U'a' + U'A');
    } else if (*c >= kFirstLetter && *c <= kLastLetter && !kBaseLetters[*c - kFirstLetter].empty()) {
      letters += kBaseLetters[*c - kFirstLetter];
    } else if (!IsSilent(*c)) {
      return std::nullopt;
    }
  }
  return letters;
}

}  // namespace fascicolo::engine
