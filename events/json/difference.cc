#include "events/json/difference.h"

#include <algorithm>

namespace fascicolo::events::json {
namespace {

/// Cut between two characters.
std::string Shown(const Value* value) {
  if (value == nullptr) return {};
  std::string text = PrintJson(*value);
  if (text.size() <= kMaxShownBytes) return text;
  std::size_t end = kMaxShownBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return text + "...";
}

const Value* MemberOf(const Value::Object& object, std::string_view key) {
  const auto found = std::find_if(object.begin(), object.end(), [&](const Member& member) { return member.key == key; });
  return found == object.end() ? nullptr : &found->value;
}

class Comparison {
 public:
  /// False: they differ, at place().
  bool Same(const Value* one, const Value* other) {
    if (one != nullptr && other != nullptr) {
      const auto* object = one->As<Value::Object>();
      const auto* other_object = other->As<Value::Object>();
      if (object != nullptr && other_object != nullptr) return SameObjects(*object, *other_object);
      const auto* array = one->As<Value::Array>();
      const auto* other_array = other->As<Value::Array>();
      if (array != nullptr && other_array != nullptr) return SameArrays(*array, *other_array);
      if (PrintJson(*one) == PrintJson(*other)) return true;
    }
    found_ = {place_, Shown(one), Shown(other)};
    return false;
  }
  [[nodiscard]] Difference found() && { return std::move(found_); }

 private:
  bool SameAt(std::string_view token, const Value* one, const Value* other) {
    const std::size_t size = place_.size();
    AppendToPointer(place_, token);
    const bool same = Same(one, other);
    place_.resize(size);
    return same;
  }
  bool SameObjects(const Value::Object& one, const Value::Object& other) {
    for (const Member& member : one) {
      if (!SameAt(member.key, &member.value, MemberOf(other, member.key))) return false;
    }
    return std::all_of(other.begin(), other.end(), [&](const Member& member) {
      return MemberOf(one, member.key) != nullptr || SameAt(member.key, nullptr, &member.value);
    });
  }
  bool SameArrays(const Value::Array& one, const Value::Array& other) {
    for (std::size_t i = 0; i < std::max(one.size(), other.size()); ++i) {
      const Value* left = i < one.size() ? &one[i] : nullptr;
      const Value* right = i < other.size() ? &other[i] : nullptr;
      if (!SameAt(std::to_string(i), left, right)) return false;
    }
    return true;
  }

  std::string place_;
  Difference found_;
};

}  // namespace

std::optional<Difference> FirstDifference(const Value& one, const Value& other) {
  Comparison comparison;
  if (comparison.Same(&one, &other)) return std::nullopt;
  return std::move(comparison).found();
}

}  // namespace fascicolo::events::json
