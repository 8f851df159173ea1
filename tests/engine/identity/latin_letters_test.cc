#include "engine/identity/latin_letters.h"

#include <gtest/gtest.h>

namespace fascicolo::engine {
namespace {

TEST(LatinLetters, AreCapitalsWithoutAccents) {
  EXPECT_EQ(CapitalLatinLetters("Nicolò"), "NICOLO");
  EXPECT_EQ(CapitalLatinLetters("ÀÈÌÒÙÉÑÜÇ"), "AEIOUENUC");
  EXPECT_EQ(CapitalLatinLetters("Łukasz Šimić Őry"), "LUKASZSIMICORY");
  EXPECT_EQ(CapitalLatinLetters("ßÆœþ"), "SSAEOETH");
  EXPECT_EQ(CapitalLatinLetters("ÀſÿĀ"), "ASYA") << "the table's ends";
}

TEST(LatinLetters, LeaveOutApostrophesBlanksAndCombiningAccents) {
  EXPECT_EQ(CapitalLatinLetters("D'Angelo-De Sica"), "DANGELODESICA");
  EXPECT_EQ(CapitalLatinLetters("D\u2019Angelo"), "DANGELO");
  EXPECT_EQ(CapitalLatinLetters("Nicolo\u0300"), "NICOLO");
  EXPECT_EQ(CapitalLatinLetters(""), "");
}

TEST(LatinLetters, AreNoDigitsSignsOrOtherAlphabets) {
  for (const auto* name : {"R2", "a@b", "3", "×", "÷", "Мара", "李", "😀"}) {
    EXPECT_EQ(CapitalLatinLetters(name), std::nullopt) << name;
  }
}

TEST(LatinLetters, AreNotReadFromBrokenUtf8) {
  for (const auto* name : {"\xC3", "\xC3(", "\xE2\x80", "\xA8", "\xC0\x80", "\xFF"}) {
    EXPECT_EQ(CapitalLatinLetters(name), std::nullopt);
  }
}

}  // namespace
}  // namespace fascicolo::engine
