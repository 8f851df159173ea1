#include "events/calendar.h"

#include <array>
#include <cstdio>

namespace fascicolo {
namespace {

constexpr int kWinterOffsetSeconds = 3'600;
constexpr int kSummerOffsetSeconds = 7'200;

constexpr std::int64_t FloorDivide(std::int64_t dividend, std::int64_t divisor) {
  const std::int64_t quotient = dividend / divisor;
  return quotient * divisor > dividend ? quotient - 1 : quotient;
}

/// Takes digits and separators off the front of a text; after the first mismatch it stays failed.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  /// The number in exactly `digits` decimal digits.
  int Number(int digits) {
    int number = 0;
    for (int i = 0; i < digits; ++i) {
      if (!AtDigit()) return Fail();
      number = number * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return number;
  }

  void Expect(char separator) {
    if (!Take(separator)) Fail();
  }

  /// Takes `separator` if it is next.
  bool Take(char separator) {
    if (failed_ || rest_.empty() || rest_.front() != separator) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// 1 to 9 digits after a decimal point, as microseconds; what is smaller is cut off.
  int FractionMicros() {
    int micros = 0;
    int digits = 0;
    for (; AtDigit() && digits < 9; ++digits) {
      if (digits < 6) micros = micros * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    if (digits == 0) return Fail();
    for (; digits < 6; ++digits) micros *= 10;
    return micros;
  }

  Civil Date() {
    Civil civil;
    civil.year = Number(4);
    Expect('-');
    civil.month = Number(2);
    Expect('-');
    civil.day = Number(2);
    return civil;
  }

  [[nodiscard]] bool ReadAll() const { return !failed_ && rest_.empty(); }

 private:
  [[nodiscard]] bool AtDigit() const {
    return !failed_ && !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9';
  }
  int Fail() {
    failed_ = true;
    return 0;
  }

  std::string_view rest_;
  bool failed_ = false;
};

bool IsYearOfText(int year) { return year >= kFirstYear && year <= kLastYear; }

/// 01:00 UTC on the last Sunday of `month` (which has 31 days), in seconds.
std::int64_t ChangeSeconds(int year, int month) {
  const Day last = DayFromCivil({year, month, 31});
  const Day sunday = last - WeekdayOf(last) % 7;
  return std::int64_t{sunday.days} * kSecondsPerDay + 3'600;
}

Day UtcDay(Instant instant) {
  return Day{
      static_cast<std::int32_t>(FloorDivide(instant.micros, kSecondsPerDay * kMicrosPerSecond))};
}

}  // namespace

Day AddMonths(Day day, int months) {
  Civil civil = CivilFromDay(day);
  const std::int64_t month = std::int64_t{civil.year} * 12 + (civil.month - 1) + months;
  civil.year = static_cast<int>(FloorDivide(month, 12));
  civil.month = static_cast<int>(month - std::int64_t{civil.year} * 12) + 1;
  const int last = DaysInMonth(civil.year, civil.month);
  if (civil.day > last) civil.day = last;
  return DayFromCivil(civil);
}

std::optional<Day> ParseDay(std::string_view text) {
  Scanner scanner(text);
  const Civil civil = scanner.Date();
  if (!scanner.ReadAll() || !IsYearOfText(civil.year) || !Exists(civil)) return std::nullopt;
  return DayFromCivil(civil);
}

std::string FormatDay(Day day) {
  const Civil civil = CivilFromDay(day);
  if (IsYearOfText(civil.year)) {  // as nearly all: an answer may have hundreds of days
    const auto digit = [](int number) { return static_cast<char>('0' + number % 10); };
    return {digit(civil.year / 1'000), digit(civil.year / 100),  digit(civil.year / 10), digit(civil.year), '-',
            digit(civil.month / 10),   digit(civil.month), '-', digit(civil.day / 10),   digit(civil.day)};
  }
  std::array<char, 32> text{};
  const int size =
      std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", civil.year, civil.month, civil.day);
  return std::string(text.data(), static_cast<std::size_t>(size));
}

std::optional<Instant> ParseInstant(std::string_view text) {
  Scanner scanner(text);
  const Civil civil = scanner.Date();
  scanner.Expect('T');
  const int hour = scanner.Number(2);
  scanner.Expect(':');
  const int minute = scanner.Number(2);
  scanner.Expect(':');
  const int second = scanner.Number(2);
  const int micros = scanner.Take('.') ? scanner.FractionMicros() : 0;
  std::int64_t offset_seconds = 0;
  if (!scanner.Take('Z')) {
    const bool ahead = scanner.Take('+');
    if (!ahead) scanner.Expect('-');
    const int offset_hours = scanner.Number(2);
    scanner.Expect(':');
    const int offset_minutes = scanner.Number(2);
    if (offset_hours > 23 || offset_minutes > 59) return std::nullopt;
    offset_seconds = (ahead ? 1 : -1) * (offset_hours * 3'600 + offset_minutes * 60);
  }
  if (!scanner.ReadAll() || !Exists(civil) || hour > 23 || minute > 59 || second > 59) {
    return std::nullopt;
  }
  const std::int64_t seconds = std::int64_t{DayFromCivil(civil).days} * kSecondsPerDay +
                               hour * 3'600 + minute * 60 + second - offset_seconds;
  const Instant instant{seconds * kMicrosPerSecond + micros};
  if (!IsYearOfText(civil.year) || !IsYearOfText(YearOf(UtcDay(instant)))) return std::nullopt;
  return instant;
}

std::string FormatInstant(Instant instant) {
  const Day day = UtcDay(instant);
  const std::int64_t seconds = FloorDivide(instant.micros, kMicrosPerSecond);
  int fraction = static_cast<int>(instant.micros % kMicrosPerSecond);
  if (fraction < 0) fraction += static_cast<int>(kMicrosPerSecond);
  const int of_day = static_cast<int>(seconds - std::int64_t{day.days} * kSecondsPerDay);
  std::array<char, 32> text{};
  int size = std::snprintf(text.data(), text.size(), "T%02d:%02d:%02d", of_day / 3'600,
                           of_day / 60 % 60, of_day % 60);
  std::string result = FormatDay(day).append(text.data(), static_cast<std::size_t>(size));
  if (fraction != 0) {
    size = std::snprintf(text.data(), text.size(), ".%06d", fraction);
    result.append(text.data(), static_cast<std::size_t>(size));
  }
  return result + 'Z';
}

int RomeOffsetSeconds(Instant instant) {
  const std::int64_t seconds = FloorDivide(instant.micros, kMicrosPerSecond);
  const int year = YearOf(UtcDay(instant));
  const bool summer = seconds >= ChangeSeconds(year, 3) && seconds < ChangeSeconds(year, 10);
  return summer ? kSummerOffsetSeconds : kWinterOffsetSeconds;
}

Day LocalDay(Instant instant) {
  const std::int64_t seconds =
      FloorDivide(instant.micros, kMicrosPerSecond) + RomeOffsetSeconds(instant);
  return Day{static_cast<std::int32_t>(FloorDivide(seconds, kSecondsPerDay))};
}

Instant StartOfDay(Day day) {
  // The two candidates, 22:00 and 23:00 UTC of the day before, never have a change at 01:00 UTC
  // between them.
  const std::int64_t midnight_utc = std::int64_t{day.days} * kSecondsPerDay;
  const Instant in_winter{(midnight_utc - kWinterOffsetSeconds) * kMicrosPerSecond};
  return Instant{(midnight_utc - RomeOffsetSeconds(in_winter)) * kMicrosPerSecond};
}

Instant EndOfDay(Day day) { return Instant{StartOfDay(day + 1).micros - 1}; }

}  // namespace fascicolo
