// Commands that the loop alone gives: nobody hands them in.
#pragma once

#include <array>
#include <string_view>

namespace fascicolo::engine {

inline constexpr std::array<std::string_view, 4> kLoopsOwnCommands{"OpenLedger", "ClaimTerm", "OpenDay", "Fulfil"};

[[nodiscard]] constexpr bool IsLoopsOwn(std::string_view command) {
  for (const std::string_view own : kLoopsOwnCommands) {
    if (own == command) return true;
  }
  return false;
}

}  // namespace fascicolo::engine
