// Answers as JSON: members in the order in which they are added.
#pragma once

#include "events/calendar.h"
#include "events/json/value.h"
#include "events/names.h"

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace fascicolo::cli {

using events::json::Value;

[[nodiscard]] inline Value Form(std::string_view text) { return Value{std::string(text)}; }
[[nodiscard]] inline Value Form(std::string text) { return Value{std::move(text)}; }
[[nodiscard]] inline Value Form(const char* text) { return Value{std::string(text)}; }
[[nodiscard]] inline Value Form(bool flag) { return Value{flag}; }
template <std::signed_integral Number>
[[nodiscard]] Value Form(Number number) {
  return Value{static_cast<std::int64_t>(number)};
}
template <std::unsigned_integral Number>
  requires(!std::same_as<Number, bool>)
[[nodiscard]] Value Form(Number number) {
  return Value{static_cast<std::int64_t>(number)};
}
template <class Tag>
[[nodiscard]] Value Form(Count<Tag> count) {
  return Form(count.value);
}
template <class Tag>
[[nodiscard]] Value Form(const Id<Tag>& id) {
  return id.is_zero() ? Value{} : Form(ToHex(id));
}
[[nodiscard]] inline Value Form(const Hash& hash) { return Form(ToHex(hash)); }
[[nodiscard]] inline Value Form(Day day) { return Form(FormatDay(day)); }
[[nodiscard]] inline Value Form(Instant instant) { return Form(FormatInstant(instant)); }
[[nodiscard]] inline Value Form(Value value) { return value; }
[[nodiscard]] inline Value Form(Value::Array array) { return Value{std::move(array)}; }
template <class T>
[[nodiscard]] Value Form(const std::optional<T>& maybe) {
  return maybe ? Form(*maybe) : Value{};
}

/// An object in the making.
class Object {
 public:
  template <class T>
  Object& Add(std::string_view key, T&& value) {
    if (members_.empty()) members_.reserve(kUsualMembers);
    members_.push_back({std::string(key), Form(std::forward<T>(value))});
    return *this;
  }
  [[nodiscard]] Value Done() { return Value{std::move(members_)}; }

 private:
  static constexpr std::size_t kUsualMembers = 8;  ///< most objects have no more: what was added is not moved
  Value::Object members_;
};

[[nodiscard]] inline Value Form(Object object) { return object.Done(); }

}  // namespace fascicolo::cli
