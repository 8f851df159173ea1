#include "connectors/program/field_text.h"

#include "connectors/cli/labels.h"
#include "connectors/cli/table.h"
#include "events/json/value.h"

#include <array>
#include <utility>

namespace fascicolo::program {
namespace {

using events::json::Value;

/// Fields whose codes are a schema's, and so have labels: field, group of labels.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kWorded{{
    {"area", "area"},
    {"composition", "composition"},
    {"desk", "desk"},
    {"effect", "list_effect"},
    {"isee_type", "isee_type"},
    {"kind", "diary_kind"},
    {"reason", "leave_reason"},  // reasons of sheets have codes without a label, and are shown as they are
    {"relationship", "relationship"},
    {"urgency", "urgency"},
}};

std::string ObjectText(cli::Language language, const Value::Object& object) {
  std::string text;
  for (const auto& member : object) {
    if (!text.empty()) text += ", ";
    text += FieldName(language, member.key) + ": " + FieldText(language, member.key, member.value);
  }
  return text;
}

}  // namespace

std::string FieldName(cli::Language language, std::string_view field) {
  if (const auto slash = field.rfind('/'); slash != std::string_view::npos)
    field.remove_prefix(slash + 1);
  return std::string(cli::LabelOf(language, "field", field));
}

std::string FieldText(cli::Language language, std::string_view field, const Value& value) {
  if (const auto* text = value.As<std::string>()) {
    for (const auto& [worded, group] : kWorded) {
      if (worded == field) return std::string(cli::LabelOf(language, group, *text));
    }
    return cli::Printable(*text);
  }
  if (const auto* flag = value.As<bool>())
    return std::string(cli::LabelOf(language, *flag ? "text.yes" : "text.no"));
  if (const auto* object = value.As<Value::Object>()) return ObjectText(language, *object);
  const auto* array = value.As<Value::Array>();
  if (array == nullptr) return cli::Printable(events::json::PrintJson(value));
  std::string text;
  for (const Value& one : *array) {
    if (!text.empty()) text += ", ";
    text += FieldText(language, field, one);
  }
  return text;
}

std::vector<std::string> FieldLines(cli::Language language, std::string_view field,
                                    const Value& value) {
  const std::string name = FieldName(language, field) + ":";
  const auto* array = value.As<Value::Array>();
  if (array == nullptr || array->empty() || array->front().As<Value::Object>() == nullptr)
    return {name + " " + FieldText(language, field, value)};
  std::vector<std::string> lines{name};
  for (const Value& one : *array) lines.push_back("  - " + FieldText(language, field, one));
  return lines;
}

}  // namespace fascicolo::program
