#include "connectors/simulator/marking_desk.h"

#include "engine/loop/request_json.h"
#include "events/json/schema_codec.h"

#include <algorithm>

namespace fascicolo::simulator {
namespace {

using events::json::Form;
using events::json::SchemaModel;
using events::json::Value;

constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";

std::string Numbered(std::string mark, std::size_t number) {
  FASCICOLO_CHECK(number < kDigits.size() * kDigits.size());
  const auto place = mark.find('%');
  if (place == std::string::npos) return mark;
  return mark.replace(place, 1, {kDigits[number / kDigits.size()], kDigits[number % kDigits.size()]});
}

/// Null: `value` is no object, or has no such member.
Value* Find(Value& value, std::string_view key) {
  auto* members = std::get_if<Value::Object>(&value.content);
  if (members == nullptr) return nullptr;
  const auto found = std::find_if(members->begin(), members->end(), [&](const auto& member) { return member.key == key; });
  return found == members->end() ? nullptr : &found->value;
}

/// The table that a member of a union is.
std::size_t TableOfType(const events::json::Enum& members, const Value& value) {
  return *TableOf(SchemaModel(), members, *MemberOf(value, "type")->As<std::string>());
}

}  // namespace

MarkingDesk::MarkingDesk(TownDesk& behind, const Marks& marks) : behind_(behind) {
  for (const CommandText& text : CommandTexts()) {
    const std::string& mark = text.is_personal ? marks.personal : marks.plain;
    marked_.push_back({text.name, text.is_free ? Numbered(mark, marked_.size()) : "", 0});
  }
}

void MarkingDesk::Submit(engine::Request request, engine::Completion completion) {
  Value command = engine::JsonOf(request);
  Value* payload = Find(command, "payload");
  MarkTable(TableOfType(events::json::CommandPayloads(), *payload), *payload);
  auto marked = engine::RequestFromJson(command);
  FASCICOLO_CHECK(marked.ok());
  behind_.Submit(std::move(marked).value(), std::move(completion));
}

void MarkingDesk::MarkTable(std::size_t table, Value& value) {
  for (const auto& field : SchemaModel().tables[table].fields) {
    Value* member = Find(value, field.name);
    if (member == nullptr) continue;
    if (auto* elements = std::get_if<Value::Array>(&member->content)) {
      for (Value& element : *elements) MarkField(table, field, element);
    } else {
      MarkField(table, field, *member);
    }
  }
}

void MarkingDesk::MarkField(std::size_t table, const events::json::Field& field, Value& value) {
  if (field.form == Form::kTable) return MarkTable(field.target, value);
  if (field.form == Form::kUnion) {
    return MarkTable(TableOfType(SchemaModel().enums[field.target], value), value);
  }
  if (field.form != Form::kText && field.form != Form::kJsonText) return;
  const std::string name = NameOf(SchemaModel().tables[table], field);
  Marked& marked = *std::lower_bound(marked_.begin(), marked_.end(), name,
                                     [](const Marked& one, const std::string& other) { return one.name < other; });
  if (marked.mark.empty()) return;
  if (field.form == Form::kJsonText) return MarkLabels(marked, value);
  std::get<std::string>(value.content).insert(0, marked.mark);
  ++marked.times;
}

void MarkingDesk::MarkLabels(Marked& marked, Value& document) {
  if (auto* elements = std::get_if<Value::Array>(&document.content)) {
    for (Value& element : *elements) MarkLabels(marked, element);
  }
  auto* members = std::get_if<Value::Object>(&document.content);
  if (members == nullptr) return;
  for (auto& [key, value] : *members) {
    auto* text = std::get_if<std::string>(&value.content);
    if (text == nullptr || (key != "it" && key != "en")) {
      MarkLabels(marked, value);
      continue;
    }
    text->insert(0, marked.mark);
    ++marked.times;
  }
}

}  // namespace fascicolo::simulator
