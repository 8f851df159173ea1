// The Italian fiscal code of a person (codice fiscale), decree of the Ministry of Finance of 23
// December 1976: three letters of the surname, three of the name, year, month letter, day (+ 40 for
// women), birthplace, check character.
#pragma once

#include "events/calendar.h"

#include <string>
#include <string_view>

namespace fascicolo::simulator {

enum class Sex { kFemale, kMale };

inline constexpr std::size_t kFiscalCodeLength = 16;

/// `surname` and `name` are of letters A-Z and a-z only. `birthplace` is the four characters of a
/// cadastral code: a capital letter and three digits.
[[nodiscard]] std::string FiscalCodeOf(std::string_view surname, std::string_view name, Sex sex,
                                       Day born, std::string_view birthplace);

/// The check character behind the first 15, which are digits and capital letters.
[[nodiscard]] char CheckCharacter(std::string_view first_15);

/// 16 digits and capital letters, each kind where it belongs, with the right check character. Codes
/// in which digits were replaced by letters, because two persons would have the same (omocodia),
/// are not recognised.
[[nodiscard]] bool IsFiscalCode(std::string_view code);

}  // namespace fascicolo::simulator
