#include "engine/identity/fiscal_code.h"

#include "tests/engine/days.h"

#include <gtest/gtest.h>

#include <set>

namespace fascicolo::engine {
namespace {

constexpr std::string_view kSample = "RSSMRA79B11C566R";  // published as a sample

std::string Composed(std::string_view surname, std::string_view name, Sex sex, Day born,
                     std::string_view birthplace = "Z999") {
  const auto code = ComposeFiscalCode(surname, name, sex, born, birthplace);
  return code ? *code : code.error().ToString();
}

/// What is wrong with a code, in words; empty: nothing.
std::string Wrong(std::string_view text) {
  const auto code = ReadFiscalCode(text);
  return code ? std::string() : code.error().ToString();
}

/// With the check character that belongs to it, so that a test meets the error it means.
std::string Checked(std::string first_15) { return first_15 + CheckCharacter(first_15); }

TEST(FiscalCode, RecognisesPublishedSamples) {
  EXPECT_EQ(Wrong(kSample), "");
  EXPECT_EQ(Wrong("RSSMRK66C14H501U"), "");
}

TEST(FiscalCode, TellsBirthSexAndPlace) {
  const auto code = ReadFiscalCode(Composed("Rossi", "Mara", Sex::kFemale, On(1979, 2, 1)));
  ASSERT_TRUE(code.ok());
  EXPECT_EQ(code->year, 79);
  EXPECT_EQ(code->month, 2);
  EXPECT_EQ(code->day, 1);
  EXPECT_EQ(code->sex, Sex::kFemale);
  EXPECT_EQ(code->birthplace, "Z999");
  EXPECT_FALSE(code->is_omocode());
}

TEST(FiscalCode, IsReadInSmallLettersAndWithBlanks) {
  const auto code = ReadFiscalCode(" rss mra 79b11\tc566r ");
  ASSERT_TRUE(code.ok());
  EXPECT_EQ(code->text, kSample);
}

TEST(FiscalCode, SaysWhatIsWrongAndWhereButNeverWhatWasGiven) {
  EXPECT_EQ(Wrong(""), "has 0 characters; expected 16");
  EXPECT_EQ(Wrong("RSSMRA79B11C566"), "has 15 characters; expected 16");
  EXPECT_EQ(Wrong("RS1MRA79B11C566R"), "cannot have this character at place 3; expected a letter");
  EXPECT_EQ(Wrong("RSSMRA7AB11C566R"),
            "cannot have this character at place 8; expected a digit, or one of LMNPQRSTUV in its stead");
  EXPECT_EQ(Wrong("RSSMRA79F11C566R"),
            "cannot have this character at place 9; expected a month: one of ABCDEHLMPRST");
  EXPECT_EQ(Wrong("RSSMRA79B11\xC3\xA8" "56R"), "cannot have this character at place 12; expected a letter");
  EXPECT_EQ(Wrong("RSSMRA79B11C566S"), "has a wrong check character, or a slip before it");
}

TEST(FiscalCode, RefusesSamplesThatArePrintedWithAWrongCheckCharacter) {
  EXPECT_NE(Wrong("AAABBB39M66A351C"), "");
  EXPECT_NE(Wrong("CCCDDD25A42H199X"), "");
}

TEST(FiscalCode, NamesADayThatExists) {
  const std::string no_day = "names a day that does not exist; expected a day 1-31, or 41-71, of its month";
  EXPECT_EQ(Wrong(Checked("RSSMRA79B00Z999")), no_day);
  EXPECT_EQ(Wrong(Checked("RSSMRA79B40Z999")), no_day);
  EXPECT_EQ(Wrong(Checked("RSSMRA79A72Z999")), no_day);
  EXPECT_EQ(Wrong(Checked("RSSMRA79D31Z999")), no_day) << "30 days hath April";
  EXPECT_EQ(Wrong(Checked("RSSMRA79B29Z999")), no_day) << "1979 is no leap year";
  EXPECT_EQ(Wrong(Checked("RSSMRA80B69Z999")), "");
  EXPECT_EQ(Wrong(Checked("RSSMRA00B29Z999")), "") << "1900 had none, 2000 had one";
}

TEST(FiscalCode, IsMadeOfNameBirthAndPlace) {
  EXPECT_EQ(Composed("Rossi", "Mara", Sex::kMale, On(1979, 2, 11), "C566"), kSample);
}

TEST(FiscalCode, LeavesOutTheSecondOfFourConsonantsOfTheName) {
  EXPECT_EQ(Composed("Bo", "Brunaldo", Sex::kMale, On(1950, 12, 1)).substr(0, 6), "BOXBNL");
}

TEST(FiscalCode, CountsFortyDaysMoreForWomen) {
  EXPECT_EQ(Composed("Rossi", "Mara", Sex::kFemale, On(1979, 2, 1)).substr(6, 5), "79B41");
}

TEST(FiscalCode, TakesAccentsApostrophesAndBlanksOutOfNames) {
  EXPECT_EQ(Composed("D'Àvila", "Zoè", Sex::kFemale, On(1979, 2, 1)).substr(0, 6), "DVLZOE");
  EXPECT_EQ(Composed("De Müßig", "Iñès", Sex::kFemale, On(1979, 2, 1)).substr(0, 6), "DMSNSI");
}

TEST(FiscalCode, IsNotComposedOfWhatIsNoNameOrPlace) {
  const Day born = On(1979, 2, 1);
  EXPECT_EQ(ComposeFiscalCode("R0ssi", "Mara", Sex::kMale, born, "Z999").error().place, "/surname");
  EXPECT_EQ(ComposeFiscalCode("Rossi", "Мара", Sex::kMale, born, "Z999").error().place, "/name");
  for (const auto* place : {"Z99", "Z9999", "z999", "9999", "ZZ99", "Z99A"}) {
    EXPECT_EQ(ComposeFiscalCode("Rossi", "Mara", Sex::kMale, born, place).error().place, "/birthplace");
  }
}

TEST(FiscalCode, IsRecognisedWithLettersInEveryDigitPlace) {
  const auto plain = ReadFiscalCode(kSample);
  ASSERT_TRUE(plain.ok());
  const auto variants = OmocodiaVariants(*plain);
  EXPECT_EQ(std::set<std::string>(variants.begin(), variants.end()).size(), kOmocodiaVariants);
  for (const std::string& variant : variants) {
    const auto code = ReadFiscalCode(variant);
    ASSERT_TRUE(code.ok()) << code.error().ToString();
    EXPECT_EQ(code->plain, kSample);
    EXPECT_EQ(code->is_omocode(), variant != kSample);
    EXPECT_EQ(code->day, 11);
    EXPECT_EQ(code->birthplace, "C566");
    EXPECT_EQ(OmocodiaVariants(*code), variants) << "whichever of them one begins with";
  }
}

TEST(FiscalCode, OrdersItsVariantsFromTheRight) {
  const auto variants = OmocodiaVariants(*ReadFiscalCode(kSample));
  EXPECT_EQ(variants[0], kSample);
  EXPECT_EQ(variants[1].substr(0, 15), "RSSMRA79B11C56S");
  EXPECT_EQ(variants[2].substr(0, 15), "RSSMRA79B11C5S6");
  EXPECT_EQ(variants[3].substr(0, 15), "RSSMRA79B11C5SS");
  EXPECT_EQ(variants[127].substr(0, 15), "RSSMRATVBMMCRSS");
}

}  // namespace
}  // namespace fascicolo::engine
