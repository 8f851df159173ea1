#include "engine/catalogue/siuss.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace fascicolo::engine {
namespace {

TEST(Siuss, HoldsThe105OfficialCodesInOrder) {
  EXPECT_EQ(SiussTable().size(), 105U);
  EXPECT_TRUE(
      std::is_sorted(SiussTable().begin(), SiussTable().end(),
                     [](const SiussCode& a, const SiussCode& b) { return a.code < b.code; }));
}

TEST(Siuss, FindsACodeWithItsLabel) {
  ASSERT_NE(FindSiuss("A2.07"), nullptr);
  EXPECT_EQ(FindSiuss("A2.07")->label, "Assistenza domiciliare socio-assistenziale");
  ASSERT_NE(FindSiuss("A2.06"), nullptr);  // a label with a comma
  EXPECT_EQ(FindSiuss("A2.06")->label, "Agevolazioni tributarie comunali (nettezza urbana, ecc.)");
  EXPECT_NE(FindSiuss("A9.04.07"), nullptr);
}

TEST(Siuss, KnowsNoOtherCode) {
  for (const char* code : {"", "A2", "A2.7", "a2.07", "A2.07 ", "Z9.99"})
    EXPECT_EQ(FindSiuss(code), nullptr) << code;
}

}  // namespace
}  // namespace fascicolo::engine
