#include "connectors/program/serve/command_forms.h"

#include "connectors/cli/labels.h"
#include "engine/loop/loops_own.h"
#include "events/json/json_codec.h"
#include "events/json/schema_codec.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

using cli::Object;
using cli::Value;
using events::json::CommandPayloads;
using events::json::Enum;
using events::json::Field;
using events::json::Form;
using events::json::Model;
using events::json::Table;

const Model& Schemas() { return events::json::SchemaModel(); }

std::string LastName(const std::string& name) { return name.substr(name.rfind('.') + 1); }

/// "UrgencyKind" as its labels have it: "urgency_kind".
std::string SnakeCase(const std::string& name) {
  std::string snake;
  for (const char c : name) {
    const bool is_capital = c >= 'A' && c <= 'Z';
    if (is_capital && !snake.empty()) snake += '_';
    snake += is_capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return snake;
}

Value LabelForm(std::string_view group, std::string_view code) {
  return Object()
      .Add("it", cli::LabelOf(cli::Language::kItalian, group, code))
      .Add("en", cli::LabelOf(cli::Language::kEnglish, group, code))
      .Done();
}

Object Typed(const char* type) { return std::move(Object().Add("type", type)); }

Value IntegerForm(const Field& field) {
  Object form = Typed("integer");
  form.Add("format", field.size < 4 || (field.size == 4 && field.is_signed) ? "int32" : "int64");
  if (field.size < 8) {
    const std::int64_t span = std::int64_t{1} << (8 * field.size - (field.is_signed ? 1 : 0));
    form.Add("minimum", field.is_signed ? -span : std::int64_t{0}).Add("maximum", span - 1);
  } else if (!field.is_signed) {
    form.Add("minimum", std::int64_t{0});
  }
  return form.Done();
}

Value EnumForm(const Field& field) {
  const Enum& words = Schemas().enums[field.target];
  const std::string group = SnakeCase(LastName(words.name));
  Value::Array names;
  Object labels;
  bool has_labels = false;
  for (const auto& word : words.values) {
    if (word.name == "none" && field.needed) continue;
    names.push_back(Value{word.name});
    if (cli::LabelOf(cli::Language::kItalian, group, word.name) == word.name) continue;
    labels.Add(word.name, LabelForm(group, word.name));
    has_labels = true;
  }
  Object form = Typed("string");
  form.Add("enum", std::move(names));
  if (has_labels) form.Add("x-labels", labels.Done());
  return form.Done();
}

Value DecimalForm(const char* what) {
  return Typed("string").Add("pattern", R"(^-?[0-9]{1,15}(\.[0-9]{1,2})?$)").Add("description", what).Done();
}

Value PlainForm(const Field& field) {
  switch (field.form) {
    case Form::kBool:
      return Typed("boolean").Done();
    case Form::kInteger:
      return IntegerForm(field);
    case Form::kEnum:
      return EnumForm(field);
    case Form::kDate:
      return Typed("string").Add("format", "date").Done();
    case Form::kInstant:
      return Typed("string").Add("format", "date-time").Done();
    case Form::kCents:
      return DecimalForm("Euros, with up to two decimals");
    case Form::kPoints:
      return DecimalForm("Points, with up to two decimals");
    case Form::kText:
      return Typed("string").Add("maxLength", events::json::kMaxTextBytes).Done();
    case Form::kBytes:
      return Typed("string").Add("format", "byte").Done();
    case Form::kHex:
      return Typed("string")
          .Add("pattern", "^([0-9a-fA-F]{2}-?){1,64}$|^@[0-9a-fA-F-]{32,36}(/[0-9]{1,9})?$")
          .Add("description", "An id in hexadecimal digits; @COMMAND or @COMMAND/ORDINAL: what that command makes")
          .Done();
    case Form::kJsonText:
    case Form::kTable:
    case Form::kUnion:
      break;
  }
  return Object().Done();
}

}  // namespace

struct FormWriter::Writing {
  FormWriter& forms;

  [[nodiscard]] Value One(const Field& field) const {
    if (field.form == Form::kTable) return forms.ReferenceToTable(field.target);
    if (field.form == Form::kUnion) return forms.ReferenceToUnion(field.target);
    return PlainForm(field);
  }

  [[nodiscard]] Value Of(const Field& field) const {
    Value one = One(field);
    if (field.is_vector) {
      one = Typed("array").Add("items", std::move(one)).Add("maxItems", events::json::kMaxElements).Done();
    }
    auto* members = std::get_if<Value::Object>(&one.content);
    const bool is_reference = MemberOf(one, "$ref") != nullptr;
    if (is_reference) return one;  // nothing may stand beside it in OpenAPI 3.0
    members->push_back({"x-label", LabelForm("field", field.name)});
    if (!field.sealed.empty()) members->push_back({"x-personal", Value{true}});
    return one;
  }

