#include "engine/rules/holidays.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/catalogue/built_in.h"
#include "tests/engine/days.h"

namespace fascicolo::engine {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;

HolidayCalendar Italy() {
  const BuiltInDocument* document = FindBuiltIn("italy");
  if (document == nullptr) return {};
  auto calendar = ParseHolidayCalendar(document->json);
  EXPECT_TRUE(calendar.ok());
  return calendar.ok() ? *calendar : HolidayCalendar{};
}

std::string HolidayOf(const HolidayCalendar& calendar, Day day) {
  const Label* label = HolidayOn(calendar, day);
  return label == nullptr ? "" : label->en;
}

TEST(Easter, FallsOnThePublishedDays) {
  // Meeus, Astronomical Algorithms, chapter 8, and the earliest and latest days that there are.
  for (const Day easter : {On(1818, 3, 22), On(1886, 4, 25), On(1954, 4, 18), On(1981, 4, 19), On(2000, 4, 23),
                           On(2024, 3, 31), On(2025, 4, 20), On(2026, 4, 5), On(2038, 4, 25), On(2285, 3, 22)}) {
    EXPECT_EQ(FormatDay(EasterOf(YearOf(easter))), FormatDay(easter));
  }
}

TEST(Easter, IsASundayOfMarchOrAprilInEveryYear) {
  for (int year = kFirstYear; year <= kLastYear; ++year) {
    const Day easter = EasterOf(year);
    EXPECT_EQ(WeekdayOf(easter), 7) << year;
    EXPECT_GE(easter, On(year, 3, 22)) << year;
    EXPECT_LE(easter, On(year, 4, 25)) << year;
  }
}

TEST(HolidayCalendar, OfItalyKnowsFixedAndMovingDays) {
  const HolidayCalendar italy = Italy();
  EXPECT_EQ(HolidayOf(italy, On(2025, 12, 25)), "Christmas");
  EXPECT_EQ(HolidayOf(italy, On(2026, 4, 6)), "Easter Monday");
  EXPECT_EQ(HolidayOf(italy, On(2026, 4, 5)), "Sunday");
  EXPECT_EQ(HolidayOf(italy, On(2026, 4, 4)), "") << "the Saturday before Easter is a working day";
  EXPECT_EQ(HolidayOf(italy, On(2026, 11, 1)), "All Saints") << "a Sunday with a name of its own";
}

TEST(HolidayCalendar, KnowsSinceWhenADayIsAHoliday) {
  const HolidayCalendar italy = Italy();
  EXPECT_EQ(HolidayOf(italy, On(2024, 10, 4)), "");
  EXPECT_EQ(HolidayOf(italy, On(2027, 10, 4)), "Saint Francis of Assisi");
  EXPECT_EQ(HolidayOf(italy, On(1999, 6, 2)), "");
  EXPECT_EQ(HolidayOf(italy, On(2025, 6, 2)), "Republic Day");
}

TEST(HolidayCalendar, TakesThePatronOfTheTown) {
  HolidayCalendar calendar = Italy();
  EXPECT_EQ(WorkingDayFrom(calendar, On(2026, 10, 30)), On(2026, 10, 30));

  calendar.fixed.push_back({.month = 10, .day = 30, .name = {"San Saturnino", "Saint Saturninus"}});

  EXPECT_EQ(HolidayOf(calendar, On(2026, 10, 30)), "Saint Saturninus");
  EXPECT_EQ(WorkingDayFrom(calendar, On(2026, 10, 30)), On(2026, 10, 31)) << "a Saturday";
}

TEST(HolidayCalendar, ListsAllThatIsWrongWithItsPlace) {
  const auto calendar = ParseHolidayCalendar(R"({
    "format": 1, "code": "festivals", "name": {"it": "x", "en": "x"}, "sundays": true,
    "fixed": [{"day": "02-30", "name": {"it": "x", "en": "x"}},
              {"day": "06-02", "name": {"it": "x", "en": "x"}, "from_year": 2001, "until_year": 1999}],
    "after_easter": [{"days": 61, "name": {"it": "x", "en": "x"}}],
    "ground": [], "status": "sample", "patron": "10-30"})");
  ASSERT_FALSE(calendar.ok());
  EXPECT_THAT(calendar.error(),
              ElementsAre(AllOf(Field(&FormError::place, "/code"), Field(&FormError::expected, HasSubstr("holidays"))),
                          AllOf(Field(&FormError::place, "/fixed/0/day"), Field(&FormError::expected, HasSubstr("12-25"))),
                          AllOf(Field(&FormError::place, "/fixed/1/until_year"),
                                Field(&FormError::expected, "2001 or later")),
                          AllOf(Field(&FormError::place, "/after_easter/0/days"), Field(&FormError::expected, HasSubstr("60"))),
                          Field(&FormError::place, "/patron")));
}

TEST(HolidayCalendar, LeavesDaysToWorkOn) {
  std::string fixed;
  for (int i = 0; i < 61; ++i) {
    const std::string day = FormatDay(On(2000, 1, 1) + i).substr(5);
    fixed += std::string(i == 0 ? "" : ",") + R"({"day": ")" + day + R"(", "name": {"it": "x", "en": "x"}})";
  }
  const auto calendar = ParseHolidayCalendar(R"({"format": 1, "code": "holidays", "name": {"it": "x", "en": "x"},
    "sundays": true, "fixed": [)" + fixed + R"(], "ground": [], "status": "sample"})");
  ASSERT_FALSE(calendar.ok());
  EXPECT_THAT(calendar.error(),
              ElementsAre(AllOf(Field(&FormError::place, "/fixed"), Field(&FormError::expected, "at most 60"))));
}

}  // namespace
}  // namespace fascicolo::engine
