#include "events/json/value.h"

#include <algorithm>

namespace fascicolo::events::json {

const Value* MemberOf(const Value& value, std::string_view key) {
  const auto* object = value.As<Value::Object>();
  if (object == nullptr) return nullptr;
  const auto found = std::find_if(object->begin(), object->end(), [&](const Member& member) { return member.key == key; });
  return found == object->end() ? nullptr : &found->value;
}

}  // namespace fascicolo::events::json
