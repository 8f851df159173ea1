#include "connectors/feed/description.h"

#include "connectors/feed/mapping.h"
#include "connectors/feed/record.h"
#include "events/json/model.h"
#include "events/json/schema_codec.h"

#include <utility>

namespace fascicolo::feed {
namespace {

using events::json::Form;
using events::json::Model;
using events::json::Value;

constexpr std::string_view kSchemaPrefix = "fascicolo.schema.";
constexpr const char* kSequencePattern = "^[0-9]{10}\\.[0-9]{20}\\.[0-9]{4}$";
constexpr const char* kPseudonymPattern = "^[0-9a-f]{32}$";
constexpr const char* kBandPattern = "^(0|-?[0-9]+\\.\\.-?[0-9]+)$";

Value TextValue(std::string_view text) { return Value{std::string(text)}; }
Value Ref(const std::string& to) { return Value{Value::Object{{"$ref", Value{"#/" + to}}}}; }
Value TextLike(const char* pattern) {
  return Value{Value::Object{{"type", TextValue("string")}, {"pattern", TextValue(pattern)}}};
}
Value Typed(std::string_view type) { return Value{Value::Object{{"type", TextValue(type)}}}; }
Value Only(std::string_view text) {
  return Value{Value::Object{{"type", TextValue("string")}, {"const", TextValue(text)}}};
}

Value ClosedObject(Value::Object properties, Value::Array required) {
  return Value{Value::Object{{"type", TextValue("object")},
                             {"properties", Value{std::move(properties)}},
                             {"required", Value{std::move(required)}},
                             {"additionalProperties", Value{false}}}};
}

/// The schemas of one consumer's records.
class Shapes {
 public:
  explicit Shapes(const Consumer& consumer) : consumer_(consumer), model_(events::json::SchemaModel()) {}

  [[nodiscard]] Value Event(const std::string& type) const {
    Value::Object properties = Properties(kEventLine, type);
    properties.insert(properties.begin(), {"sequence", TextLike(kSequencePattern)});
    return ClosedObject(std::move(properties),
                        {TextValue("sequence"), TextValue("entity"), TextValue("kind"), TextValue("payload")});
  }

 private:
  [[nodiscard]] Value::Object Properties(std::string_view type, const std::string& fact = {}) const {
    Value::Object properties;
    const TypeLine* line = FieldTable::Own().Find(type);
    FASCICOLO_CHECK(line != nullptr);
    const auto& table =
        model_.tables[model_.table_by_name.find(std::string(kSchemaPrefix) + std::string(type))->second];
    for (const events::json::Field& field : table.fields) {
      const FieldLine* leaves = line->Find(field.name);
      if (leaves == nullptr || leaves->leaving == Leaving::kWithheld) continue;
      Value shape = Item(*leaves, field, fact);
      const bool is_list = field.is_vector && leaves->leaving != Leaving::kCount;
      properties.push_back(
          {field.name, is_list ? Value{Value::Object{{"type", TextValue("array")}, {"items", std::move(shape)}}}
                               : std::move(shape)});
    }
    return properties;
  }

  [[nodiscard]] Value Item(const FieldLine& line, const events::json::Field& field, const std::string& fact) const {
    switch (line.leaving) {
      case Leaving::kPseudonym:
        return TextLike(kPseudonymPattern);
      case Leaving::kDay:
        return TextLike(consumer_.precision.days ? "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" : "^[0-9]{4}-[0-9]{2}$");
      case Leaving::kBirth:
        return TextLike(consumer_.precision.days ? "^[0-9]{4}$" : "^[0-9]{4}\\.\\.[0-9]{4}$");
      case Leaving::kFigure:
      case Leaving::kCount:
        if (!consumer_.precision.figures) return TextLike(kBandPattern);
        return field.form == Form::kInteger || field.is_vector ? Typed("integer")
                                                               : TextLike("^-?[0-9]+(\\.[0-9]{1,2})?$");
      case Leaving::kCode:
        return TextLike("^[a-z0-9][a-z0-9_-]*$");
      case Leaving::kWithin:
        return ClosedObject(Properties(line.table), {});
      case Leaving::kFact: {
        Value::Object properties = Properties(fact);
        properties.insert(properties.begin(), {"type", Only(fact)});
        return ClosedObject(std::move(properties), {TextValue("type")});
      }
      case Leaving::kKept:
      case Leaving::kWithheld:
        return Kept(field);
    }
    return {};
  }

  [[nodiscard]] Value Kept(const events::json::Field& field) const {
    if (field.form == Form::kBool) return Typed("boolean");
    if (field.form != Form::kEnum) return Typed("integer");
    Value::Array words;
    for (const auto& word : model_.enums[field.target].values) words.push_back(TextValue(word.name));
    return Value{Value::Object{{"type", TextValue("string")}, {"enum", Value{std::move(words)}}}};
  }

