#include "engine/identity/fiscal_code.h"

#include <array>
#include <optional>

#include "engine/identity/latin_letters.h"

namespace fascicolo::engine {
namespace {

constexpr std::string_view kMonthLetters = "ABCDEHLMPRST";
constexpr int kWomensDays = 40;
/// What stands where: a letter, a digit (or its letter), a month. The check character is a letter.
constexpr std::string_view kForm = "AAAAAA00M00A000A";
/// The places of digits, from the right: the order in which they are replaced.
constexpr std::array<std::size_t, 7> kDigitPlaces{14, 13, 12, 10, 9, 7, 6};
/// The letters of omocodia, for 0 to 9.
constexpr std::string_view kDigitLetters = "LMNPQRSTUV";

/// What a character counts in an odd place (the first, the third ...): digits and letters alike, 0 as A.
constexpr std::array<int, 26> kOddValues{1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                         20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }
bool IsVowel(char c) { return std::string_view("AEIOU").find(c) != std::string_view::npos; }

std::string Only(std::string_view letters, bool vowels) {
  std::string found;
  for (char c : letters) {
    if (IsVowel(c) == vowels) found += c;
  }
  return found;
}

std::string ThreeLetters(const std::string& consonants, const std::string& vowels) {
  return (consonants + vowels + "XXX").substr(0, 3);
}

std::string TwoDigits(int number) {
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

bool IsBirthplace(std::string_view code) {
  if (code.size() != kBirthplaceLength || !IsCapital(code[0])) return false;
  return IsDigit(code[1]) && IsDigit(code[2]) && IsDigit(code[3]);
}

FormError NotLatin(std::string place) {
  return {std::move(place), "has a character that is not a Latin letter", "letters, apostrophes, hyphens, blanks"};
}

/// What is wrong at place `i`; none: nothing.
std::optional<std::string_view> ExpectedInstead(std::size_t i, char c) {
  switch (kForm[i]) {
    case 'A':
      return IsCapital(c) ? std::nullopt : std::optional<std::string_view>("a letter");
    case 'M':
      if (kMonthLetters.find(c) != std::string_view::npos) return std::nullopt;
      return "a month: one of ABCDEHLMPRST";
    default:
      if (IsDigit(c) || kDigitLetters.find(c) != std::string_view::npos) return std::nullopt;
      return "a digit, or one of LMNPQRSTUV in its stead";
  }
}

std::string WithCheckCharacter(std::string_view code) {
  std::string first(code.substr(0, kFiscalCodeLength - 1));
  return first + CheckCharacter(first);
}

std::string PlainOf(std::string_view text) {
  std::string code(text);
  for (std::size_t place : kDigitPlaces) {
    const std::size_t digit = kDigitLetters.find(code[place]);
    if (digit != std::string_view::npos) code[place] = static_cast<char>('0' + digit);
  }
  return WithCheckCharacter(code);
}

int NumberAt(std::string_view plain, std::size_t place) {
  return (plain[place] - '0') * 10 + (plain[place + 1] - '0');
}

/// The year's century is open, and of 1900 and 2000 one has a 29 February: so every year that 4 divides may.
bool Exists(int year, int month, int day) {
  constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int leap = month == 2 && year % 4 == 0 ? 1 : 0;
  return day >= 1 && day <= kDays[static_cast<std::size_t>(month - 1)] + leap;
}

}  // namespace

char CheckCharacter(std::string_view first_15) {
  FASCICOLO_CHECK(first_15.size() == kFiscalCodeLength - 1);
  int sum = 0;
  for (std::size_t i = 0; i < first_15.size(); ++i) {
    const int value = IsDigit(first_15[i]) ? first_15[i] - '0' : first_15[i] - 'A';
    FASCICOLO_CHECK(value >= 0 && value < 26);
    const bool is_odd_place = i % 2 == 0;
    sum += is_odd_place ? kOddValues[static_cast<std::size_t>(value)] : value;
  }
  return static_cast<char>('A' + sum % 26);
}

Result<std::string, FormError> ComposeFiscalCode(std::string_view surname, std::string_view name, Sex sex, Day born,
                                                 std::string_view birthplace) {
  const auto surname_letters = CapitalLatinLetters(surname);
  if (!surname_letters) return NotLatin("/surname");
  const auto name_letters = CapitalLatinLetters(name);
  if (!name_letters) return NotLatin("/name");
  if (!IsBirthplace(birthplace)) {
    return FormError{"/birthplace", "is not a cadastral code", "a capital letter and three digits"};
  }
  std::string of_name = Only(*name_letters, false);
  if (of_name.size() > 3) of_name.erase(1, 1);  // of four and more consonants, the second is left out
  const Civil date = CivilFromDay(born);
  std::string code = ThreeLetters(Only(*surname_letters, false), Only(*surname_letters, true));
  code += ThreeLetters(of_name, Only(*name_letters, true));
  code += TwoDigits(date.year % 100);
  code += kMonthLetters[static_cast<std::size_t>(date.month - 1)];
  code += TwoDigits(date.day + (sex == Sex::kFemale ? kWomensDays : 0));
  code += birthplace;
  return code + CheckCharacter(code);
}

std::string NormalisedCode(std::string_view text) {
  std::string code;
  for (char c : text) {
    if (c == ' ' || c == '\t') continue;
    code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return code;
}

Result<FiscalCode, FormError> ReadFiscalCode(std::string_view text) {
  FiscalCode code;
  code.text = NormalisedCode(text);
  if (code.text.size() != kFiscalCodeLength) {
    return FormError{{}, "has " + std::to_string(code.text.size()) + " characters", "16"};
  }
  for (std::size_t i = 0; i < kFiscalCodeLength; ++i) {
    const auto expected = ExpectedInstead(i, code.text[i]);
    if (!expected) continue;
    return FormError{{}, "cannot have this character at place " + std::to_string(i + 1), std::string(*expected)};
  }
  if (WithCheckCharacter(code.text) != code.text) {
    return FormError{{}, "has a wrong check character, or a slip before it", {}};
  }
  code.plain = PlainOf(code.text);
  code.year = NumberAt(code.plain, 6);
  code.month = static_cast<int>(kMonthLetters.find(code.plain[8])) + 1;
  code.day = NumberAt(code.plain, 9);
  code.sex = code.day > kWomensDays ? Sex::kFemale : Sex::kMale;
  if (code.sex == Sex::kFemale) code.day -= kWomensDays;
  if (!Exists(code.year, code.month, code.day)) {
    return FormError{{}, "names a day that does not exist", "a day 1-31, or 41-71, of its month"};
  }
  code.birthplace = code.plain.substr(11, kBirthplaceLength);
  return code;
}

std::vector<std::string> OmocodiaVariants(const FiscalCode& code) {
  std::vector<std::string> variants;
  variants.reserve(kOmocodiaVariants);
  for (std::size_t n = 0; n < kOmocodiaVariants; ++n) {
    std::string variant = code.plain;
    for (std::size_t k = 0; k < kDigitPlaces.size(); ++k) {
      if ((n >> k & 1U) == 0) continue;
      char& digit = variant[kDigitPlaces[k]];
      digit = kDigitLetters[static_cast<std::size_t>(digit - '0')];
    }
    variants.push_back(WithCheckCharacter(variant));
  }
  return variants;
}

}  // namespace fascicolo::engine
