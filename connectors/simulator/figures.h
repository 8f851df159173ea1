// How much happens in a town, in proportion to its inhabitants. The yardstick is Cagliari, 151,812
// inhabitants on 31 December 2021 (ISTAT): 43,665 of them are 65 or older.
#pragma once

#include "connectors/simulator/town_services.h"
#include "events/calendar.h"
#include "events/result.h"

#include <array>
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

struct ServiceFigures {
  std::int64_t at_start = 0;  ///< more than there is room for: they wait
  std::int64_t new_per_year = 0;
  std::int64_t capacity = 0;  ///< of all units together: users times the mean of what is granted
  int units = 1;
};

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
  /// By the services' order (town_services.h). Home care: 1 % of those who are 65 or older (ISTAT, 2018); open centres: 2 %.
  std::array<ServiceFigures, kTownServices.size()> services{};
  /// ISTAT, Cagliari 2021: births 663, deaths 1,987, moves in 4,636 and out 3,513, whom the registry tells of as far as the
  /// social services know the household.
  std::int64_t births = 0;
  std::int64_t deaths = 0;
  std::int64_t moves_in = 0;
  std::int64_t moves_out = 0;
  /// Beds by night: Cagliari's 130, always full, and some who wait; in a town of 150,000, as is what housing has next.
  std::int64_t shelter_beds = 0;
  /// Beds of the first reception centre.
  std::int64_t reception_beds = 0;
  /// Children with foster families, and in communities (Italy 2019: 13,555 and more than 14,000); those whom the public authority
  /// takes into safety in a year; the old in the residence; households on sites (Cagliari: 270 persons).
  std::int64_t fostered = 0;
  std::int64_t in_communities = 0;
  std::int64_t removals = 0;
  std::int64_t in_residence = 0;
  std::int64_t site_households = 0;
  /// Households ranked for public housing, those whose application is excluded, and dwellings given out in a year: Cagliari
  /// 2021-22, 823, 113 and about 36.
  std::int64_t ranked_households = 0;
  std::int64_t excluded_households = 0;
  std::int64_t dwellings = 0;
  /// Dwellings of public housing: one per hundred inhabitants (Cagliari has about 7,000, of which the Region's agency runs
  /// more than half); and those of them in which nobody lives, which wait to be mended.
  std::int64_t stock = 0;
  std::int64_t vacant = 0;
  /// Who is granted continuous help, and help that cannot wait.
  std::int64_t allowances = 0;
  std::int64_t one_offs = 0;
  /// Applications for vouchers.
  std::int64_t vouchers = 0;
  /// Personal plans under L. 162/98: two fifths of the 3,900 that are Cagliari's part of Sardinia's 41,000 (Region, 2022). Each
  /// makes some seventy events a year, half of them payments: all of them would be more than a third of what happens in town.
  std::int64_t plans = 0;
  /// Programmes: feasts a month; courses and community projects that run at the same time, and who joins one in a year.
  std::int64_t feasts = 0;
  std::int64_t courses = 0;
  std::int64_t community_projects = 0;
  std::int64_t enrolments = 0;
  /// About all units together.
  std::int64_t complaints = 0;
  /// Commands that a rule will refuse: the wrong one in line, a case that still has services.
  std::int64_t mistakes = 0;

  /// Of all services together.
  [[nodiscard]] int UnitCount() const;
};
[[nodiscard]] Figures FiguresOf(std::int64_t inhabitants);
/// What is so much at Cagliari's size; at least one.
[[nodiscard]] std::int64_t InProportion(std::int64_t at_yardstick, std::int64_t inhabitants);

/// Paper files are typed in over the first working days.
inline constexpr int kStartingDays = 40;
inline constexpr int kWorkingDaysPerYear = 252;
inline constexpr int kDaysOfAYear = 365;
}  // namespace fascicolo::simulator
