#include "engine/identity/iban.h"

#include <algorithm>

namespace fascicolo::engine {
namespace {

constexpr std::size_t kShortest = 15;  ///< Norway's
constexpr std::size_t kLongest = 34;
constexpr std::size_t kItalian = 27;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }

/// The remainder by 97 of the digits so far and those of `c`, a letter being 10 to 35.
int Next(int remainder, char c) {
  return IsDigit(c) ? (remainder * 10 + (c - '0')) % 97 : (remainder * 100 + (c - 'A' + 10)) % 97;
}

}  // namespace

bool IsIban(std::string_view text) {
  if (text.size() < kShortest || text.size() > kLongest) return false;
  if (!std::all_of(text.begin(), text.end(), [](char c) { return IsDigit(c) || IsCapital(c); })) return false;
  if (!IsCapital(text[0]) || !IsCapital(text[1]) || !IsDigit(text[2]) || !IsDigit(text[3])) return false;
  if (text.starts_with("IT") && text.size() != kItalian) return false;
  int remainder = 0;
  for (const char c : text.substr(4)) remainder = Next(remainder, c);
  for (const char c : text.substr(0, 4)) remainder = Next(remainder, c);
  return remainder == 1;
}

}  // namespace fascicolo::engine
