// International bank account numbers, as text: ISO 13616, checked by ISO 7064 MOD 97-10.
#pragma once

#include <string_view>

namespace fascicolo::engine {

/// Two letters, two check digits, and up to 30 capital letters and digits, without spaces, whose check digits fit; an Italian
/// one has 27 characters.
[[nodiscard]] bool IsIban(std::string_view text);

}  // namespace fascicolo::engine
