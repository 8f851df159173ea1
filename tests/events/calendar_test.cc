#include "events/calendar.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <limits>
#include <optional>
#include <string>

namespace fascicolo {
namespace {

Instant At(const char* text) {
  const auto instant = ParseInstant(text);
  EXPECT_TRUE(instant.has_value()) << text;
  return instant.value_or(Instant{});
}

Day On(const char* text) {
  const auto day = ParseDay(text);
  EXPECT_TRUE(day.has_value()) << text;
  return day.value_or(Day{});
}

TEST(Calendar, KnowsTheDaysThatEverybodyKnows) {
  EXPECT_EQ(On("1970-01-01").days, 0);
  EXPECT_EQ(On("2000-03-01").days, 11017);
  EXPECT_EQ(On("1600-01-01").days, -135140);
  EXPECT_EQ(On("2999-12-31").days, 376199);
  EXPECT_EQ(WeekdayOf(On("1970-01-01")), 4);
  EXPECT_EQ(WeekdayOf(On("2025-03-30")), 7);
  EXPECT_EQ(WeekdayOf(On("1946-06-02")), 7);  // the referendum, a Sunday
}

TEST(Calendar, CountsEveryDayFrom1900To2200WithoutAGap) {
  Day day = DayFromCivil({1900, 1, 1});
  int weekday = 1;  // a Monday
  for (int year = 1900; year <= 2200; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int of_month = 1; of_month <= DaysInMonth(year, month); ++of_month) {
        const Civil civil{year, month, of_month};
        ASSERT_EQ(DayFromCivil(civil), day);
        ASSERT_EQ(CivilFromDay(day), civil);
        ASSERT_EQ(ParseDay(FormatDay(day)), day);
        ASSERT_EQ(WeekdayOf(day), weekday);
        ASSERT_EQ(LocalDay(StartOfDay(day)), day);
        ASSERT_EQ(LocalDay(EndOfDay(day)), day);
        ASSERT_EQ(LocalDay(Instant{StartOfDay(day).micros - 1}), day - 1);
        ++day;
        weekday = weekday % 7 + 1;
      }
    }
  }
}

TEST(Calendar, RefusesDaysThatDoNotExist) {
  for (const char* text : {"2025-02-29", "2025-02-30", "1900-02-29", "2025-04-31", "2025-13-01",
                           "2025-00-10", "2025-01-00", "1599-12-31", "3000-01-01", "0000-01-01"}) {
    EXPECT_FALSE(ParseDay(text).has_value()) << text;
  }
  EXPECT_TRUE(ParseDay("2000-02-29").has_value());
}

TEST(Calendar, RefusesDaysWrittenInAnyOtherWay) {
  for (const char* text :
       {"", "2025", "2025-3-31", "2025-03-31 ", " 2025-03-31", "2025/03/31", "31-03-2025",
        "20250331", "+025-03-31", "-2025-03-31", "2025-03-31T", "2025-03-3x", "٢٠٢٥-03-31"}) {
    EXPECT_FALSE(ParseDay(text).has_value()) << text;
  }
}

