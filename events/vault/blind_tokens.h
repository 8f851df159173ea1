// What is known of a person, as an index holds it: for each aspect (the words of a name, a day of birth) a set of keyed
// hashes. Sets can be compared, text cannot be read out of them without the vault's key (audit: blind index).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace fascicolo::vault {

/// A feature in the clear, on its way to a token; never stored.
struct Feature {
  std::uint8_t aspect = 0;  ///< what it says of the person: a field in the upper four bits, a form of it in the lower
  std::uint8_t space = 0;   ///< features of one space and text have one token, whatever their aspect
  std::string text;
};

/// The first bytes of a keyed hash over space and text.
struct BlindToken {
  std::array<std::uint8_t, 8> bytes{};
  auto operator<=>(const BlindToken&) const = default;
};

struct AspectTokens {
  std::uint8_t aspect = 0;
  std::vector<BlindToken> tokens;  ///< ascending, each once
  bool operator==(const AspectTokens&) const = default;
  template <class V>
  void Visit(V& v) {
    v(aspect, tokens);
  }
};
/// One form of a person, by ascending aspect, each once and never empty.
using BlindForm = std::vector<AspectTokens>;

/// The field of an aspect.
[[nodiscard]] constexpr std::uint8_t FieldOf(std::uint8_t aspect) { return aspect >> 4U; }

}  // namespace fascicolo::vault
