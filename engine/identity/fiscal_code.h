// The Italian fiscal code of a person (codice fiscale), decree of the Ministry of Finance of 23 December 1976: three
// letters of the surname, three of the name, year, month letter, day (+ 40 for women), birthplace, check character.
// Where two persons would have the same code, letters replace digits (omocodia). Pure; an error never repeats a text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "events/calendar.h"
#include "events/result.h"

namespace fascicolo::engine {

enum class Sex { kFemale, kMale };

inline constexpr std::size_t kFiscalCodeLength = 16;
inline constexpr std::size_t kBirthplaceLength = 4;  ///< cadastral code of a comune or a country: letter, three digits
/// Of its seven digits, any may be replaced by a letter.
inline constexpr std::size_t kOmocodiaVariants = 128;

/// What a code says.
struct FiscalCode {
  std::string text;   ///< as it was given, normalised
  std::string plain;  ///< with digits in all seven places, and the check character that belongs to them
  int year = 0;       ///< the last two digits: the century is open
  int month = 0;      ///< 1-12
  int day = 0;        ///< 1-31, exists in that month of a year that ends so
  Sex sex = Sex::kFemale;
  std::string birthplace;

  [[nodiscard]] bool is_omocode() const { return text != plain; }
};

/// Composes the code without omocodia. Names are UTF-8: letters of Latin alphabets up to U+017F count as their base
/// letters (È as E, ß as SS); apostrophes, blanks, hyphens, full stops and combining accents do not count.
/// The places of errors are "/surname", "/name", "/birthplace".
[[nodiscard]] Result<std::string, FormError> ComposeFiscalCode(std::string_view surname, std::string_view name,
                                                               Sex sex, Day born, std::string_view birthplace);

/// A code as it is written: without blanks, in capitals.
[[nodiscard]] std::string NormalisedCode(std::string_view text);

/// Reads a code, omocodia included. Blanks are left out, and small letters count as capitals. Errors have no place:
/// the caller knows the field. Whether the birthplace exists is not checked.
[[nodiscard]] Result<FiscalCode, FormError> ReadFiscalCode(std::string_view text);

/// The check character behind the first 15, which are digits and capital letters.
[[nodiscard]] char CheckCharacter(std::string_view first_15);

/// All codes that may stand for the same plain one. In variant n the k-th digit from the right is a letter where bit k
/// of n is set; so the plain code comes first, and then the one that is given out first.
[[nodiscard]] std::vector<std::string> OmocodiaVariants(const FiscalCode& code);

}  // namespace fascicolo::engine
