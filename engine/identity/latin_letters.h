// Names as the letters A-Z, for the fiscal code.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fascicolo::engine {

/// The capitals that the letters of a UTF-8 name count as: "D'Àvila" is DAVILA. Apostrophes, blanks, hyphens, full stops
/// and combining accents do not count. None: there is a digit, a sign, a letter beyond U+017F, or no UTF-8.
[[nodiscard]] std::optional<std::string> CapitalLatinLetters(std::string_view name);

}  // namespace fascicolo::engine
