#include "events/json/scalar_forms.h"

#include "events/calendar.h"

#include <sodium.h>

#include <algorithm>
#include <limits>

namespace fascicolo::events::json {
namespace {

constexpr std::size_t kMaxNameBytes = 64;  // longer ones are not compared for likeness

FormError Expect(std::string expected) {
  return {"", "not of the right form", std::move(expected)};
}

/// Reads [-]digits[.d[d]] as hundredths, without superfluous zeros in front.
std::optional<std::int64_t> HundredthsFromText(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::string_view whole = text.substr(0, text.find('.'));
  const bool has_fraction = whole.size() < text.size();
  const std::string_view fraction = has_fraction ? text.substr(whole.size() + 1) : "";
  if (whole.empty() || (whole.size() > 1 && whole.front() == '0')) return std::nullopt;
  if (has_fraction && (fraction.empty() || fraction.size() > 2)) return std::nullopt;
  const std::string digits = std::string(whole).append(fraction).append(2 - fraction.size(), '0');
  std::int64_t hundredths = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    if (__builtin_mul_overflow(hundredths, std::int64_t{10}, &hundredths) ||
        __builtin_add_overflow(hundredths, std::int64_t{digit - '0'}, &hundredths)) {
      return std::nullopt;
    }
  }
  return negative ? -hundredths : hundredths;
}

/// Two decimals; without the zeros at their end when `trim`.
std::string HundredthsToText(std::int64_t hundredths, bool trim) {
  const bool negative = hundredths < 0;
  const auto bits = static_cast<std::uint64_t>(hundredths);
  const std::uint64_t magnitude = negative ? 0 - bits : bits;
  std::string text = (negative ? "-" : "") + std::to_string(magnitude / 100);
  const auto fraction = static_cast<int>(magnitude % 100);
  if (trim && fraction == 0) return text;
  text += '.';
  text += static_cast<char>('0' + fraction / 10);
  if (!trim || fraction % 10 != 0) text += static_cast<char>('0' + fraction % 10);
  return text;
}

Result<std::int64_t, FormError> IntegerFromJson(const Field& field, const Value& value) {
  const int bits = static_cast<int>(field.size) * 8;
  const std::int64_t low =
      field.is_signed ? std::numeric_limits<std::int64_t>::min() >> (64 - bits) : 0;
  const std::uint64_t high = (field.is_signed ? std::numeric_limits<std::uint64_t>::max() >> 1
                                              : std::numeric_limits<std::uint64_t>::max()) >>
                             (64 - bits);
  if (const auto* number = value.As<std::int64_t>()) {
    const bool fits =
        *number >= low && (*number < 0 || static_cast<std::uint64_t>(*number) <= high);
    if (fits) return *number;
  } else if (const auto* large = value.As<std::uint64_t>(); large != nullptr && *large <= high) {
    return static_cast<std::int64_t>(*large);
  }
  return Expect("a whole number from " + std::to_string(low) + " to " + std::to_string(high));
}

Result<std::int64_t, FormError> DateFromText(const Field& field, const std::string* text) {
  const auto day = text ? ParseDay(*text) : std::nullopt;
  if (!day) return Expect("a day that exists, as \"2025-03-31\"");
  if (!field.optional && !field.is_vector && day->days == field.absent) {
    return FormError{"", "the day stands for \"no day\" and cannot be stored", ""};
  }
  return std::int64_t{day->days};
}

Result<std::int64_t, FormError> InstantFromText(const Field& field, const std::string* text) {
  const auto instant = text ? ParseInstant(*text) : std::nullopt;
  if (!instant) return Expect("an instant of RFC 3339, as \"2025-03-31T10:00:00Z\"");
  if (!field.optional && !field.is_vector && instant->micros == field.absent) {
    return FormError{"", "the instant stands for \"no instant\" and cannot be stored", ""};
  }
  return instant->micros;
}

/// Levenshtein's distance, on one row.
std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

/// The name that `given` is a slip of: at most a third of its letters differ. Null when there is
/// none.
const std::string_view* Nearest(const std::vector<std::string_view>& names,
                                std::string_view given) {
  if (given.size() > kMaxNameBytes) return nullptr;
  const std::string_view* nearest = nullptr;
  std::size_t best = std::max<std::size_t>(given.size() / 3, 1) + 1;
  for (const auto& name : names) {
    const std::size_t distance = Distance(name, given);
    if (distance >= best) continue;
    best = distance;
    nearest = &name;
  }
  return nearest;
}

std::string OneOf(const std::vector<std::string_view>& names) {
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "one of " : ", ") + std::string(name);
  return all;
}

}  // namespace

