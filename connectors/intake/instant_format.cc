#include "connectors/intake/instant_format.h"

#include <cstdint>

namespace fascicolo::intake {
namespace {

constexpr std::string_view kLetters = "YmdHMSfz%";
constexpr std::string_view kExpected =
    "\"rfc3339\", or a pattern of %Y %m %d %H %M %S %f %z, each at most once, the first three "
    "always";
constexpr int kLongestFraction = 9;

// What a text says, before it is known to exist.
struct Reading {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::int64_t micros = 0;
  std::optional<std::int64_t> offset_seconds;
};

// Takes `least` to `most` digits from the front of `rest`.
std::optional<int> TakeDigits(std::string_view* rest, std::size_t least, std::size_t most) {
  int value = 0;
  std::size_t count = 0;
  for (; count < most && count < rest->size(); ++count) {
    const char c = (*rest)[count];
    if (c < '0' || c > '9') break;
    value = value * 10 + (c - '0');
  }
  if (count < least) return std::nullopt;
  rest->remove_prefix(count);
  return value;
}

bool TakeInto(int* out, std::string_view* rest, std::size_t least, std::size_t most) {
  const auto value = TakeDigits(rest, least, most);
  if (value) *out = *value;
  return value.has_value();
}

bool TakeFraction(std::int64_t* micros, std::string_view* rest) {
  const std::size_t before = rest->size();
  const auto value = TakeDigits(rest, 1, kLongestFraction);
  if (!value) return false;
  std::int64_t scaled = *value;
  const auto digits = static_cast<int>(before - rest->size());
  for (int digit = digits; digit < kLongestFraction; ++digit) scaled *= 10;
  *micros = scaled / 1'000;
  return true;
}

bool TakeOffset(std::optional<std::int64_t>* offset_seconds, std::string_view* rest) {
  if (rest->empty()) return false;
  const char sign = rest->front();
  rest->remove_prefix(1);
  if (sign == 'Z') {
    *offset_seconds = 0;
    return true;
  }
  if (sign != '+' && sign != '-') return false;
  const auto hours = TakeDigits(rest, 2, 2);
  if (rest->starts_with(':')) rest->remove_prefix(1);
  const auto minutes = TakeDigits(rest, 2, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return false;
  const std::int64_t seconds = *hours * 3'600 + *minutes * 60;
  *offset_seconds = sign == '-' ? -seconds : seconds;
  return true;
}

bool Take(char letter, Reading* out, std::string_view* rest) {
  switch (letter) {
    case 'Y':
      return TakeInto(&out->year, rest, 4, 4);
    case 'm':
      return TakeInto(&out->month, rest, 1, 2);
    case 'd':
      return TakeInto(&out->day, rest, 1, 2);
    case 'H':
      return TakeInto(&out->hour, rest, 1, 2);
    case 'M':
      return TakeInto(&out->minute, rest, 2, 2);
    case 'S':
      return TakeInto(&out->second, rest, 2, 2);
    case 'f':
      return TakeFraction(&out->micros, rest);
    case 'z':
      return TakeOffset(&out->offset_seconds, rest);
    default:
      break;
  }
  if (!rest->starts_with('%')) return false;
  rest->remove_prefix(1);
  return true;
}

// The earliest instant at which clocks in Italy show `local_micros`, counted as if they showed UTC.
std::optional<Instant> FromRomeClock(std::int64_t local_micros) {
  for (const int offset_seconds : {7'200, 3'600}) {
    const Instant instant{local_micros - offset_seconds * kMicrosPerSecond};
    if (RomeOffsetSeconds(instant) == offset_seconds) return instant;
  }
  return std::nullopt;
}

std::optional<Instant> InstantOf(const Reading& reading) {
  const Civil civil{reading.year, reading.month, reading.day};
  if (civil.year < kFirstYear || civil.year > kLastYear || !Exists(civil)) return std::nullopt;
  if (reading.hour > 23 || reading.minute > 59 || reading.second > 59) return std::nullopt;
  const std::int64_t seconds = DayFromCivil(civil).days * kSecondsPerDay + reading.hour * 3'600 +
                               reading.minute * 60 + reading.second;
  const std::int64_t micros = seconds * kMicrosPerSecond + reading.micros;
  if (!reading.offset_seconds) return FromRomeClock(micros);
  return Instant{micros - *reading.offset_seconds * kMicrosPerSecond};
}

}  // namespace

Result<InstantFormat, FormError> InstantFormat::Parse(std::string_view text) {
  InstantFormat format;
  if (text == "rfc3339") return format;
  const auto count = [text](char letter) {
    int found = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '%' && ++at < text.size() && text[at] == letter) ++found;
    }
    return found;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') continue;
    if (++at == text.size() || kLetters.find(text[at]) == std::string_view::npos) {
      return FormError{"", "an unknown sign after %", std::string(kExpected)};
    }
  }
  for (const char letter : kLetters) {
    if (letter != '%' && count(letter) > 1) {
      return FormError{"", std::string("%") + letter + " occurs twice", std::string(kExpected)};
    }
  }
  if (count('Y') == 0 || count('m') == 0 || count('d') == 0) {
    return FormError{"", "%Y, %m or %d is missing", std::string(kExpected)};
  }
  format.pattern_ = text;
  return format;
}

std::optional<Instant> InstantFormat::Read(std::string_view text) const {
  if (pattern_.empty()) return ParseInstant(text);
  Reading reading;
  for (std::size_t at = 0; at < pattern_.size(); ++at) {
    if (pattern_[at] == '%') {
      if (!Take(pattern_[++at], &reading, &text)) return std::nullopt;
      continue;
    }
    if (!text.starts_with(pattern_[at])) return std::nullopt;
    text.remove_prefix(1);
  }
  if (!text.empty()) return std::nullopt;
  return InstantOf(reading);
}

}  // namespace fascicolo::intake
