// The services that a town gives on application, by what a household may wish: which sheet, whose office and provider, how
// much somebody asks for, and how much of it there is in proportion to the inhabitants.
#pragma once

#include "schemas/kinds_generated.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace fascicolo::simulator {

/// Why somebody comes.
enum class Wish : std::uint8_t {
  kAdvice,
  kHomeCare,
  kCentre,
  kMealsAtHome,
  kCanteen,
  kLaundry,
  kCarers,
  kYouthCentre,
  kDayFacility,
  kDisabledWork,
  kFamilyWork,
  kMentalDistress,
  kAlcohol,
  kMarginality,
};
inline constexpr std::size_t kWishes = 14;

/// Figures at 151,812 inhabitants (figures.h). Where no source is given they are chosen so that the stocks come out.
struct TownService {
  Wish wish = Wish::kAdvice;
  std::string_view sheet;
  schema::Area area = schema::Area::none;  ///< of those who ask
  std::string_view office;
  std::string_view provider;
  std::string_view unit;   ///< name of its units
  int least_quantity = 1;  ///< what somebody asks for, in the sheet's unit of measure, in steps of `step`
  int most_quantity = 1;
  int step = 1;
  int least_days = 1;      ///< days a week on which it is given
  int most_days = 3;
  std::int64_t users = 0;  ///< who are served at the same time
  std::int64_t new_per_year = 0;
  int at_start_percent = 125;  ///< of the users: applications that the town brings along
};

inline constexpr std::array<TownService, kWishes - 1> kTownServices{{
    {Wish::kHomeCare, "home_care_elderly", schema::Area::elderly, "ufficio.domiciliarita", "cooperativa.domiciliare",
     "Assistenza domiciliare, lotto", 120, 540, 30, 2, 5, 437, 190, 130},
    {Wish::kCentre, "open_centre_elderly", schema::Area::elderly, "ufficio.centri", "cooperativa.centri",
     "Centro aperto", 1, 1, 1, 1, 3, 870, 300, 125},
    // 90,000 meals a year, six days a week
    {Wish::kMealsAtHome, "meals_at_home", schema::Area::elderly, "ufficio.pasti", "cooperativa.ristorazione",
     "Pasti a domicilio, giro", 1, 1, 1, 5, 5, 320, 110, 180},
    {Wish::kCanteen, "meals_at_canteens", schema::Area::poverty_adults, "ufficio.pasti", "cooperativa.ristorazione",
     "Mensa", 1, 1, 1, 3, 5, 120, 90, 160},
    {Wish::kLaundry, "laundry", schema::Area::elderly, "ufficio.domiciliarita", "cooperativa.lavanderia",
     "Lavanderia", 1, 2, 1, 1, 1, 150, 60, 150},
    {Wish::kCarers, "carer_support", schema::Area::elderly, "ufficio.domiciliarita", "cooperativa.sollievo",
     "Sollievo ai familiari", 60, 180, 30, 1, 2, 180, 70, 150},
    {Wish::kYouthCentre, "youth_centre", schema::Area::minors_family, "ufficio.minori", "cooperativa.educativa",
     "Centro di aggregazione", 1, 1, 1, 2, 4, 300, 140, 150},
    {Wish::kDayFacility, "day_facility_disabled", schema::Area::disabled, "ufficio.disabilita", "cooperativa.diurni",
     "Centro diurno", 1, 1, 1, 4, 5, 140, 40, 140},
    {Wish::kDisabledWork, "work_inclusion_disabled", schema::Area::disabled, "ufficio.disabilita", "cooperativa.lavoro",
     "Inserimento lavorativo disabili", 60, 180, 60, 1, 2, 90, 50, 150},
    {Wish::kFamilyWork, "work_inclusion_families", schema::Area::minors_family, "ufficio.inclusione",
     "cooperativa.lavoro", "Inserimento lavorativo famiglie", 60, 180, 60, 1, 2, 120, 70, 150},
    {Wish::kMentalDistress, "mental_distress_support", schema::Area::disabled, "ufficio.disabilita",
     "cooperativa.benessere", "Sostegno al disagio psichico", 60, 120, 30, 1, 2, 110, 50, 140},
    {Wish::kAlcohol, "alcohol_support", schema::Area::poverty_adults, "ufficio.inclusione", "cooperativa.benessere",
     "Sostegno agli alcolisti", 60, 120, 30, 1, 2, 60, 30, 130},
    {Wish::kMarginality, "severe_marginality_support", schema::Area::poverty_adults, "ufficio.inclusione",
     "associazione.strada", "Unità di strada", 1, 3, 1, 1, 3, 130, 100, 130},
}};
static_assert(kTownServices.back().wish == Wish::kMarginality);

/// The service of a wish that is one.
[[nodiscard]] constexpr const TownService& ServiceOf(Wish wish) {
  return kTownServices[static_cast<std::size_t>(wish) - 1];
}
/// Given out in amounts that change (minutes, loads), rather than in places or meals.
[[nodiscard]] constexpr bool IsMeasured(Wish wish) {
  return ServiceOf(wish).most_quantity > ServiceOf(wish).least_quantity;
}

}  // namespace fascicolo::simulator
