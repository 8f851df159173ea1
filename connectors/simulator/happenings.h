// What happens now and then, so many times a year and on any day of it: a table for an office, each row with its figure at
// Cagliari's size (figures.h) and what is done.
#pragma once

#include "connectors/simulator/town_hall.h"

#include <span>

namespace fascicolo::simulator {

template <class Office>
struct Happening {
  std::int64_t per_year = 0;  ///< at 151,812 inhabitants; at least one in any town
  void (Office::*does)() = nullptr;
};

/// Puts a year's on the agenda, each with its row as the subject. In the first year from a day on when cases are in charge.
template <class Office>
void PlanHappenings(TownHall& hall, Chance& chance, ErrandKind kind, std::span<const Happening<Office>> rows) {
  constexpr int kFirstDays = 90;
  const Day next_year = DayFromCivil({.year = YearOf(hall.today) + 1, .month = 1, .day = 1});
  const int first = hall.today == hall.parameters.first_day ? kFirstDays : 0;
  const int days = next_year - hall.today - first;
  for (std::uint32_t row = 0; days > 0 && row < rows.size(); ++row) {
    for (std::int64_t left = InProportion(rows[row].per_year, hall.parameters.inhabitants); left > 0; --left) {
      hall.agenda.Add(WorkingDayFrom(hall.today + first + chance.Between(0, days - 1)), kind, row);
    }
  }
}

}  // namespace fascicolo::simulator
