// What stands in JSON documents.
#pragma once

#include "events/json/value.h"

#include <string>
#include <string_view>

namespace fascicolo::feed {

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

/// Every text anywhere in `value`, in the order of the document.
template <class Visit>
void ForEachText(const events::json::Value& value, const Visit& visit) {
  if (const auto* text = value.As<std::string>()) visit(*text);
  if (const auto* items = value.As<events::json::Value::Array>()) {
    for (const auto& item : *items) ForEachText(item, visit);
  }
  if (const auto* members = value.As<events::json::Value::Object>()) {
    for (const auto& member : *members) ForEachText(member.value, visit);
  }
}

}  // namespace fascicolo::feed
