// Numbers as C2SP's formats write them: ASCII decimal, without leading zeros.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace fascicolo::proof {

[[nodiscard]] inline std::optional<std::uint64_t> ReadDecimal(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_padded = text.size() > 1 && text.front() == '0';
  if (error != std::errc{} || end != text.data() + text.size() || is_padded) return std::nullopt;
  return number;
}

}  // namespace fascicolo::proof