Result<std::int64_t, FormError> ScalarFromJson(const Model& model, const Field& field,
                                               const Value& value) {
  const auto* text = value.As<std::string>();
  switch (field.form) {
    case Form::kBool:
      if (const auto* flag = value.As<bool>()) return std::int64_t{*flag};
      return Expect("true or false");
    case Form::kEnum: {
      const Enum& values = model.enums[field.target];
      if (const auto* known = text ? FindByName(values, *text) : nullptr) return known->number;
      return Expect(ExpectOneOf(values, text ? *text : ""));
    }
    case Form::kDate:
      return DateFromText(field, text);
    case Form::kInstant:
      return InstantFromText(field, text);
    case Form::kCents:
      if (const auto cents = text ? HundredthsFromText(*text) : std::nullopt) return *cents;
      return Expect("an amount as text with at most two decimals, as \"1234.56\"");
    case Form::kPoints:
      if (const auto points = text ? HundredthsFromText(*text) : std::nullopt) return *points;
      return Expect("points as text with at most two decimals, as \"7.5\"");
    default:
      return IntegerFromJson(field, value);
  }
}

std::optional<Value> ScalarToJson(const Model& model, const Field& field, std::int64_t scalar) {
  switch (field.form) {
    case Form::kBool:
      if (scalar != 0 && scalar != 1) return std::nullopt;
      return Value{scalar == 1};
    case Form::kEnum: {
      const EnumValue* known = FindByNumber(model.enums[field.target], scalar);
      if (known == nullptr) return std::nullopt;
      return Value{known->name};
    }
    case Form::kDate: {
      std::string text = FormatDay(Day{static_cast<std::int32_t>(scalar)});
      if (!ParseDay(text)) return std::nullopt;
      return Value{std::move(text)};
    }
    case Form::kInstant: {
      std::string text = FormatInstant(Instant{scalar});
      if (!ParseInstant(text)) return std::nullopt;
      return Value{std::move(text)};
    }
    case Form::kCents:
      return Value{HundredthsToText(scalar, false)};
    case Form::kPoints:
      return Value{HundredthsToText(scalar, true)};
    default:
      if (!field.is_signed && scalar < 0) return Value{static_cast<std::uint64_t>(scalar)};
      return Value{scalar};
  }
}

bool IsNone(const Model& model, const Field& field, std::int64_t scalar) {
  if (field.form != Form::kEnum) return false;
  const EnumValue* known = FindByNumber(model.enums[field.target], scalar);
  return known != nullptr && known->name == "none";
}

const EnumValue* FindByName(const Enum& values, std::string_view name) {
  const auto found = std::find_if(values.values.begin(), values.values.end(),
                                  [&](const EnumValue& value) { return value.name == name; });
  return found == values.values.end() ? nullptr : &*found;
}

const EnumValue* FindByNumber(const Enum& values, std::int64_t number) {
  const auto found = std::find_if(values.values.begin(), values.values.end(),
                                  [&](const EnumValue& value) { return value.number == number; });
  return found == values.values.end() ? nullptr : &*found;
}

std::string ExpectOneOf(const Enum& values, std::string_view given) {
  std::vector<std::string_view> names;
  for (const EnumValue& value : values.values) names.emplace_back(value.name);
  return ExpectOneOf(names, given);
}

std::string ExpectOneOf(const std::vector<std::string_view>& names, std::string_view given) {
  const auto* nearest = Nearest(names, given);
  return nearest ? OneOf(names) + "; did you mean " + std::string(*nearest) + "?" : OneOf(names);
}

std::string ExpectName(const std::vector<std::string_view>& names, std::string_view given) {
  if (const auto* nearest = Nearest(names, given))
    return std::string(*nearest) + " (did you mean it?)";
  return names.empty() ? "no fields at all" : OneOf(names);
}

std::string ToBase64(std::span<const std::uint8_t> bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the terminating NUL
  return text;
}

std::optional<std::vector<std::uint8_t>> FromBase64(std::string_view text) {
  std::vector<std::uint8_t> bytes(text.size() / 4 * 3 + 3);
  std::size_t size = 0;
  const char* end = nullptr;
  if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, &end,
                        sodium_base64_VARIANT_ORIGINAL) != 0 ||
      end != text.data() + text.size()) {
    return std::nullopt;
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace fascicolo::events::json
