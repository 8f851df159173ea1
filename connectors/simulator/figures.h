// How much happens in a town, in proportion to its inhabitants. The yardstick is Cagliari, 151,812
// inhabitants on 31 December 2021 (ISTAT): 43,665 of them are 65 or older.
#pragma once

#include "events/calendar.h"
#include "events/result.h"

#include <cstdint>

namespace fascicolo::simulator {

inline constexpr std::int64_t kLeastInhabitants = 500;
inline constexpr std::int64_t kMostInhabitants = 5'000'000;
inline constexpr int kMostYears = 50;
/// The earliest built-in rule set begins here: before it nothing could be scored.
inline constexpr Day kEarliestDay = DayFromCivil({.year = 2025, .month = 1, .day = 1});

struct TownParameters {
  std::int64_t inhabitants = 10'000;  ///< kLeastInhabitants..kMostInhabitants
  int years = 1;                      ///< 1..kMostYears
  std::uint64_t seed = 1;
  Day first_day = kEarliestDay;  ///< not before kEarliestDay
};
/// The first parameter that is out of its range.
[[nodiscard]] StatusOf<FormError> CheckParameters(const TownParameters& parameters);

/// Figures per year unless they say otherwise. Where no source is given they are chosen so that the
/// stocks come out.
struct Figures {
  /// One per 5,000 inhabitants (L. 178/2020, art. 1 c. 797: the essential level), at least 2.
  int social_workers = 2;
  /// People who come to one of the four desks; about a fifth of their cases is taken in charge.
  std::int64_t contacts = 0;
  /// Cases in charge that the town brings along. With the new ones, 4 % of the inhabitants after
  /// some years (ISTAT, users in charge of social workers, 2021).
  std::int64_t cases_at_start = 0;
  /// 1 % of those who are 65 or older (ISTAT, home care, 2018): 437.
  std::int64_t home_care_users = 0;
  std::int64_t home_care_at_start = 0;  ///< 30 % more than there is room for: they wait
  std::int64_t home_care_new = 0;
  /// Users times the mean of what is granted.
  std::int64_t home_care_minutes_per_week = 0;
  int home_care_pools = 1;
  std::int64_t centre_places = 0;    ///< 2 % of those who are 65 or older
  std::int64_t centre_at_start = 0;  ///< 25 % more than there is room for
  std::int64_t centre_new = 0;
  int centres = 2;
  /// Commands that a rule will refuse: the wrong one in line, a case that still has services.
  std::int64_t mistakes = 0;
};
[[nodiscard]] Figures FiguresOf(std::int64_t inhabitants);

/// Paper files are typed in over the first working days.
inline constexpr int kStartingDays = 40;
inline constexpr int kWorkingDaysPerYear = 252;
/// What home care grants: minutes a week.
inline constexpr int kLeastMinutesPerWeek = 120;
inline constexpr int kMostMinutesPerWeek = 540;
inline constexpr int kMinutesStep = 30;

}  // namespace fascicolo::simulator
