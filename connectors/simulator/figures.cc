#include "connectors/simulator/figures.h"

#include <algorithm>

namespace fascicolo::simulator {
namespace {

constexpr std::int64_t kYardstick = 151'812;

std::int64_t InProportion(std::int64_t at_yardstick, std::int64_t inhabitants) {
  return std::max<std::int64_t>(1, (at_yardstick * inhabitants + kYardstick / 2) / kYardstick);
}

FormError OutOfRange(const char* place, std::int64_t least, std::int64_t most) {
  return {place, "is out of range", std::to_string(least) + ".." + std::to_string(most)};
}

}  // namespace

StatusOf<FormError> CheckParameters(const TownParameters& parameters) {
  if (parameters.inhabitants < kLeastInhabitants || parameters.inhabitants > kMostInhabitants) {
    return OutOfRange("inhabitants", kLeastInhabitants, kMostInhabitants);
  }
  if (parameters.years < 1 || parameters.years > kMostYears)
    return OutOfRange("years", 1, kMostYears);
  const Day latest = AddMonths(kEarliestDay, 12 * kMostYears);
  if (parameters.first_day < kEarliestDay || parameters.first_day > latest) {
    return FormError{"first_day", "is out of range",
                     FormatDay(kEarliestDay) + ".." + FormatDay(latest)};
  }
  return {};
}

Figures FiguresOf(std::int64_t inhabitants) {
  constexpr std::int64_t kMeanMinutes = (kLeastMinutesPerWeek + kMostMinutesPerWeek) / 2;
  constexpr std::int64_t kInhabitantsPerPool =
      500'000;  // a pool stays far below what one unit may hold
  constexpr std::int64_t kInhabitantsPerCentre = 30'000;
  Figures figures;
  figures.social_workers = static_cast<int>(std::max<std::int64_t>(2, inhabitants / 5'000));
  figures.contacts = InProportion(14'000, inhabitants);
  figures.cases_at_start = InProportion(2'000, inhabitants);
  figures.home_care_users = InProportion(437, inhabitants);
  figures.home_care_at_start = figures.home_care_users * 13 / 10 + 1;
  figures.home_care_new = InProportion(190, inhabitants);
  figures.home_care_minutes_per_week = figures.home_care_users * kMeanMinutes;
  figures.home_care_pools = static_cast<int>(1 + inhabitants / kInhabitantsPerPool);
  figures.centre_places = std::max<std::int64_t>(2, InProportion(870, inhabitants));
  figures.centre_at_start = figures.centre_places * 5 / 4 + 1;
  figures.centre_new = InProportion(300, inhabitants);
  figures.centres = static_cast<int>(2 + inhabitants / kInhabitantsPerCentre);
  figures.mistakes = std::max<std::int64_t>(12, InProportion(400, inhabitants));
  return figures;
}

}  // namespace fascicolo::simulator
