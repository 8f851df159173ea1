#include "connectors/intake/instant_format.h"

#include <gtest/gtest.h>

namespace fascicolo::intake {
namespace {

std::string Read(std::string_view format, std::string_view text) {
  const auto parsed = InstantFormat::Parse(format);
  if (!parsed) return "no format: " + parsed.error().problem;
  const auto instant = parsed->Read(text);
  return instant ? FormatInstant(*instant) : "none";
}

TEST(InstantFormat, ReadsRfc3339WithItsOffset) {
  EXPECT_EQ(Read("rfc3339", "2011-10-11T13:45:40.276+02:00"), "2011-10-11T11:45:40.276000Z");
  EXPECT_EQ(Read("rfc3339", "2011-10-11T13:45:40"), "none");
}

TEST(InstantFormat, ReadsAPatternAsRomanTime) {
  EXPECT_EQ(Read("%d/%m/%Y %H:%M", "31/01/2024 09:05"), "2024-01-31T08:05:00Z");
  EXPECT_EQ(Read("%d/%m/%Y %H:%M", "1/7/2024 9:05"), "2024-07-01T07:05:00Z");
  EXPECT_EQ(Read("%Y%m%d", "20240131"), "2024-01-30T23:00:00Z");
  EXPECT_EQ(Read("%Y-%m-%d %H.%M.%S,%f", "2024-01-31 09.05.07,1234567"),
            "2024-01-31T08:05:07.123456Z");
  EXPECT_EQ(Read("100%% %Y-%m-%d", "100% 2024-01-31"), "2024-01-30T23:00:00Z");
}

TEST(InstantFormat, ReadsAPatternWithItsOwnOffset) {
  EXPECT_EQ(Read("%Y-%m-%d %H:%M%z", "2024-07-01 09:05Z"), "2024-07-01T09:05:00Z");
  EXPECT_EQ(Read("%Y-%m-%d %H:%M %z", "2024-07-01 09:05 -0330"), "2024-07-01T12:35:00Z");
  EXPECT_EQ(Read("%Y-%m-%d %H:%M %z", "2024-07-01 09:05 +02:00"), "2024-07-01T07:05:00Z");
  EXPECT_EQ(Read("%Y-%m-%d %H:%M %z", "2024-07-01 09:05 +24:00"), "none");
  EXPECT_EQ(Read("%Y-%m-%d %H:%M %z", "2024-07-01 09:05 "), "none");
}

TEST(InstantFormat, KnowsTheHoursThatSummerTimeSkipsAndRepeats) {
  EXPECT_EQ(Read("%Y-%m-%d %H:%M", "2024-03-31 02:30"), "none");
  EXPECT_EQ(Read("%Y-%m-%d %H:%M", "2024-03-31 03:00"), "2024-03-31T01:00:00Z");
  EXPECT_EQ(Read("%Y-%m-%d %H:%M", "2024-10-27 02:30"), "2024-10-27T00:30:00Z");
  EXPECT_EQ(Read("%Y-%m-%d %H:%M", "2024-10-27 03:00"), "2024-10-27T02:00:00Z");
}

TEST(InstantFormat, ReadsNothingThatDoesNotExist) {
  for (const char* text :
       {"2011-02-30 10:00", "2011-13-01 10:00", "2011-00-10 10:00", "2011-01-01 24:00",
        "2011-01-01 10:60", "1599-01-01 10:00", "3000-01-01 10:00", "2011-01-01",
        "2011-01-01 10:00 ", " 2011-01-01 10:00", "2011-01-01T10:00", "2011-1a-01 10:00", ""}) {
    EXPECT_EQ(Read("%Y-%m-%d %H:%M", text), "none") << text;
  }
  EXPECT_EQ(Read("%Y-%m-%d %S", "2016-12-31 60"), "none");
  EXPECT_EQ(Read("rfc3339", "2011-02-30T10:00:00Z"), "none");
}

TEST(InstantFormat, RefusesPatternsThatSayTooLittleOrTooMuch) {
  EXPECT_EQ(Read("", ""), "no format: %Y, %m or %d is missing");
  EXPECT_EQ(Read("%d/%m", ""), "no format: %Y, %m or %d is missing");
  EXPECT_EQ(Read("%%Y-%m-%d", ""), "no format: %Y, %m or %d is missing");
  EXPECT_EQ(Read("%Y-%m-%d %m", ""), "no format: %m occurs twice");
  EXPECT_EQ(Read("%Y-%m-%d %q", ""), "no format: an unknown sign after %");
  EXPECT_EQ(Read("%Y-%m-%d %", ""), "no format: an unknown sign after %");
}

}  // namespace
}  // namespace fascicolo::intake
