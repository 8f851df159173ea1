// Leaves as JSON objects, written and read.
#pragma once

#include "events/body.h"
#include "events/json/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fascicolo::reads {

using events::json::Value;

/// An object in the making.
class Leaf {
 public:
  Leaf& Add(std::string_view key, std::string_view text) { return Put(key, Value{std::string(text)}); }
  Leaf& Add(std::string_view key, std::uint64_t number) { return Put(key, Value{static_cast<std::int64_t>(number)}); }
  Leaf& Add(std::string_view key, const std::vector<std::string>& texts) {
    Value::Array array;
    for (const std::string& text : texts) array.push_back(Value{text});
    return Put(key, Value{std::move(array)});
  }
  Leaf& Put(std::string_view key, Value value) {
    members_.push_back({std::string(key), std::move(value)});
    return *this;
  }
  [[nodiscard]] Value Done() { return Value{std::move(members_)}; }
  [[nodiscard]] events::Bytes Bytes() {
    const std::string text = events::json::PrintJson(Done());
    return {text.begin(), text.end()};
  }

 private:
  Value::Object members_;
};

/// None: the bytes are no JSON object.
[[nodiscard]] inline std::optional<Value> ObjectIn(events::ConstBytes bytes) {
  auto read = events::json::ParseJson({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  if (!read || read->As<Value::Object>() == nullptr) return std::nullopt;
  return std::move(read).value();
}
/// Empty: it is not there.
[[nodiscard]] inline std::string TextOf(const Value& object, std::string_view key) {
  const Value* member = events::json::MemberOf(object, key);
  const auto* text = member == nullptr ? nullptr : member->As<std::string>();
  return text == nullptr ? std::string() : *text;
}
[[nodiscard]] inline std::uint64_t NumberOf(const Value& object, std::string_view key) {
  const Value* member = events::json::MemberOf(object, key);
  const auto* number = member == nullptr ? nullptr : member->As<std::int64_t>();
  return number == nullptr ? 0 : static_cast<std::uint64_t>(*number);
}
[[nodiscard]] inline std::vector<std::string> TextsOf(const Value& object, std::string_view key) {
  std::vector<std::string> texts;
  const Value* member = events::json::MemberOf(object, key);
  const auto* array = member == nullptr ? nullptr : member->As<Value::Array>();
  if (array == nullptr) return texts;
  for (const Value& one : *array) {
    if (const auto* text = one.As<std::string>()) texts.push_back(*text);
  }
  return texts;
}

}  // namespace fascicolo::reads
