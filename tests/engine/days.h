// Days by year, month and day.
#pragma once

#include "events/calendar.h"

namespace fascicolo::engine {

/// The months that tests speak of: the kit opens on 2 March 2026.
inline constexpr Day kMarch = DayFromCivil({.year = 2026, .month = 3, .day = 1});
inline constexpr Day kApril = DayFromCivil({.year = 2026, .month = 4, .day = 1});

inline Day On(int year, int month, int day) { return DayFromCivil({.year = year, .month = month, .day = day}); }

}  // namespace fascicolo::engine
