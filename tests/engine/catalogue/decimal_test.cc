#include "engine/catalogue/decimal.h"

#include <gtest/gtest.h>

#include <limits>

namespace fascicolo::engine {
namespace {

TEST(Decimal, ReadsWholesAndUpToTwoDecimals) {
  EXPECT_EQ(ParseHundredths("10"), 1000);
  EXPECT_EQ(ParseHundredths("2.5"), 250);
  EXPECT_EQ(ParseHundredths("-0.25"), -25);
  EXPECT_EQ(ParseHundredths("0"), 0);
  EXPECT_EQ(ParseHundredths("100000"), kMaxPointsHundredths);
  EXPECT_EQ(ParseHundredths("-100000.00"), -kMaxPointsHundredths);
}

TEST(Decimal, RefusesWhatHasMoreThanOneReading) {
  for (const char* text : {"", "-", ".5", "5.", "1.234", "01", "1,5", "+1", "1e3", " 1", "1 ",
                           "--1", "-0", "-0.00", "1.-5", "100000.01", "1000000", "1.5.0"}) {
    EXPECT_EQ(ParseHundredths(text), std::nullopt) << text;
  }
}

TEST(Decimal, WritesTheShortestTextThatReadsBack) {
  EXPECT_EQ(FormatHundredths(1250), "12.5");
  EXPECT_EQ(FormatHundredths(1000), "10");
  EXPECT_EQ(FormatHundredths(-5), "-0.05");
  EXPECT_EQ(FormatHundredths(0), "0");
  EXPECT_EQ(FormatHundredths(std::numeric_limits<std::int64_t>::min()), "-92233720368547758.08");
  for (std::int64_t hundredths = -1'234; hundredths <= 1'234; ++hundredths) {
    EXPECT_EQ(ParseHundredths(FormatHundredths(hundredths)), hundredths);
  }
}

}  // namespace
}  // namespace fascicolo::engine
