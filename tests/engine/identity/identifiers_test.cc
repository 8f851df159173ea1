#include "engine/identity/identifiers.h"

#include "engine/identity/fiscal_code.h"

#include <gtest/gtest.h>

namespace fascicolo::engine {
namespace {

using Kind = schema::IdentifierKind;

std::string InventedCode() {
  return ComposeFiscalCode("Prova", "Gelsomina", Sex::kFemale, DayFromCivil({.year = 1980, .month = 2, .day = 3}), "Z999")
      .value();
}

TEST(Identifier, IsRightWhereItsFormIs) {
  EXPECT_FALSE(CheckIdentifierForm(Kind::fiscal_code, InventedCode()));
  EXPECT_FALSE(CheckIdentifierForm(Kind::stp, "STP0200100000012"));
  EXPECT_FALSE(CheckIdentifierForm(Kind::eni, "ENI0200100000012"));
  EXPECT_FALSE(CheckIdentifierForm(Kind::other, "passport X1"));
}

TEST(Identifier, IsWrongWhereItsFormIsAnothers) {
  EXPECT_TRUE(CheckIdentifierForm(Kind::fiscal_code, "STP0200100000012"));
  EXPECT_TRUE(CheckIdentifierForm(Kind::stp, "ENI0200100000012"));
  EXPECT_TRUE(CheckIdentifierForm(Kind::provisional, InventedCode()));
  EXPECT_TRUE(CheckIdentifierForm(Kind::other, std::string(kMaxIdentifierBytes + 1, 'x')));
}

TEST(Identifier, IsNeverRepeatedInAnError) {
  std::string wrong = InventedCode();
  wrong.back() = wrong.back() == 'A' ? 'B' : 'A';
  const auto error = CheckIdentifierForm(Kind::fiscal_code, wrong);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->ToString().find(wrong), std::string::npos);
}

}  // namespace
}  // namespace fascicolo::engine
