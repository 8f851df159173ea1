#include "connectors/program/schema_check.h"

#include "events/calendar.h"

#include <regex>
#include <set>

namespace fascicolo::program_test {
namespace {

using nlohmann::json;

/// Those that say nothing of values, and those that are looked at together with others.
const std::set<std::string> kSilent{"description", "title", "example", "nullable", "additionalProperties", "properties",
                                    "required", "x-required-unless-fields"};

bool IsOfType(const json& value, const std::string& type) {
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_number_integer();
  if (type == "boolean") return value.is_boolean();
  if (type == "array") return value.is_array();
  return type == "object" && value.is_object();
}

bool IsOfFormat(const json& value, const std::string& format) {
  if (format == "date") return value.is_string() && ParseDay(value.get<std::string>()).has_value();
  if (format == "date-time") return value.is_string() && ParseInstant(value.get<std::string>()).has_value();
  return (format == "int64" || format == "int32") && value.is_number_integer();
}

}  // namespace

std::string SchemaCheck::Complaint(const json& value, const json& schema, const std::string& place) const {
  if (schema.contains("$ref")) {
    return Complaint(value, root_.at(json::json_pointer(schema.at("$ref").get<std::string>().substr(1))), place);
  }
  if (value.is_null() && schema.value("nullable", false)) return {};
  for (const auto& [keyword, said] : schema.items()) {
    const std::string complaint = OfKeyword(value, keyword, said, place);
    if (!complaint.empty()) return complaint;
  }
  return value.is_object() ? OfMembers(value, schema, place) : std::string();
}

std::string SchemaCheck::OfAny(const json& value, const json& schemas, const std::string& place) const {
  std::string longest;
  for (const json& one : schemas) {
    const std::string complaint = Complaint(value, one, place);
    if (complaint.empty()) return {};
    if (complaint.size() > longest.size()) longest = complaint;
  }
  return "none of them: " + longest;
}

std::string SchemaCheck::OfKeyword(const json& value, const std::string& keyword, const json& said, const std::string& place) const {
  const std::string wrong = place + ": " + value.dump().substr(0, 80) + " is not of " + keyword + " " + said.dump().substr(0, 80);
  if (kSilent.contains(keyword)) return {};
  if (keyword == "type") return IsOfType(value, said) ? std::string() : wrong;
  if (keyword == "format") return IsOfFormat(value, said) ? std::string() : wrong;
  if (keyword == "minimum") return value >= said ? std::string() : wrong;
  if (keyword == "enum") return std::find(said.begin(), said.end(), value) != said.end() ? std::string() : wrong;
  if (keyword == "pattern") {
    return std::regex_search(value.get<std::string>(), std::regex(said.get<std::string>())) ? std::string() : wrong;
  }
  if (keyword == "anyOf") return OfAny(value, said, place);
  if (keyword != "items") return place + ": the keyword " + keyword + " is not known";
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::string complaint = Complaint(value[i], said, place + "/" + std::to_string(i));
    if (!complaint.empty()) return complaint;
  }
  return {};
}

std::string SchemaCheck::OfMembers(const json& value, const json& schema, const std::string& place) const {
  const json none = json::object();
  const json& properties = schema.contains("properties") ? schema.at("properties") : none;
  for (const char* keyword : {"required", "x-required-unless-fields"}) {
    if (!schema.contains(keyword) || (keyword[0] == 'x' && !whole_rows_)) continue;
    for (const json& name : schema.at(keyword)) {
      if (!value.contains(name.get<std::string>())) return place + ": there is no " + name.get<std::string>();
    }
  }
  for (const auto& [name, member] : value.items()) {
    const json others = schema.value("additionalProperties", json(true));
    if (!properties.contains(name) && others == json(false)) return place + "/" + name + ": is not described";
    const bool is_open = !properties.contains(name) && others.is_boolean();
    const std::string complaint =
        is_open ? std::string() : Complaint(member, properties.contains(name) ? properties.at(name) : others, place + "/" + name);
    if (!complaint.empty()) return complaint;
  }
  return {};
}

}  // namespace fascicolo::program_test
