// What stands in JSON objects, by name.
#pragma once

#include "events/json/value.h"

#include <string>
#include <string_view>

namespace fascicolo::feed {

/// Null: `object` is none, or has no such member.
[[nodiscard]] inline const events::json::Value* MemberOf(const events::json::Value& object, std::string_view key) {
  const auto* members = object.As<events::json::Value::Object>();
  if (members == nullptr) return nullptr;
  for (const events::json::Member& member : *members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

/// Empty: there is no such text.
[[nodiscard]] inline std::string_view TextIn(const events::json::Value& object, std::string_view key) {
  const auto* member = MemberOf(object, key);
  const auto* text = member == nullptr ? nullptr : member->As<std::string>();
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

[[nodiscard]] inline bool IsTrue(const events::json::Value& object, std::string_view key) {
  const auto* member = MemberOf(object, key);
  const auto* flag = member == nullptr ? nullptr : member->As<bool>();
  return flag != nullptr && *flag;
}

}  // namespace fascicolo::feed
