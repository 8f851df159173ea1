// What a benefit comes to in a year: added up day by day as it was agreed (suspensions and deliveries change nothing
// of what was agreed), and told for each month that it touches.
#pragma once

#include "connectors/exports/siuss/benefit.h"
#include "engine/catalogue/sheet.h"
#include "engine/state/state.h"

#include <cstdint>

namespace fascicolo::siuss {

/// First and last day, both included.
struct Span {
  Day from;
  Day last;
};
/// Calendar months that it touches; at least 1.
[[nodiscard]] int MonthsOf(const Span& span);
/// The days of [from, until) that lie in the year; none: none do. No `until`: to its end.
[[nodiscard]] std::optional<Span> WithinYear(Day from, std::optional<Day> until, int year);

/// In cents, hours in hundredths; each month.
struct Monthly {
  std::int64_t amount = 0;
  bool is_valued = true;  ///< false: no price of it is known
  std::int64_t user_share = 0;
  std::int64_t hours = 0;
};
/// Of a service in kind: by the contracts of its unit; where there is none, by what its user pays.
[[nodiscard]] Monthly MonthlyOfService(const engine::State& state, const engine::Sheet& sheet, EntityId activation,
                                       const engine::ActivationRow& row, const Prices& prices, const Span& span);
/// Of one person's place: the daily fee of each host, and the contribution for each month.
[[nodiscard]] Monthly MonthlyOfPlacement(const engine::PlacementRow& row, const Span& span);

}  // namespace fascicolo::siuss
