// When offices are open, and how busy the year's months are.
#pragma once

#include "events/calendar.h"

namespace fascicolo::simulator {

/// Monday to Friday, and no holiday of the Italian State (L. 260/1949 as amended; Easter Monday by
/// the Gregorian computus of Meeus, "Astronomical Algorithms", chapter 8).
[[nodiscard]] bool IsWorkingDay(Day day);
/// `day` itself, or the first working day after it.
[[nodiscard]] Day WorkingDayFrom(Day day);
/// The last working day before `day`.
[[nodiscard]] Day WorkingDayBefore(Day day);
/// Tuesdays and Thursdays desks open in the afternoon too.
[[nodiscard]] bool HasAfternoon(Day day);

/// How busy the desks are on a day of this month (1..12), per mille of the year's mean: a peak from
/// January to March, when the economic indicator ISEE is renewed; least in August.
[[nodiscard]] int SeasonPerMille(int month);

[[nodiscard]] Day EasterSunday(int year);

/// Of the month in which `day` is.
[[nodiscard]] inline Day FirstOfMonth(Day day) { return day - (CivilFromDay(day).day - 1); }

}  // namespace fascicolo::simulator