TEST(Calendar, ReadsAnInstantWithItsOffset) {
  EXPECT_EQ(At("1970-01-01T00:00:00Z").micros, 0);
  EXPECT_EQ(At("2025-03-31T12:00:00+02:00"), At("2025-03-31T10:00:00Z"));
  EXPECT_EQ(At("2025-03-30T22:30:00-11:30"), At("2025-03-31T10:00:00Z"));
  EXPECT_EQ(At("1969-12-31T23:59:59.999999Z").micros, -1);
  EXPECT_EQ(At("1970-01-01T00:00:00.1Z").micros, 100'000);
  EXPECT_EQ(At("1970-01-01T00:00:00.123456999Z").micros, 123'456);
}

TEST(Calendar, RefusesInstantsThatAreNotStrictlyRfc3339) {
  for (const char* text : {"",
                           "2025-03-31",
                           "2025-03-31T10:00:00",
                           "2025-03-31 10:00:00Z",
                           "2025-03-31t10:00:00z",
                           "2025-03-31T10:00Z",
                           "2025-03-31T24:00:00Z",
                           "2025-03-31T10:60:00Z",
                           "2016-12-31T23:59:60Z",
                           "2025-02-30T10:00:00Z",
                           "2025-03-31T10:00:00.Z",
                           "2025-03-31T10:00:00.1234567890Z",
                           "2025-03-31T10:00:00+0200",
                           "2025-03-31T10:00:00+24:00",
                           "2025-03-31T10:00:00+02:60",
                           "2025-03-31T10:00:00ZZ",
                           "2025-03-31T10:00:00,5Z",
                           "1600-01-01T00:30:00+01:00",
                           "2999-12-31T23:30:00-01:00",
                           "1599-12-31T23:30:00-01:00"}) {
    EXPECT_FALSE(ParseInstant(text).has_value()) << text;
  }
}

TEST(Calendar, WritesTheFractionOnlyWhenThereIsOne) {
  EXPECT_EQ(FormatInstant(At("2025-03-31T12:00:00+02:00")), "2025-03-31T10:00:00Z");
  EXPECT_EQ(FormatInstant(At("2025-03-31T10:00:00.25Z")), "2025-03-31T10:00:00.250000Z");
  EXPECT_EQ(FormatInstant(Instant{-1}), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(FormatInstant(At("1600-01-01T00:00:00Z")), "1600-01-01T00:00:00Z");
}

TEST(Calendar, FindsTheFirstAndTheLastDayThatThereAre) {
  for (const std::int32_t days :
       {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()}) {
    EXPECT_EQ(AddMonths(Day{days}, 0), Day{days});
    EXPECT_FALSE(ParseDay(FormatDay(Day{days})).has_value());
    EXPECT_GE(WeekdayOf(Day{days}), 1);
  }
}

TEST(Calendar, WritesTheFirstAndTheLastInstantThatThereIs) {
  EXPECT_EQ(FormatInstant(Instant{std::numeric_limits<std::int64_t>::min()}),
            "-290308-12-21T19:59:05.224192Z");
  EXPECT_EQ(FormatInstant(Instant{std::numeric_limits<std::int64_t>::max()}),
            "294247-01-10T04:00:54.775807Z");
}

/// Sets TZ for the life of a test and puts the old value back.
class SystemRome {
 public:
  SystemRome() {
    if (const char* before = std::getenv("TZ")) before_ = before;
    setenv("TZ", "Europe/Rome", 1);
    tzset();
  }
  ~SystemRome() {
    before_ ? setenv("TZ", before_->c_str(), 1) : unsetenv("TZ");
    tzset();
  }
  SystemRome(const SystemRome&) = delete;
  SystemRome& operator=(const SystemRome&) = delete;

  static std::tm At(std::int64_t seconds) {
    const std::time_t time = seconds;
    std::tm local{};
    localtime_r(&time, &local);
    return local;
  }

 private:
  std::optional<std::string> before_;
};

TEST(Calendar, AgreesWithTheSystemsTimeZoneFrom1996To2037) {
  const SystemRome rome;
  ASSERT_EQ(SystemRome::At(1'751'328'000).tm_gmtoff, 7'200) << "the package tzdata is missing";
  const std::int64_t end = std::int64_t{DayFromCivil({2038, 1, 1}).days} * kSecondsPerDay;
  std::int64_t seconds = std::int64_t{DayFromCivil({1996, 1, 1}).days} * kSecondsPerDay;
  for (; seconds < end; seconds += 3'600) {
    for (const std::int64_t near : {seconds - 1, seconds}) {
      const std::tm expected = SystemRome::At(near);
      const Instant instant{near * kMicrosPerSecond};
      ASSERT_EQ(RomeOffsetSeconds(instant), expected.tm_gmtoff) << FormatInstant(instant);
      const Civil civil{expected.tm_year + 1900, expected.tm_mon + 1, expected.tm_mday};
      ASSERT_EQ(CivilFromDay(LocalDay(instant)), civil) << FormatInstant(instant);
    }
  }
}

TEST(Calendar, ChangesToSummerTimeAtOneInTheMorningUtc) {
  EXPECT_EQ(RomeOffsetSeconds(At("2025-03-30T00:59:59.999999Z")), 3'600);
  EXPECT_EQ(RomeOffsetSeconds(At("2025-03-30T01:00:00Z")), 7'200);
  EXPECT_EQ(RomeOffsetSeconds(At("2025-10-26T00:59:59.999999Z")), 7'200);
  EXPECT_EQ(RomeOffsetSeconds(At("2025-10-26T01:00:00Z")), 3'600);
}

TEST(Calendar, GivesTheDaysOfChangeTwentyThreeAndTwentyFiveHours) {
  const auto hours = [](const char* day) {
    return (EndOfDay(On(day)).micros + 1 - StartOfDay(On(day)).micros) / 3'600 / kMicrosPerSecond;
  };
  EXPECT_EQ(hours("2025-03-29"), 24);
  EXPECT_EQ(hours("2025-03-30"), 23);
  EXPECT_EQ(hours("2025-10-26"), 25);
  EXPECT_EQ(FormatInstant(StartOfDay(On("2025-07-01"))), "2025-06-30T22:00:00Z");
  EXPECT_EQ(FormatInstant(EndOfDay(On("2025-12-31"))), "2025-12-31T22:59:59.999999Z");
}

TEST(Calendar, EndsAMonthOnItsLastDayWhenTheDayDoesNotExist) {
  EXPECT_EQ(AddMonths(On("2025-01-31"), 1), On("2025-02-28"));
  EXPECT_EQ(AddMonths(On("2024-01-31"), 1), On("2024-02-29"));
  EXPECT_EQ(AddMonths(On("2024-02-29"), 12), On("2025-02-28"));
  EXPECT_EQ(AddMonths(On("2024-02-29"), -48), On("2020-02-29"));
  EXPECT_EQ(AddMonths(On("2025-11-15"), 2), On("2026-01-15"));
  EXPECT_EQ(AddMonths(On("2025-01-15"), -1), On("2024-12-15"));
  EXPECT_EQ(AddMonths(On("2025-03-31"), 0), On("2025-03-31"));
}

}  // namespace
}  // namespace fascicolo
