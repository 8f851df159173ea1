#include "connectors/simulator/working_days.h"

#include <gtest/gtest.h>

namespace fascicolo::simulator {
namespace {

Day On(int year, int month, int day) {
  return DayFromCivil({.year = year, .month = month, .day = day});
}

TEST(WorkingDays, KnowsEaster) {
  EXPECT_EQ(EasterSunday(2024), On(2024, 3, 31));
  EXPECT_EQ(EasterSunday(2025), On(2025, 4, 20));
  EXPECT_EQ(EasterSunday(2038), On(2038, 4, 25));
}

TEST(WorkingDays, AreNoWeekendsAndNoHolidays) {
  EXPECT_FALSE(IsWorkingDay(On(2025, 1, 1)));
  EXPECT_FALSE(IsWorkingDay(On(2025, 4, 21)));  // Easter Monday
  EXPECT_FALSE(IsWorkingDay(On(2025, 6, 7)));   // a Saturday
  EXPECT_TRUE(IsWorkingDay(On(2025, 4, 22)));
}

TEST(WorkingDays, AreFoundForwardsAndBackwards) {
  EXPECT_EQ(WorkingDayFrom(On(2025, 4, 18)), On(2025, 4, 18));
  EXPECT_EQ(WorkingDayFrom(On(2025, 4, 19)), On(2025, 4, 22));
  EXPECT_EQ(WorkingDayBefore(On(2026, 1, 1)), On(2025, 12, 31));
  EXPECT_EQ(WorkingDayBefore(On(2025, 4, 22)), On(2025, 4, 18));
}

TEST(WorkingDays, AreBusiestInJanuaryAndQuietestInAugust) {
  int sum = 0;
  for (int month = 1; month <= 12; ++month) {
    sum += SeasonPerMille(month);
    EXPECT_LE(SeasonPerMille(month), SeasonPerMille(1));
    EXPECT_GE(SeasonPerMille(month), SeasonPerMille(8));
  }
  EXPECT_EQ(sum, 12'000);
}

}  // namespace
}  // namespace fascicolo::simulator
