#include "connectors/simulator/fiscal_code.h"

#include "events/result.h"

#include <array>

namespace fascicolo::simulator {
namespace {

constexpr std::string_view kMonthLetters = "ABCDEHLMPRST";
constexpr int kWomensDays = 40;

/// What a character counts in an odd place (the first, the third ...): digits and letters alike, 0
/// as A.
constexpr std::array<int, 26> kOddValues{1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                         20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }
bool IsVowel(char c) { return std::string_view("AEIOU").find(c) != std::string_view::npos; }

std::string Capitals(std::string_view text, bool vowels) {
  std::string found;
  for (char c : text) {
    const char capital = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    FASCICOLO_CHECK(IsCapital(capital));
    if (IsVowel(capital) == vowels) found += capital;
  }
  return found;
}

std::string ThreeLetters(std::string consonants, const std::string& vowels) {
  return (consonants + vowels + "XXX").substr(0, 3);
}

std::string TwoDigits(int number) {
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
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

std::string FiscalCodeOf(std::string_view surname, std::string_view name, Sex sex, Day born,
                         std::string_view birthplace) {
  FASCICOLO_CHECK(birthplace.size() == 4);
  std::string of_name = Capitals(name, false);
  if (of_name.size() > 3)
    of_name.erase(1, 1);  // of four and more consonants, the second is left out
  const Civil date = CivilFromDay(born);
  std::string code = ThreeLetters(Capitals(surname, false), Capitals(surname, true));
  code += ThreeLetters(of_name, Capitals(name, true));
  code += TwoDigits(date.year % 100);
  code += kMonthLetters[static_cast<std::size_t>(date.month - 1)];
  code += TwoDigits(date.day + (sex == Sex::kFemale ? kWomensDays : 0));
  code += birthplace;
  return code + CheckCharacter(code);
}

bool IsFiscalCode(std::string_view code) {
  constexpr std::string_view kForm = "AAAAAA00A00A000A";
  if (code.size() != kFiscalCodeLength) return false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (kForm[i] == '0' ? !IsDigit(code[i]) : !IsCapital(code[i])) return false;
  }
  return CheckCharacter(code.substr(0, kFiscalCodeLength - 1)) == code.back();
}

}  // namespace fascicolo::simulator
