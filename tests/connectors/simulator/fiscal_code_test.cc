#include "connectors/simulator/fiscal_code.h"

#include "connectors/simulator/invented_person.h"

#include <gtest/gtest.h>

namespace fascicolo::simulator {
namespace {

Day On(int year, int month, int day) {
  return DayFromCivil({.year = year, .month = month, .day = day});
}

TEST(FiscalCode, RecognisesPublishedSamples) {
  EXPECT_TRUE(IsFiscalCode("RSSMRA79B11C566R"));
  EXPECT_TRUE(IsFiscalCode("RSSMRK66C14H501U"));
}

TEST(FiscalCode, RefusesAWrongCheckCharacterFormOrLength) {
  EXPECT_FALSE(IsFiscalCode("AAABBB39M66A351C"));
  EXPECT_FALSE(IsFiscalCode("RSSMRA79B11C566S"));
  EXPECT_FALSE(IsFiscalCode("RSSMRA79B11C566"));
  EXPECT_FALSE(IsFiscalCode("rssmra79b11c566r"));
  EXPECT_FALSE(IsFiscalCode(""));
}

TEST(FiscalCode, IsMadeOfNameBirthAndPlace) {
  EXPECT_EQ(FiscalCodeOf("Rossi", "Mara", Sex::kMale, On(1979, 2, 11), "C566"), "RSSMRA79B11C566R");
}

TEST(FiscalCode, LeavesOutTheSecondOfFourConsonantsOfTheName) {
  EXPECT_EQ(FiscalCodeOf("Bo", "Brunaldo", Sex::kMale, On(1950, 12, 1), "Z999").substr(0, 6),
            "BOXBNL");
}

TEST(FiscalCode, CountsFortyDaysMoreForWomen) {
  EXPECT_EQ(FiscalCodeOf("Rossi", "Mara", Sex::kFemale, On(1979, 2, 1), "Z999").substr(6, 5),
            "79B41");
}

TEST(InventedPerson, HasAValidCodeOfNowhereAndTheAgeAskedFor) {
  constexpr std::uint64_t kSeed = 21;
  SCOPED_TRACE(kSeed);
  Chance chance(kSeed);
  for (int i = 0; i < 2'000; ++i) {
    const InventedPerson person = InventPerson(chance, On(2028, 2, 29), 65, 70);

    EXPECT_TRUE(IsFiscalCode(person.fiscal_code)) << person.fiscal_code;
    EXPECT_EQ(person.fiscal_code.substr(11, 4), kNowhere);
    EXPECT_GE(AgeOn(On(2028, 2, 29), person.born), 65);
    EXPECT_LE(AgeOn(On(2028, 2, 29), person.born), 70);
  }
}

}  // namespace
}  // namespace fascicolo::simulator
