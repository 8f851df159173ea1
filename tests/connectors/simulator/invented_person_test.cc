#include "connectors/simulator/invented_person.h"

#include "engine/identity/iban.h"

#include <gtest/gtest.h>

namespace fascicolo::simulator {
namespace {

TEST(InventedPerson, HasAValidCodeOfNowhereAndTheAgeAskedFor) {
  constexpr std::uint64_t kSeed = 21;
  SCOPED_TRACE(kSeed);
  Chance chance(kSeed);
  const Day today = DayFromCivil({.year = 2028, .month = 2, .day = 29});
  for (int i = 0; i < 2'000; ++i) {
    const InventedPerson person = InventPerson(chance, today, 65, 70);

    const auto code = engine::ReadFiscalCode(person.fiscal_code);
    ASSERT_TRUE(code.ok()) << person.fiscal_code;
    EXPECT_EQ(code->birthplace, kNowhere);
    EXPECT_EQ(code->sex, person.sex);
    EXPECT_GE(AgeOn(today, person.born), 65);
    EXPECT_LE(AgeOn(today, person.born), 70);
  }
}

TEST(InventedPerson, HasAnAccountOfABankThatIsNone) {
  constexpr std::uint64_t kSeed = 22;
  SCOPED_TRACE(kSeed);
  Chance chance(kSeed);
  for (int i = 0; i < 500; ++i) {
    const std::string iban = InventIban(chance);

    ASSERT_TRUE(engine::IsIban(iban)) << iban;
    EXPECT_EQ(iban.substr(5, 5), "00000");
  }
}

}  // namespace
}  // namespace fascicolo::simulator
