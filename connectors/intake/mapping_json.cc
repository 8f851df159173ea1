// Mapping::Parse. Each Read function notes what is wrong and goes on with defaults; the first note
// is the answer.
#include "connectors/intake/mapping.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>

namespace fascicolo::intake {
namespace {

using Json = nlohmann::ordered_json;

struct Reference {
  std::string_view name;
  Text::Kind kind;
};
constexpr std::array<Reference, 5> kReferences = {{{"$case", Text::Kind::kCase},
                                                   {"$activity", Text::Kind::kActivity},
                                                   {"$actor", Text::Kind::kActor},
                                                   {"$instant", Text::Kind::kInstant},
                                                   {"$date", Text::Kind::kDate}}};
constexpr std::string_view kAttributeReference = "$attribute ";

// A value of the document and where it stands.
struct Node {
  const Json* json = nullptr;
  std::string pointer;

  Node At(const std::string& key) const {
    std::string escaped;  // RFC 6901, section 3
    for (const char c : key) escaped += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    const auto found = json->find(key);
    return {found == json->end() ? nullptr : &*found, pointer + "/" + escaped};
  }
  explicit operator bool() const { return json != nullptr; }
};

class MappingReader {
 public:
  Result<Mapping, FormError> Read(const Json& document) {
    Mapping mapping;
    const Node root{&document, ""};
    if (Object(root, {"name", "source", "format", "xes", "csv", "attributes", "rules"})) {
      mapping.name = Required(root, "name");
      mapping.source = Required(root, "source");
      ReadFormat(root, &mapping);
      if (const Node attributes = root.At("attributes");
          attributes && Object(attributes, {"keep"})) {
        mapping.keep = Strings(attributes.At("keep"));
      }
      if (const Node rules = root.At("rules")) ReadRules(rules, &mapping.rules);
    }
    if (error_) return *error_;
    return mapping;
  }

 private:
  void Note(const Node& node, std::string problem, std::string expected) {
    if (!error_) error_ = FormError{node.pointer, std::move(problem), std::move(expected)};
  }

  bool Object(const Node& node, std::initializer_list<std::string_view> keys) {
    std::string expected;
    for (const std::string_view key : keys)
      expected.append(expected.empty() ? "" : ", ").append(key);
    if (!node.json->is_object()) {
      Note(node, "not an object", "an object of " + expected);
      return false;
    }
    for (const auto& [key, value] : node.json->items()) {
      if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
        Note(node.At(key), "an unknown key", expected);
      }
    }
    return true;
  }

  // A text that is not empty.
  std::string String(const Node& node) {
    if (!node) {
      Note(node, "is missing", "a text");
    } else if (!node.json->is_string() || node.json->get_ref<const std::string&>().empty()) {
      Note(node, "not a text, or an empty one", "a text");
    } else {
      return node.json->get<std::string>();
    }
    return {};
  }

  std::string Required(const Node& parent, const char* key) { return String(parent.At(key)); }

  std::string Optional(const Node& parent, const char* key, std::string otherwise) {
    const Node node = parent.At(key);
    return node ? String(node) : otherwise;
  }

  std::vector<std::string> Strings(const Node& node) {
    std::vector<std::string> strings;
    for (const Node& element : Elements(node)) strings.push_back(String(element));
    std::vector<std::string> sorted = strings;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
      Note(node, "a text occurs twice", "each text once");
    }
    return strings;
  }

  std::vector<Node> Elements(const Node& node) {
    std::vector<Node> elements;
    if (!node || !node.json->is_array() || node.json->empty()) {
      Note(node, "not a list, or an empty one", "a list");
      return elements;
    }
    for (const Json& element : *node.json) {
      elements.push_back({&element, node.pointer + "/" + std::to_string(elements.size())});
    }
    return elements;
  }

  std::optional<bool> Flag(const Node& node) {
    if (!node) return std::nullopt;
    if (node.json->is_boolean()) return node.json->get<bool>();
    Note(node, "neither true nor false", "true or false");
    return std::nullopt;
  }

  void ReadFormat(const Node& root, Mapping* mapping) {
    const std::string format = Required(root, "format");
    if (format == "xes") {
      mapping->format = ReadXesKeys(root.At("xes"));
    } else if (format == "csv") {
      mapping->format = ReadCsvColumns(root.At("csv"));
    } else {
      Note(root.At("format"), "an unknown format", "\"xes\" or \"csv\"");
    }
    const char* other = format == "xes" ? "csv" : "xes";
    if (const Node node = root.At(other))
      Note(node, "belongs to another format", "\"" + format + "\" alone");
  }

  XesKeys ReadXesKeys(const Node& node) {
    XesKeys keys;
    if (!node || !Object(node, {"case", "activity", "actor", "instant"})) return keys;
    keys.case_id = Optional(node, "case", keys.case_id);
    keys.activity = Optional(node, "activity", keys.activity);
    keys.actor = Optional(node, "actor", keys.actor);
    keys.instant = Optional(node, "instant", keys.instant);
    return keys;
  }

