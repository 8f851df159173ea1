// Instants (UTC) and local days (Europe/Rome): arithmetic, text forms, and the way between them.
//
// All of it is pure: no clock, no locale, no time zone database. Who needs *now* is handed it.
//
// Calendar: proleptic Gregorian, by the algorithms of Howard Hinnant, "chrono-Compatible Low-Level
// Date Algorithms", https://howardhinnant.github.io/date_algorithms.html (days_from_civil,
// civil_from_days).
//
// Summer time: Directive 2000/84/EC, articles 2 and 3: from the last Sunday of March to the last
// Sunday of October, changing at 01:00 UTC. Italy has kept this rule since 1996. It is applied to
// *every* year, so that one rule holds for ever: before 1996 `RomeOffsetSeconds` may differ by an
// hour (before 1893 by minutes too) from what clocks showed.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fascicolo {

/// A point in time: microseconds since 1970-01-01T00:00:00Z, without leap seconds. Any value is
/// valid.
struct Instant {
  std::int64_t micros = 0;
  constexpr auto operator<=>(const Instant&) const = default;
};

inline constexpr std::int64_t kMicrosPerSecond = 1'000'000;
inline constexpr std::int64_t kSecondsPerDay = 86'400;

/// A civil day in Europe/Rome: days since 1970-01-01. Arithmetic and StartOfDay hold for days
/// within 100,000,000 of that, the rest for any value.
struct Day {
  std::int32_t days = 0;
  constexpr auto operator<=>(const Day&) const = default;
};

constexpr Day operator+(Day day, int days) { return Day{day.days + days}; }
constexpr Day operator-(Day day, int days) { return Day{day.days - days}; }
/// Days from `earlier` to `later`; negative when they are the other way round.
constexpr int operator-(Day later, Day earlier) { return later.days - earlier.days; }
constexpr Day& operator++(Day& day) { return day = day + 1; }

/// A day as people write it: month 1..12, day 1..31.
struct Civil {
  int year = 1970;
  int month = 1;
  int day = 1;
  constexpr auto operator<=>(const Civil&) const = default;
};

/// The years that text may name: a fiscal code's century at one end, a typing error at the other.
inline constexpr int kFirstYear = 1600;
inline constexpr int kLastYear = 2999;

[[nodiscard]] constexpr bool IsLeapYear(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// 28..31. `month` is 1..12.
[[nodiscard]] constexpr int DaysInMonth(int year, int month) {
  if (month == 2) return IsLeapYear(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// True for a day that exists in the Gregorian calendar (2025-02-30 does not).
[[nodiscard]] constexpr bool Exists(const Civil& civil) {
  return civil.month >= 1 && civil.month <= 12 && civil.day >= 1 &&
         civil.day <= DaysInMonth(civil.year, civil.month);
}

/// The day of `civil`, which must exist.
[[nodiscard]] constexpr Day DayFromCivil(const Civil& civil) {
  const int year = civil.month <= 2 ? civil.year - 1 : civil.year;  // years begin on 1 March
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int month_from_march = civil.month > 2 ? civil.month - 3 : civil.month + 9;
  const int day_of_year = (153 * month_from_march + 2) / 5 + civil.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return Day{static_cast<std::int32_t>(std::int64_t{era} * 146'097 + day_of_era - 719'468)};
}

/// The inverse of DayFromCivil.
[[nodiscard]] constexpr Civil CivilFromDay(Day day) {
  const std::int64_t shifted = std::int64_t{day.days} + 719'468;
  const auto era = static_cast<int>((shifted >= 0 ? shifted : shifted - 146'096) / 146'097);
  const auto day_of_era = static_cast<int>(shifted - std::int64_t{era} * 146'097);
  const int year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int month_from_march = (5 * day_of_year + 2) / 153;
  const int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return Civil{.year = year_of_era + era * 400 + (month <= 2 ? 1 : 0),
               .month = month,
               .day = day_of_year - (153 * month_from_march + 2) / 5 + 1};
}

[[nodiscard]] constexpr int YearOf(Day day) { return CivilFromDay(day).year; }
/// 1..12.
[[nodiscard]] constexpr int MonthOf(Day day) { return CivilFromDay(day).month; }
/// ISO 8601: 1 is Monday, 7 is Sunday.
[[nodiscard]] constexpr int WeekdayOf(Day day) { return (day.days % 7 + 10) % 7 + 1; }

/// The same day of the month, `months` later (earlier when negative); where that day does not
/// exist, the last one of the month: 31 January + 1 month is 28 or 29 February. A term in months
/// ends so by article 2963(5) of the Italian civil code; a year is 12 months.
[[nodiscard]] Day AddMonths(Day day, int months);

/// Reads exactly "YYYY-MM-DD" with a year in kFirstYear..kLastYear; nothing when the text is
/// anything else or names a day that does not exist.
[[nodiscard]] std::optional<Day> ParseDay(std::string_view text);

/// "YYYY-MM-DD". A year outside 0..9999 is written with its sign or more digits, and is not read
/// back.
[[nodiscard]] std::string FormatDay(Day day);

/// Reads RFC 3339 (section 5.6), strictly: "2025-03-31T12:00:00+02:00", upper-case T and Z, an
/// offset (Z or +hh:mm) always, 1 to 9 digits of a fraction, of which microseconds are kept and the
/// rest is cut off. Nothing for anything else, for a leap second (:60), and for an instant whose
/// UTC year is outside kFirstYear..kLastYear.
[[nodiscard]] std::optional<Instant> ParseInstant(std::string_view text);

/// RFC 3339 in UTC: "2025-03-31T10:00:00Z"; six digits of a fraction only when it is not zero.
[[nodiscard]] std::string FormatInstant(Instant instant);

/// What Europe/Rome is ahead of UTC at `instant`: 3600 (CET) or 7200 (CEST), by the rule at the top
/// of this file.
[[nodiscard]] int RomeOffsetSeconds(Instant instant);

/// The day that calendars in Italy show at `instant`.
[[nodiscard]] Day LocalDay(Instant instant);

/// Local midnight at which `day` begins. Summer time never changes at midnight, so there is exactly
/// one.
[[nodiscard]] Instant StartOfDay(Day day);

/// The last microsecond of `day`: 23, 24 or 25 hours after its start, less one microsecond.
[[nodiscard]] Instant EndOfDay(Day day);

}  // namespace fascicolo
