#include "connectors/simulator/figures.h"

#include <algorithm>

namespace fascicolo::simulator {
namespace {

constexpr std::int64_t kYardstick = 151'812;
constexpr std::int64_t kRoundYardstick = 150'000;  ///< of what is told of Cagliari in whole beds, households and dwellings

std::int64_t PartOf(std::int64_t yardstick, std::int64_t figure, std::int64_t inhabitants) {
  return std::max<std::int64_t>(1, (figure * inhabitants + yardstick / 2) / yardstick);
}

FormError OutOfRange(const char* place, std::int64_t least, std::int64_t most) {
  return {place, "is out of range", std::to_string(least) + ".." + std::to_string(most)};
}

/// A unit stays far below what one may hold (kMaxQuantity), and a centre is one that people can walk to.
ServiceFigures FiguresOf(const TownService& service, std::int64_t inhabitants) {
  constexpr std::int64_t kInhabitantsPerPool = 500'000;
  constexpr std::int64_t kInhabitantsPerCentre = 30'000;
  const std::int64_t users = std::max<std::int64_t>(2, InProportion(service.users, inhabitants));
  const std::int64_t mean = (service.least_quantity + service.most_quantity) / 2;
  ServiceFigures figures;
  figures.at_start = users * service.at_start_percent / 100 + 1;
  figures.new_per_year = InProportion(service.new_per_year, inhabitants);
  figures.units = static_cast<int>(IsMeasured(service.wish) ? 1 + inhabitants / kInhabitantsPerPool
                                                            : 2 + inhabitants / kInhabitantsPerCentre);
  figures.units = static_cast<int>(std::min<std::int64_t>(figures.units, users));
  figures.capacity = std::max<std::int64_t>(users * mean, figures.units * std::int64_t{service.most_quantity});
  return figures;
}

}  // namespace

std::int64_t InProportion(std::int64_t at_yardstick, std::int64_t inhabitants) {
  return PartOf(kYardstick, at_yardstick, inhabitants);
}

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

int Figures::UnitCount() const {
  int units = 0;
  for (const ServiceFigures& service : services) units += service.units;
  return units;
}

Figures FiguresOf(std::int64_t inhabitants) {
  Figures figures;
  figures.social_workers = static_cast<int>(std::max<std::int64_t>(2, inhabitants / 5'000));
  figures.contacts = InProportion(9'000, inhabitants);
  figures.cases_at_start = InProportion(1'200, inhabitants);
  for (std::size_t i = 0; i < kTownServices.size(); ++i) {
    figures.services[i] = FiguresOf(kTownServices[i], inhabitants);
  }
  figures.births = InProportion(663, inhabitants);
  figures.deaths = InProportion(1'987, inhabitants);
  figures.moves_in = InProportion(4'636, inhabitants);
  figures.moves_out = InProportion(3'513, inhabitants);
  figures.shelter_beds = PartOf(kRoundYardstick, 130, inhabitants);
  figures.reception_beds = InProportion(20, inhabitants);
  figures.fostered = InProportion(30, inhabitants);
  figures.in_communities = InProportion(30, inhabitants);
  figures.removals = InProportion(6, inhabitants);
  figures.in_residence = InProportion(40, inhabitants);
  figures.site_households = InProportion(55, inhabitants);
  figures.ranked_households = std::max<std::int64_t>(5, PartOf(kRoundYardstick, 823, inhabitants));
  figures.excluded_households = PartOf(kRoundYardstick, 113, inhabitants);
  figures.dwellings = PartOf(kRoundYardstick, 36, inhabitants);
  figures.stock = std::max<std::int64_t>(3, inhabitants / 100);
  figures.vacant = std::max<std::int64_t>(1, figures.stock * 3 / 100);
  figures.allowances = InProportion(600, inhabitants);
  figures.one_offs = InProportion(450, inhabitants);
  figures.vouchers = InProportion(250, inhabitants);
  figures.plans = InProportion(1'600, inhabitants);
  figures.feasts = InProportion(6, inhabitants);
  figures.courses = InProportion(8, inhabitants);
  figures.community_projects = InProportion(5, inhabitants);
  figures.enrolments = InProportion(260, inhabitants);
  figures.complaints = InProportion(150, inhabitants);
  figures.mistakes = std::max<std::int64_t>(12, InProportion(400, inhabitants));
  return figures;
}

}  // namespace fascicolo::simulator
