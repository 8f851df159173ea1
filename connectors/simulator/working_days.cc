#include "connectors/simulator/working_days.h"

#include <algorithm>
#include <array>

namespace fascicolo::simulator {
namespace {

struct Holiday {
  int month;
  int day;
};
constexpr std::array<Holiday, 10> kFixedHolidays{
    {{1, 1}, {1, 6}, {4, 25}, {5, 1}, {6, 2}, {8, 15}, {11, 1}, {12, 8}, {12, 25}, {12, 26}}};

constexpr std::array<int, 12> kSeason{1350, 1300, 1250, 1000, 1000, 950,
                                      950,  450,  1000, 1050, 1000, 700};

}  // namespace

Day EasterSunday(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
  const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
  return DayFromCivil({.year = year, .month = f / 31, .day = f % 31 + 1});
}

bool IsWorkingDay(Day day) {
  if (WeekdayOf(day) > 5) return false;
  const Civil date = CivilFromDay(day);
  const bool is_fixed_holiday =
      std::any_of(kFixedHolidays.begin(), kFixedHolidays.end(), [&](const Holiday& holiday) {
        return holiday.month == date.month && holiday.day == date.day;
      });
  return !is_fixed_holiday && day != EasterSunday(date.year) + 1;
}

Day WorkingDayFrom(Day day) {
  while (!IsWorkingDay(day)) ++day;
  return day;
}

Day WorkingDayBefore(Day day) {
  do {
    day = day - 1;
  } while (!IsWorkingDay(day));
  return day;
}

bool HasAfternoon(Day day) { return WeekdayOf(day) == 2 || WeekdayOf(day) == 4; }

int SeasonPerMille(int month) { return kSeason.at(static_cast<std::size_t>(month - 1)); }

}  // namespace fascicolo::simulator
