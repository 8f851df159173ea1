#include "engine/rules/holidays.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/catalogue/form.h"

namespace fascicolo::engine {
namespace {

using Kind = JsonValue::Kind;

/// Few enough that some day of every week is left to work on.
constexpr std::size_t kMaxHolidays = 60;
constexpr int kLeapYear = 2000;  // has every date that any year has

std::optional<std::pair<int, int>> MonthAndDay(std::string_view text) {
  const auto day = ParseDay(std::to_string(kLeapYear) + "-" + std::string(text));
  if (!day) return std::nullopt;
  const Civil civil = CivilFromDay(*day);
  return std::pair(civil.month, civil.day);
}

std::optional<int> Year(Form& form, std::string_view key) {
  const auto year = form.OptionalInteger(key, kFirstYear, kLastYear);
  if (!year) return std::nullopt;
  return static_cast<int>(*year);
}

FixedHoliday ReadFixed(Form form) {
  constexpr std::string_view kExpected = "month and day of a date that exists: \"12-25\"";
  FixedHoliday holiday;
  if (const JsonValue* member = form.Required("day", Kind::kText, kExpected)) {
    const std::string text = TextItem(
        *member, form.PlaceOf("day"), [](std::string_view day) { return MonthAndDay(day).has_value(); }, kExpected,
        form.errors());
    if (const auto date = MonthAndDay(text)) std::tie(holiday.month, holiday.day) = *date;
  }
  holiday.name = form.Name("name");
  holiday.from_year = Year(form, "from_year");
  holiday.until_year = Year(form, "until_year");
  if (holiday.from_year && holiday.until_year && *holiday.until_year < *holiday.from_year) {
    form.Add("until_year", "lies before from_year", std::to_string(*holiday.from_year) + " or later");
  }
  form.RefuseOtherKeys();
  return holiday;
}

EasterHoliday ReadAfterEaster(Form form) {
  EasterHoliday holiday;
  holiday.days = static_cast<int>(form.RequiredInteger("days", -60, 60).value_or(0));
  holiday.name = form.Name("name");
  form.RefuseOtherKeys();
  return holiday;
}

/// A list that may be left out.
template <class Holiday, class Read>
std::vector<Holiday> ReadHolidays(Form& form, std::string_view key, Read read) {
  std::vector<Holiday> holidays;
  if (!form.Has(key)) return holidays;
  form.Each(key, 0, [&](const JsonValue& item, const std::string& place) {
    holidays.push_back(read(Form(item, place, form.errors())));
  });
  if (holidays.size() > kMaxHolidays) {
    form.Add(key, "holds " + std::to_string(holidays.size()) + " holidays",
             "at most " + std::to_string(kMaxHolidays));
  }
  return holidays;
}

bool IsInYears(const FixedHoliday& holiday, int year) {
  return (!holiday.from_year || *holiday.from_year <= year) && (!holiday.until_year || year <= *holiday.until_year);
}

const Label& SundayName() {
  static const Label kSunday{"domenica", "Sunday"};
  return kSunday;
}

}  // namespace

Result<HolidayCalendar, std::vector<FormError>> ParseHolidayCalendar(std::string_view json) {
  const Result<JsonValue, std::vector<FormError>> tree = ParseJson(json);
  if (!tree) return tree.error();
  FormErrors errors;
  Form form(*tree, "", errors);
  HolidayCalendar calendar;
  (void)form.Integer("format", kHolidayCalendarFormat, kHolidayCalendarFormat);
  calendar.code = form.Code("code");
  if (!calendar.code.empty() && calendar.code != kHolidayCalendarCode) {
    form.Add("code", "\"" + calendar.code + "\" is no calendar that deadlines are counted by",
             "\"" + std::string(kHolidayCalendarCode) + "\"");
  }
  calendar.name = form.Name("name");
  calendar.sundays = form.Flag("sundays").value_or(true);
  calendar.fixed = ReadHolidays<FixedHoliday>(form, "fixed", ReadFixed);
  calendar.after_easter = ReadHolidays<EasterHoliday>(form, "after_easter", ReadAfterEaster);
  calendar.status = form.Status("status");
  calendar.ground = form.Grounds("ground", calendar.status == DocumentStatus::kConfirmed ? 1 : 0);
  form.RefuseOtherKeys();
  if (!errors.empty()) return std::move(errors).Take();
  return calendar;
}

Day EasterOf(int year) {
  const int golden = year % 19;
  const int century = year / 100;
  const int in_century = year % 100;
  const int skipped_leaps = century / 4;
  const int moon_correction = (century - (century + 8) / 25 + 1) / 3;
  const int epact = (19 * golden + century - skipped_leaps - moon_correction + 15) % 30;
  const int to_sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
  const int late = (golden + 11 * epact + 22 * to_sunday) / 451;
  const int from_march = epact + to_sunday - 7 * late + 114;
  return DayFromCivil({.year = year, .month = from_march / 31, .day = from_march % 31 + 1});
}

const Label* HolidayOn(const HolidayCalendar& calendar, Day day) {
  const Civil civil = CivilFromDay(day);
  for (const FixedHoliday& holiday : calendar.fixed) {
    if (holiday.month == civil.month && holiday.day == civil.day && IsInYears(holiday, civil.year)) return &holiday.name;
  }
  const int after_easter = day - EasterOf(civil.year);
  for (const EasterHoliday& holiday : calendar.after_easter) {
    if (holiday.days == after_easter) return &holiday.name;
  }
  constexpr int kSunday = 7;
  return calendar.sundays && WeekdayOf(day) == kSunday ? &SundayName() : nullptr;
}

Day WorkingDayFrom(const HolidayCalendar& calendar, Day day) {
  while (HolidayOn(calendar, day) != nullptr) ++day;
  return day;
}

}  // namespace fascicolo::engine
