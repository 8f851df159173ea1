#include "connectors/feed/precision.h"

#include <charconv>
#include <limits>
#include <optional>

namespace fascicolo::feed {
namespace {

using events::json::Value;

constexpr std::int64_t kHundredths = 100;
/// No band is told above it, nor reckoned.
constexpr std::int64_t kMostWhole = std::numeric_limits<std::int64_t>::max() / 10 / kHundredths;

std::optional<std::int64_t> WholeNumber(std::string_view digits) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

/// "1234.5" as 123450. Beyond the largest band: as that.
std::optional<std::int64_t> HundredthsOf(std::string_view text) {
  const bool is_negative = !text.empty() && text.front() == '-';
  if (is_negative) text.remove_prefix(1);
  const auto point = text.find('.');
  const auto whole = WholeNumber(text.substr(0, point));
  std::string decimals(point == std::string_view::npos ? "" : text.substr(point + 1));
  decimals.resize(2, '0');
  const auto parts = WholeNumber(decimals);
  if (!whole || *whole < 0 || !parts || *parts < 0) return std::nullopt;
  const std::int64_t all = *whole >= kMostWhole ? kMostWhole * kHundredths : *whole * kHundredths + *parts;
  return is_negative ? -all : all;
}

std::optional<std::int64_t> HundredthsOf(const Value& figure) {
  if (const auto* number = figure.As<std::int64_t>()) return HundredthsOf(std::to_string(*number));
  if (const auto* number = figure.As<std::uint64_t>()) return HundredthsOf(std::to_string(*number));
  const auto* text = figure.As<std::string>();
  return text == nullptr ? std::nullopt : HundredthsOf(*text);
}

std::optional<Day> DayOf(const Value& time) {
  const auto* text = time.As<std::string>();
  if (text == nullptr) return std::nullopt;
  if (const auto day = ParseDay(*text)) return day;
  const auto instant = ParseInstant(*text);
  return instant ? std::optional(LocalDay(*instant)) : std::nullopt;
}

}  // namespace

std::string TimeText(Day day, const Precision& precision) {
  const std::string text = FormatDay(day);
  return precision.days ? text : text.substr(0, text.rfind('-'));
}

std::string BirthText(Day born, const Precision& precision) {
  const int year = YearOf(born);
  if (precision.days) return std::to_string(year);
  const int first = year - year % 10;
  return std::to_string(first) + ".." + std::to_string(first + 10);
}

std::string BandOf(std::int64_t hundredths) {
  if (hundredths == 0) return "0";
  const std::int64_t size = hundredths < 0 ? -hundredths : hundredths;
  std::int64_t from = 0;
  std::int64_t below = 5;
  for (int step = 0; size / kHundredths >= below; ++step) {
    from = below;
    below = step % 3 == 2 ? below / 2 * 5 : below * 2;  // 5, 10, 20, 50
  }
  if (hundredths > 0) return std::to_string(from) + ".." + std::to_string(below);
  return std::to_string(-below) + ".." + (from == 0 ? "0" : std::to_string(-from));
}

Value FigureForm(const Value& figure, const Precision& precision) {
  const auto hundredths = HundredthsOf(figure);
  if (!hundredths) return {};
  return precision.figures ? figure : Value{BandOf(*hundredths)};
}

Value TimeForm(const Value& time, const Precision& precision) {
  const auto day = DayOf(time);
  return day ? Value{TimeText(*day, precision)} : Value{};
}

Value BirthForm(const Value& born, const Precision& precision) {
  const auto day = DayOf(born);
  return day ? Value{BirthText(*day, precision)} : Value{};
}

}  // namespace fascicolo::feed
