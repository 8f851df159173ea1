#include "connectors/cli/shape.h"

#include "events/result.h"

#include <array>

namespace fascicolo::cli {
namespace {

constexpr std::string_view kNameSigns = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$-";

/// A kind of value that is no list and no object.
struct Kind {
  std::string_view name;
  const char* type;     ///< of JSON
  const char* keyword;  ///< what else is said of it; null: nothing
  const char* value;
};
constexpr std::array<Kind, 10> kKinds{{{"id", "string", "pattern", "^[0-9a-f]{32}$"},
                                       {"hash", "string", "pattern", "^[0-9a-f]{64}$"},
                                       {"day", "string", "format", "date"},
                                       {"instant", "string", "format", "date-time"},
                                       {"word", "string", "pattern", "^[A-Za-z0-9_]*$"},
                                       {"decimal", "string", "pattern", "^-?[0-9]+([.][0-9]+)?$"},
                                       {"text", "string", nullptr, nullptr},
                                       {"flag", "boolean", nullptr, nullptr},
                                       {"number", "integer", "format", "int64"},
                                       {"count", "integer", "format", "int64"}}};

class ShapeReader {
 public:
  explicit ShapeReader(std::string_view text) : rest_(text) {}

  Value Whole() {
    Value schema = Either();
    Skip();
    FASCICOLO_CHECK(rest_.empty());
    return schema;
  }

 private:
  void Skip() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }
  bool Takes(std::string_view sign) {
    Skip();
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(sign.size());
    return true;
  }
  void Want(std::string_view sign) {
    const bool is_there = Takes(sign);
    FASCICOLO_CHECK(is_there);
  }
  std::string_view Name() {
    Skip();
    const auto name = rest_.substr(0, rest_.find_first_not_of(kNameSigns));
    FASCICOLO_CHECK(!name.empty());
    rest_.remove_prefix(name.size());
    return name;
  }

  Value Either() {
    Value::Array all{One()};
    while (Takes("|")) all.push_back(One());
    Value schema = all.size() == 1 ? std::move(all.front()) : Object().Add("anyOf", std::move(all)).Done();
    if (Takes("?")) std::get<Value::Object>(schema.content).push_back({"nullable", Value{true}});
    return schema;
  }

  Value One() {
    if (Takes("{")) return Members();
    if (Takes("'")) {
      const auto end = rest_.find('\'');
      FASCICOLO_CHECK(end != std::string_view::npos);
      const Value text{std::string(rest_.substr(0, end))};
      rest_.remove_prefix(end + 1);
      return Object().Add("type", "string").Add("enum", Value::Array{text}).Done();
    }
    if (!Takes("[")) return OfKind(Name());
    Value items = Either();
    Want("]");
    return Object().Add("type", "array").Add("items", std::move(items)).Done();
  }

  static Value OfKind(std::string_view name) {
    if (name == "any") return Object().Done();
    const Kind* kind = nullptr;
    for (const Kind& one : kKinds) {
      if (one.name == name) kind = &one;
    }
    FASCICOLO_CHECK(kind != nullptr);
    Object schema;
    schema.Add("type", kind->type);
    if (kind->keyword != nullptr) schema.Add(kind->keyword, kind->value);
    if (name == "count") schema.Add("minimum", 0);
    return schema.Done();
  }

  Value Members() {
    Object properties;
    Value::Array required;
    Value others{false};
    while (!Takes("}")) {
      if (Takes("...")) {
        others = Value{true};
      } else if (Takes("*")) {
        Want(":");
        others = Either();
      } else {
        const std::string_view name = Name();
        if (!Takes("?")) required.push_back(Form(name));
        Want(":");
        properties.Add(name, Either());
      }
      (void)Takes(",");
    }
    Object schema;
    schema.Add("type", "object").Add("additionalProperties", std::move(others)).Add("properties", properties.Done());
    if (!required.empty()) schema.Add("required", std::move(required));
    return schema.Done();
  }

  std::string_view rest_;
};

}  // namespace

std::string ShapeWith(std::string_view shape, std::initializer_list<std::string_view> parts) {
  std::string whole;
  for (const std::string_view part : parts) {
    const auto place = shape.find('%');
    FASCICOLO_CHECK(place != std::string_view::npos);
    whole.append(shape.substr(0, place)).append(part);
    shape.remove_prefix(place + 1);
  }
  FASCICOLO_CHECK(shape.find('%') == std::string_view::npos);
  return whole.append(shape);
}

Value SchemaOfShape(std::string_view shape) { return ShapeReader(shape).Whole(); }

}  // namespace fascicolo::cli
