// Amounts of money as people and JSON answers read them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace fascicolo::program {

/// Of cents: "7.00", "-0.50".
[[nodiscard]] inline std::string MoneyText(std::int64_t cents) {
  const std::uint64_t size = cents < 0 ? ~static_cast<std::uint64_t>(cents) + 1 : static_cast<std::uint64_t>(cents);
  const std::string decimals = std::to_string(size % 100);
  return (cents < 0 ? "-" : "") + std::to_string(size / 100) + (decimals.size() < 2 ? ".0" : ".") + decimals;
}
[[nodiscard]] inline std::optional<std::string> MoneyText(const std::optional<std::int64_t>& cents) {
  return cents ? std::optional(MoneyText(*cents)) : std::nullopt;
}

}  // namespace fascicolo::program
