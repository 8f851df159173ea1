// The official codes of social benefits (SIUSS, INPS; CC BY 4.0, see
// schemas/catalogue/codes/ATTRIBUTION.md), built into the program.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace fascicolo::engine {

struct SiussCode {
  std::string code;   ///< "A2.07"
  std::string label;  ///< in Italian, as published
};

/// All 105 codes, ascending. Lives as long as the program.
[[nodiscard]] std::span<const SiussCode> SiussTable();

/// The code's entry, or null when the table has none. Lives as long as the program.
[[nodiscard]] const SiussCode* FindSiuss(std::string_view code);

}  // namespace fascicolo::engine