  CsvColumns ReadCsvColumns(const Node& node) {
    CsvColumns columns;
    if (!node) {
      Note(node, "is missing", "an object that names the columns");
      return columns;
    }
    if (!Object(node, {"separator", "case", "activity", "actor", "instant", "instant_format"}))
      return columns;
    const std::string separator = Optional(node, "separator", ",");
    if (separator != "," && separator != ";" && separator != "\t") {
      Note(node.At("separator"), "not a separator", "\",\", \";\" or \"\\t\"");
    } else {
      columns.separator = separator.front();
    }
    columns.case_id = Required(node, "case");
    columns.activity = Required(node, "activity");
    columns.actor = Optional(node, "actor", "");
    columns.instant = Required(node, "instant");
    auto format = InstantFormat::Parse(Optional(node, "instant_format", "rfc3339"));
    if (format) {
      columns.instant_format = *format;
    } else {
      Note(node.At("instant_format"), format.error().problem, format.error().expected);
    }
    return columns;
  }

  void ReadRules(const Node& node, std::vector<CommandRule>* rules) {
    if (!node.json->is_array() || node.json->size() > kMaxRules) {
      return Note(node, "not a list, or too long",
                  "a list of at most " + std::to_string(kMaxRules) + " rules");
    }
    if (node.json->empty()) return;
    for (const Node& element : Elements(node)) rules->push_back(ReadRule(element));
  }

  CommandRule ReadRule(const Node& node) {
    CommandRule rule;
    if (!Object(node, {"when", "once", "command", "fields"})) return rule;
    if (const Node when = node.At("when")) ReadWhen(when, &rule);
    rule.once = Flag(node.At("once")).value_or(false);
    rule.command = Required(node, "command");
    const Node fields = node.At("fields");
    if (!fields) return rule;
    if (!fields.json->is_object()) {
      Note(fields, "not an object", "an object of fields and their texts");
      return rule;
    }
    for (const auto& [field, value] : fields.json->items())
      rule.fields.push_back(ReadField(field, fields.At(field)));
    return rule;
  }

  void ReadWhen(const Node& node, CommandRule* rule) {
    if (!Object(node, {"activity", "first", "last", "has", "equal"})) return;
    if (const Node activity = node.At("activity")) {
      rule->activities = activity.json->is_array() ? Strings(activity)
                                                   : std::vector<std::string>{String(activity)};
    }
    rule->first = Flag(node.At("first"));
    rule->last = Flag(node.At("last"));
    if (const Node has = node.At("has")) rule->has = Strings(has);
    const Node equal = node.At("equal");
    if (!equal) return;
    for (const Node& pair : Elements(equal)) {
      const std::vector<Node> sides = Elements(pair);
      if (sides.size() != 2) {
        Note(pair, "not a pair", "a list of two texts");
        continue;
      }
      rule->equal.emplace_back(ReadText(sides[0]), ReadText(sides[1]));
    }
  }

  FieldRule ReadField(const std::string& field, const Node& node) {
    FieldRule rule;
    rule.field = field;
    if (!node.json->is_object()) {
      rule.text = ReadText(node);
      return rule;
    }
    if (!Object(node, {"from", "codes", "otherwise"})) return rule;
    rule.translated = true;
    rule.text = ReadText(node.At("from"));
    const Node codes = node.At("codes");
    if (!codes || !codes.json->is_object()) {
      Note(codes, "not an object", "an object of the source's values and what they become");
      return rule;
    }
    for (const auto& [code, value] : codes.json->items()) {
      rule.codes.emplace_back(code, String(codes.At(code)));
    }
    const Node otherwise = node.At("otherwise");
    if (!otherwise) Note(otherwise, "is missing", "a text, or null to leave the field out");
    if (otherwise && !otherwise.json->is_null()) rule.otherwise = String(otherwise);
    return rule;
  }

  Text ReadText(const Node& node) {
    const std::string text = String(node);
    if (!text.starts_with('$')) return {Text::Kind::kLiteral, text};
    if (text.starts_with("$$")) return {Text::Kind::kLiteral, text.substr(1)};
    for (const Reference& reference : kReferences) {
      if (text == reference.name) return {reference.kind, ""};
    }
    if (text.starts_with(kAttributeReference) && text.size() > kAttributeReference.size()) {
      return {Text::Kind::kAttribute, text.substr(kAttributeReference.size())};
    }
    Note(node, "an unknown reference",
         "$case, $activity, $actor, $instant, $date, $attribute NAME, or $$ for a literal $");
    return {};
  }

  std::optional<FormError> error_;
};

std::uint64_t LineOfByte(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, byte == 0 ? 0 : byte - 1);
  return 1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
}

}  // namespace

Result<Mapping, FormError> Mapping::Parse(std::string_view json) {
  if (json.size() > kMaxMappingBytes) {
    return FormError{"", "the mapping is too large",
                     "at most " + std::to_string(kMaxMappingBytes) + " bytes"};
  }
  // JSON leaves open what a repeated key means (RFC 8259, section 4); here it would hide a rule.
  std::vector<std::set<std::string>> open_objects;
  std::optional<std::string> repeated;
  const auto watch = [&](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) open_objects.emplace_back();
    if (event == Json::parse_event_t::object_end) open_objects.pop_back();
    if (event == Json::parse_event_t::key &&
        !open_objects.back().insert(parsed.get<std::string>()).second) {
      repeated = parsed.get<std::string>();
    }
    return true;
  };
  Json document;
  try {
    document = Json::parse(json, watch);
  } catch (const Json::parse_error& error) {
    return ErrorAtLine(LineOfByte(json, error.byte), "not JSON",
                       "a JSON document (RFC 8259) in UTF-8");
  }
  if (repeated)
    return FormError{"", "the key \"" + *repeated + "\" occurs twice",
                     "each key once in an object"};
  return MappingReader().Read(document);
}

}  // namespace fascicolo::intake
