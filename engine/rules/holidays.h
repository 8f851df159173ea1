// Which days are public holidays, as data: the calendar that the authority has adopted. The State's holidays (L. 260/1949,
// art. 2, with its later changes) come with the program; the patron saint's day is the authority's own line in it. The JSON
// form is described for the officer who writes one in schemas/catalogue/README.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalogue/words.h"
#include "events/calendar.h"
#include "events/result.h"

namespace fascicolo::engine {

/// A holiday on the same date of every year from `from_year` to `until_year`, both included; none: without bound.
struct FixedHoliday {
  int month = 1;  ///< 1..12
  int day = 1;    ///< 1..31, one that the month has in some year
  Label name{};
  std::optional<int> from_year{};
  std::optional<int> until_year{};
  bool operator==(const FixedHoliday&) const = default;
};

/// A holiday so many days after Easter Sunday; below 0: before it.
struct EasterHoliday {
  int days = 0;  ///< -60..60
  Label name{};
  bool operator==(const EasterHoliday&) const = default;
};

struct HolidayCalendar {
  std::string code{};
  Label name{};
  bool sundays = true;  ///< Sundays are holidays
  std::vector<FixedHoliday> fixed{};
  std::vector<EasterHoliday> after_easter{};
  std::vector<Ground> ground{};
  DocumentStatus status = DocumentStatus::kSample;
  bool operator==(const HolidayCalendar&) const = default;
};

inline constexpr int kHolidayCalendarFormat = 1;  ///< the "format" of the JSON form that this program reads
inline constexpr std::string_view kHolidayCalendarCode = "holidays";  ///< there is one calendar per authority

/// Reads a calendar. All errors are found in one pass, each with its JSON pointer (for a syntax error, the line).
Result<HolidayCalendar, std::vector<FormError>> ParseHolidayCalendar(std::string_view json);

/// Easter Sunday of the western churches in the Gregorian calendar: the anonymous algorithm ("A New York correspondent",
/// Nature 13, 1876, p. 487; as in Meeus, Astronomical Algorithms, chapter 8). `year` is kFirstYear..kLastYear.
[[nodiscard]] Day EasterOf(int year);

/// The holiday on `day`, or null for a working day. A Sunday that is a holiday of its own has that one's name.
[[nodiscard]] const Label* HolidayOn(const HolidayCalendar& calendar, Day day);

/// `day`, or the first later day that is no holiday. A calendar in which a whole year is holidays is refused on reading, so
/// there is always one.
[[nodiscard]] Day WorkingDayFrom(const HolidayCalendar& calendar, Day day);

}  // namespace fascicolo::engine
