#include "connectors/feed/mapping.h"

#include "connectors/feed/members.h"

namespace fascicolo::feed {

using events::json::Value;

std::optional<Value> Mapping::Of(const Value& event) const {
  const Value* payload = MemberOf(event, "payload");
  const TypeLine* line = table_.Find(kEventLine);
  if (payload == nullptr || line == nullptr || table_.Find(TextIn(*payload, "type")) == nullptr) return std::nullopt;
  return Members(*line, event);
}

Value Mapping::Members(const TypeLine& line, const Value& object) const {
  Value::Object members;
  for (const FieldLine& field : line.fields) {
    const Value* value = MemberOf(object, field.field);
    if (value == nullptr) continue;
    Value form = Field(field, *value);
    if (!form.is_null()) members.push_back({field.field, std::move(form)});
  }
  return Value{std::move(members)};
}

Value Mapping::Field(const FieldLine& line, const Value& value) const {
  const auto* items = value.As<Value::Array>();
  if (line.leaving == Leaving::kCount) {
    return items == nullptr ? Value{} : FigureForm(Value{static_cast<std::int64_t>(items->size())}, precision_);
  }
  if (items == nullptr) return Item(line, value);
  Value::Array forms;
  for (const Value& item : *items) {
    Value form = Item(line, item);
    if (!form.is_null()) forms.push_back(std::move(form));
  }
  return forms.empty() ? Value{} : Value{std::move(forms)};
}

Value Mapping::Item(const FieldLine& line, const Value& value) const {
  switch (line.leaving) {
    case Leaving::kWithheld:
    case Leaving::kCount:
      return {};
    case Leaving::kKept:
      return value;
    case Leaving::kPseudonym:
      return Pseudonym(value);
    case Leaving::kDay:
      return TimeForm(value, precision_);
    case Leaving::kBirth:
      return BirthForm(value, precision_);
    case Leaving::kFigure:
      return FigureForm(value, precision_);
    case Leaving::kCode:
      return Code(value);
    case Leaving::kWithin: {
      const TypeLine* within = table_.Find(line.table);
      return within == nullptr ? Value{} : Members(*within, value);
    }
    case Leaving::kFact:
      return Fact(value);
  }
  return {};
}

Value Mapping::Fact(const Value& payload) const {
  const std::string_view type = TextIn(payload, "type");
  const TypeLine* line = table_.Find(type);
  if (line == nullptr) return {};
  Value::Object all{{"type", Value{std::string(type)}}};
  Value members = Members(*line, payload);
  for (auto& member : std::get<Value::Object>(members.content)) all.push_back(std::move(member));
  return Value{std::move(all)};
}

Value Mapping::Code(const Value& value) const {
  const auto* text = value.As<std::string>();
  return text != nullptr && circle_.IsAdoptedWord(*text) ? value : Value{};
}

Value Mapping::Pseudonym(const Value& value) const {
  const auto* text = value.As<std::string>();
  const auto id = text == nullptr ? std::nullopt : IdFromText<EntityId>(*text);
  return id && !id->is_zero() ? Value{pseudonyms_.Of(*id)} : Value{};
}

}  // namespace fascicolo::feed
