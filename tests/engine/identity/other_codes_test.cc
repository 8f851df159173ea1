#include "engine/identity/other_codes.h"

#include "tests/engine/days.h"

#include <gtest/gtest.h>

namespace fascicolo::engine {
namespace {

template <class T>
std::string Wrong(const Result<T, FormError>& read) {
  return read ? std::string() : read.error().ToString();
}

TEST(HealthCode, TellsRegionAuthorityAndCounter) {
  const auto code = ReadHealthCode("stp 020 999 0000012");
  ASSERT_TRUE(code.ok());
  EXPECT_EQ(code->kind, HealthCodeKind::kStp);
  EXPECT_EQ(code->text, "STP0209990000012");
  EXPECT_EQ(code->region, "020");
  EXPECT_EQ(code->health_authority, "999");
  EXPECT_EQ(code->counter, "0000012");
}

TEST(HealthCode, IsStpOrEni) {
  EXPECT_EQ(ReadHealthCode("ENI0209990000012")->kind, HealthCodeKind::kEni);
  EXPECT_EQ(Wrong(ReadHealthCode("ABC0209990000012")),
            "begins with neither STP nor ENI; expected STP or ENI, and 13 digits");
}

TEST(HealthCode, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(Wrong(ReadHealthCode("STP020999000001")), "has 15 characters; expected 16");
  EXPECT_EQ(Wrong(ReadHealthCode("STP02099900O0012")), "cannot have this character at place 12; expected a digit");
}

TEST(HealthCode, IsValidForSixMonths) {
  EXPECT_EQ(EndOfHealthCode(On(2026, 1, 15)), On(2026, 7, 15));
  EXPECT_EQ(EndOfHealthCode(On(2025, 8, 31)), On(2026, 2, 28)) << "February has no 31st";
}

TEST(NumericCode, EndsWithItsCheckDigit) {
  EXPECT_EQ(Wrong(ReadNumericCode("00743110157")), "");
  EXPECT_EQ(Wrong(ReadNumericCode("00743110158")), "has a wrong check digit, or a slip before it");
  EXPECT_EQ(Wrong(ReadNumericCode("07043110157")), "has a wrong check digit, or a slip before it");
}

TEST(NumericCode, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(Wrong(ReadNumericCode("0074311015")), "has 10 characters; expected 11");
  EXPECT_EQ(Wrong(ReadNumericCode("0074311O157")), "cannot have this character at place 8; expected a digit");
}

}  // namespace
}  // namespace fascicolo::engine
