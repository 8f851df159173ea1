#include "connectors/program/field_text.h"

#include "connectors/cli/labels.h"
#include "connectors/cli/table.h"
#include "events/json/value.h"

#include <utility>

namespace fascicolo::program {
namespace {

using events::json::Value;

/// Fields whose codes are a schema's, and so have labels: field, group of labels. A field that stands for several lists of
/// words is here with each; a word that two of them share has one label.
constexpr std::pair<std::string_view, std::string_view> kWorded[] = {
    {"action", "proposal"},       {"area", "area"},
    {"cause", "suspension_cause"}, {"court", "court"},
    {"desk", "desk"},             {"effect", "list_effect"},
    {"kind", "diary_kind"},       {"kind", "meeting_kind"},
    {"kind", "identifier_kind"},  {"kind", "representation_kind"},
    {"kind", "address_kind"},     {"kind", "project_kind"},
    {"naming", "naming"},         {"outcome", "meeting_outcome"},
    {"outcome", "contact_outcome"}, {"outcome", "pact_outcome"},
    {"outcomes", "goal_outcome"}, {"party", "party"},
    {"powers", "power"},          {"preferred", "channel"},
    {"secrecy", "secrecy"},       {"sex", "sex"},
    {"signs", "party"},           {"state", "referral_state"},
    {"suspended_by", "suspension_cause"}, {"target", "referral_target"},
    {"composition", "composition"}, {"isee_type", "isee_type"},
    {"relationship", "relationship"},
    {"reason", "leave_reason"},  // reasons of sheets have codes without a label, and are shown as they are
    {"urgency", "urgency"},       {"within", "goal_term"},
    {"classes", "retention_class"}, {"retention", "retention_class"},
    {"ground", "erasure_ground"}, {"ground", "restriction_ground"},
    {"uses", "use_ground"},
    {"ground", "change_ground"},  {"kind", "group_kind"}, {"standing", "standing"},
};

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
      if (worded != field) continue;
      const auto label = cli::LabelOf(language, group, *text);
      if (label != *text) return std::string(label);
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
