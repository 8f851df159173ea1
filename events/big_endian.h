// Fixed-width numbers in network byte order, for formats that outlive the program.
#pragma once

#include <cstdint>
#include <cstring>
#include <type_traits>

namespace fascicolo::events {

/// Writes `value` at `to` and returns the place behind it.
template <class Number>
std::uint8_t* PutBigEndian(std::uint8_t* to, Number value) {
  static_assert(std::is_unsigned_v<Number>);
  for (std::size_t i = 0; i < sizeof value; ++i) {
    to[i] = static_cast<std::uint8_t>(value >> (8 * (sizeof value - 1 - i)));
  }
  return to + sizeof value;
}

template <class Number>
[[nodiscard]] Number GetBigEndian(const std::uint8_t* from) {
  static_assert(std::is_unsigned_v<Number>);
  Number value = 0;
  for (std::size_t i = 0; i < sizeof value; ++i) {
    value = static_cast<Number>(value << 8 | from[i]);
  }
  return value;
}

}  // namespace fascicolo::events