  const Consumer& consumer_;
  const Model& model_;
};

Value ErasedShape() {
  Value left = ClosedObject({{"entity", TextLike(kPseudonymPattern)}, {"records", Typed("integer")}},
                            {TextValue("entity"), TextValue("records")});
  return ClosedObject(
      {{"sequence", TextLike(kSequencePattern)},
       {"persons", Value{Value::Object{{"type", TextValue("array")}, {"items", TextLike(kPseudonymPattern)}}}},
       {"left", Value{Value::Object{{"type", TextValue("array")}, {"items", std::move(left)}}}}},
      {TextValue("sequence"), TextValue("persons"), TextValue("left")});
}

Value LineageShape() {
  return ClosedObject(
      {{"sequence", TextLike(kSequencePattern)}, {"lineage", Typed("integer")}, {"from_position", Typed("integer")}},
      {TextValue("sequence"), TextValue("lineage"), TextValue("from_position")});
}

Value HeadersShape() {
  const Value text = Typed("string");
  return Value{Value::Object{{"type", TextValue("object")},
                             {"properties", Value{Value::Object{{"ce_specversion", Only("1.0")},
                                                                {"ce_id", TextLike(kSequencePattern)},
                                                                {"ce_source", text},
                                                                {"ce_type", text},
                                                                {"ce_time", text},
                                                                {"ce_subject", TextLike(kPseudonymPattern)},
                                                                {"ce_partitionkey", TextLike(kPseudonymPattern)},
                                                                {"ce_sequence", TextLike(kSequencePattern)},
                                                                {"ce_previous", TextLike(kSequencePattern)},
                                                                {"ce_keyid", TextLike("^[0-9a-f]{16}$")},
                                                                {"ce_commit", TextLike("^[0-9a-f]{16}$")},
                                                                {"content-type", Only("application/json")}}}}}};
}

/// Collects channels, operations and components.
class Document {
 public:
  explicit Document(const std::optional<LedgerId>& ledger) : ledger_(ledger) {}

  void Add(const Consumer& consumer) {
    const Shapes shapes(consumer);
    Value::Object messages;
    for (const std::string& type : consumer.events) {
      AddMessage(consumer.name, type, std::string(kEventTypePrefix) + type, shapes.Event(type), messages);
    }
    AddMessage(consumer.name, "PersonErased", std::string(kPersonErased), ErasedShape(), messages);
    AddMessage(consumer.name, "LineageStarted", std::string(kLineageStarted), LineageShape(), messages);
    Value::Object channel{{"address", Value{Address(consumer.name)}},
                          {"description", TextValue(consumer.purpose + " (" + consumer.legal_basis + ")")},
                          {"messages", Value{std::move(messages)}}};
    if (!ledger_) {
      channel.push_back(
          {"parameters", Value{Value::Object{
                             {"ledger", Value{Value::Object{
                                            {"description", TextValue("The ledger's id: 32 hexadecimal digits")}}}}}}});
    }
    channel.push_back(
        {"bindings", Value{Value::Object{{"kafka", Value{Value::Object{{"partitions", Value{std::int64_t{1}}}}}}}}});
    channels_.push_back({consumer.name, Value{std::move(channel)}});
    operations_.push_back(
        {"receive-" + consumer.name,
         Value{Value::Object{{"action", TextValue("receive")}, {"channel", Ref("channels/" + consumer.name)}}}});
  }

  [[nodiscard]] Value Done() && {
    Value info{Value::Object{
        {"title", TextValue("fascicolo: feeds")},
        {"version", TextValue("1.0.0")},
        {"description",
         TextValue(
             "CloudEvents 1.0 in Kafka's binary mode. Drop what has a sequence lower than or equal to the last one: "
             "the rest is each event once, in order.")}}};
    Value components{Value::Object{{"messages", Value{std::move(messages_)}}, {"schemas", Value{std::move(schemas_)}}}};
    return Value{Value::Object{{"asyncapi", TextValue("3.0.0")},
                               {"info", std::move(info)},
                               {"defaultContentType", TextValue("application/json")},
                               {"channels", Value{std::move(channels_)}},
                               {"operations", Value{std::move(operations_)}},
                               {"components", std::move(components)}}};
  }

 private:
  [[nodiscard]] std::string Address(const std::string& name) const {
    return ledger_ ? FeedTopicOf(*ledger_, name) : "fascicolo.{ledger}.feed." + name;
  }
  void AddMessage(const std::string& consumer, const std::string& name, std::string type, Value shape,
                  Value::Object& messages) {
    const std::string key = consumer + "." + name;
    Value kafka{Value::Object{{"key", TextLike(kPseudonymPattern)}}};
    messages_.push_back({key, Value{Value::Object{{"name", Value{std::move(type)}},
                                                  {"contentType", TextValue("application/json")},
                                                  {"headers", Ref("components/schemas/headers")},
                                                  {"payload", Ref("components/schemas/" + key)},
                                                  {"bindings", Value{Value::Object{{"kafka", std::move(kafka)}}}}}}});
    schemas_.push_back({key, std::move(shape)});
    messages.push_back({name, Ref("components/messages/" + key)});
  }

  const std::optional<LedgerId>& ledger_;
  Value::Object channels_;
  Value::Object operations_;
  Value::Object messages_;
  Value::Object schemas_{{"headers", HeadersShape()}};
};

}  // namespace

Value Describe(const std::vector<Consumer>& consumers, const std::optional<LedgerId>& ledger) {
  Document document(ledger);
  for (const Consumer& consumer : consumers) document.Add(consumer);
  return std::move(document).Done();
}

}  // namespace fascicolo::feed
