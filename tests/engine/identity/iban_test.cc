#include "engine/identity/iban.h"

#include <gtest/gtest.h>

namespace fascicolo::engine {
namespace {

TEST(Iban, ThoseOfTheRegistryOfIso13616AreRight) {
  for (const auto* iban : {"IT60X0542811101000000123456", "DE89370400440532013000", "GB29NWBK60161331926819",
                           "FR1420041010050500013M02606", "NO9386011117947", "MT84MALT011000012345MTLCAST001S"}) {
    EXPECT_TRUE(IsIban(iban)) << iban;
  }
}

TEST(Iban, OneWrongLetterIsFound) {
  const std::string right = "IT60X0542811101000000123456";
  for (std::size_t at = 0; at < right.size(); ++at) {
    std::string wrong = right;
    wrong[at] = wrong[at] == '7' ? '8' : '7';
    EXPECT_FALSE(IsIban(wrong)) << at;
  }
}

TEST(Iban, SpacesSmallLettersAndOtherLengthsAreNotAllowed) {
  EXPECT_FALSE(IsIban("IT60 X054 2811 1010 0000 0123 456"));
  EXPECT_FALSE(IsIban("it60x0542811101000000123456"));
  EXPECT_FALSE(IsIban("IT60X05428111010000001234561"));
  EXPECT_FALSE(IsIban(""));
}

}  // namespace
}  // namespace fascicolo::engine