  /// `type`: of the member of a union; empty: it is none.
  [[nodiscard]] Value Table(std::size_t table, const std::string& type, const char* group) const {
    Object properties;
    Value::Array required;
    if (!type.empty()) {
      properties.Add("type", Typed("string").Add("enum", Value::Array{Value{type}}).Done());
      required.push_back(Value{std::string("type")});
    }
    for (const Field& field : Schemas().tables[table].fields) {
      if (field.deprecated) continue;
      properties.Add(field.name, Of(field));
      if (field.needed) required.push_back(Value{field.name});
    }
    Object form = Typed("object");
    if (!type.empty())
      form.Add("title", cli::LabelOf(cli::Language::kEnglish, group, type)).Add("x-label", LabelForm(group, type));
    form.Add("properties", properties.Done());
    if (!required.empty()) form.Add("required", std::move(required));
    return form.Add("additionalProperties", false).Done();
  }
};

std::vector<std::string> CommandNames() {
  std::vector<std::string> names;
  for (const std::string_view name : TypesOf(Schemas(), CommandPayloads())) {
    if (!engine::IsLoopsOwn(name)) names.emplace_back(name);
  }
  return names;
}

std::vector<std::string> NeededIds(std::string_view type) {
  std::vector<std::string> names;
  const auto table = TableOf(Schemas(), CommandPayloads(), type);
  if (!table) return names;
  for (const Field& field : Schemas().tables[*table].fields) {
    const bool is_one_id = field.form == Form::kHex && !field.is_vector;
    if (field.needed && is_one_id && !field.deprecated) names.push_back(field.name);
  }
  return names;
}

Value FormWriter::ReferenceTo(const std::string& name) const { return Object().Add("$ref", references_ + name).Done(); }

Value FormWriter::ReferenceToTable(std::size_t table) {
  tables_.insert(table);
  return ReferenceTo(LastName(Schemas().tables[table].name));
}

Value FormWriter::ReferenceToPayload(std::string_view type) {
  payloads_.emplace(type);
  return ReferenceTo("Command" + std::string(type));
}

Value FormWriter::ReferenceToUnion(std::size_t members) {
  const Enum& all = Schemas().enums[members];
  const bool is_payload = &all == &CommandPayloads();
  Value::Array any;
  for (const std::string_view type : TypesOf(Schemas(), all)) {
    if (is_payload) {
      any.push_back(ReferenceToPayload(type));
      continue;
    }
    members_.emplace(*TableOf(Schemas(), all, type), std::string(type));
    any.push_back(ReferenceTo("Member" + std::string(type)));
  }
  return Object().Add("oneOf", std::move(any)).Done();
}

Value FormWriter::Envelope(Value payload) {
  const auto& model = Schemas();
  const Writing writing{*this};
  Object properties;
  for (const Field& field : model.tables[model.table_by_name.at("fascicolo.schema.Command")].fields) {
    if (field.deprecated) continue;
    // The key gives the id, and the token the actor.
    if (field.name != "payload") properties.Add(field.name, writing.Of(field));
  }
  properties.Add("payload", std::move(payload));
  return Typed("object")
      .Add("properties", properties.Done())
      .Add("required", Value::Array{Value{std::string("payload")}})
      .Add("additionalProperties", false)
      .Done();
}

std::optional<Value> FormWriter::Command(std::string_view type) {
  const auto names = CommandNames();
  if (std::find(names.begin(), names.end(), type) == names.end()) return std::nullopt;
  return Envelope(ReferenceToPayload(type));
}

Value FormWriter::AnyCommand() {
  Value::Array any;
  Object mapping;
  for (const std::string& name : CommandNames()) {
    any.push_back(ReferenceToPayload(name));
    mapping.Add(name, references_ + "Command" + name);
  }
  const Value discriminator = Object().Add("propertyName", "type").Add("mapping", mapping.Done()).Done();
  return Envelope(Object().Add("oneOf", std::move(any)).Add("discriminator", discriminator).Done());
}

// What is written may refer to more, which is written then too.
Value FormWriter::Definitions() {
  const Writing writing{*this};
  std::map<std::string, Value> written;
  std::size_t before = 0;
  do {
    before = written.size();
    for (const auto types = payloads_; const std::string& type : types) {
      if (!written.contains("Command" + type)) {
        written.emplace("Command" + type, writing.Table(*TableOf(Schemas(), CommandPayloads(), type), type, "command"));
      }
    }
    for (const auto tables = tables_; const std::size_t table : tables) {
      const std::string name = LastName(Schemas().tables[table].name);
      if (!written.contains(name)) written.emplace(name, writing.Table(table, {}, ""));
    }
    for (const auto members = members_; const auto& [table, type] : members) {
      if (!written.contains("Member" + type)) written.emplace("Member" + type, writing.Table(table, type, "field"));
    }
  } while (written.size() > before);
  Object definitions;
  for (auto& [name, form] : written) definitions.Add(name, std::move(form));
  return definitions.Done();
}

}  // namespace fascicolo::program
