#include "events/json/model.h"

#include <flatbuffers/reflection.h>

#include <algorithm>
#include <optional>

namespace fascicolo::events::json {
namespace {

class Reader {
 public:
  explicit Reader(const reflection::Schema& schema) : schema_(schema) {}

  Result<Model> Read() {
    for (const auto* source : *schema_.enums()) ReadEnum(*source);
    for (const auto* source : *schema_.objects()) ReadTable(*source);
    CheckUnionMembers();
    if (!problem_.empty()) return Failure{FailureCode::kDamaged, "schema: " + problem_};
    return std::move(model_);
  }

 private:
  void Fail(const std::string& problem) {
    if (problem_.empty()) problem_ = place_ + ": " + problem;
  }

  void ReadEnum(const reflection::Enum& source) {
    Enum& read = model_.enums.emplace_back();
    read.name = source.name()->str();
    read.is_union = source.is_union();
    place_ = read.name;
    for (const auto* value : *source.values()) {
      if (read.is_union && value->value() == 0) continue;  // NONE
      std::size_t table = 0;
      if (read.is_union) {
        const reflection::Type* type = value->union_type();
        if (type == nullptr || type->base_type() != reflection::Obj || !IsTable(type->index())) {
          return Fail("members of a union must be tables");
        }
        table = static_cast<std::size_t>(type->index());
      }
      read.values.push_back({value->name()->str(), value->value(), table});
    }
  }

  void ReadTable(const reflection::Object& source) {
    Table& read = model_.tables.emplace_back();
    read.name = source.name()->str();
    if (source.is_struct()) return;
    model_.table_by_name.emplace(read.name, model_.tables.size() - 1);
    for (const auto* field : *source.fields()) {
      place_ = read.name + "." + field->name()->str();
      const reflection::Type& type = *field->type();
      if (type.base_type() == reflection::UType) continue;  // goes with its union
      read.fields.push_back(ReadField(*field));
    }
    std::sort(read.fields.begin(), read.fields.end(),
              [](const Field& a, const Field& b) { return a.slot < b.slot; });
    for (const Field& field : read.fields) {
      place_ = read.name + "." + field.name;
      if (field.nested && read.fields.size() > 1) Fail("`nested` is for the only field of its table");
    }
  }

  Field ReadField(const reflection::Field& source) {
    const reflection::Type& type = *source.type();
    Field field;
    field.name = source.name()->str();
    field.slot = source.offset();
    field.optional = source.optional();
    field.deprecated = source.deprecated();
    field.absent = source.default_integer();
    field.is_vector = type.base_type() == reflection::Vector;
    const reflection::BaseType value = field.is_vector ? type.element() : type.base_type();
    if (field.is_vector && value == reflection::UByte && type.index() < 0) {
      field.is_vector = false;
      field.form = Form::kBytes;
      field.size = 4;
    } else {
      SetForm(field, value, type.index());
    }
    ReadAttributes(field, source);
    return field;
  }

  void SetForm(Field& field, reflection::BaseType value, int index) {
    field.size = flatbuffers::GetTypeSize(value);
    if (value == reflection::String) {
      field.form = Form::kText;
    } else if (value == reflection::Obj) {
      SetObjectForm(field, index);
    } else if (value == reflection::Union && !field.is_vector) {
      field.form = Form::kUnion;
      field.target = EnumIndex(index);
    } else if (value == reflection::Bool) {
      field.form = Form::kBool;
    } else if (flatbuffers::IsInteger(value) && value != reflection::UType) {
      field.form = index < 0 ? Form::kInteger : Form::kEnum;
      if (index >= 0) field.target = EnumIndex(index);
      field.is_signed = value == reflection::Byte || value == reflection::Short ||
                        value == reflection::Int || value == reflection::Long;
    } else {
      Fail("the type has no JSON form");
    }
  }

  void SetObjectForm(Field& field, int index) {
    if (IsTable(index)) {
      field.form = Form::kTable;
      field.target = static_cast<std::size_t>(index);
      return;
    }
    field.form = Form::kHex;
    const reflection::Object* object = ObjectAt(index);
    if (object == nullptr || object->fields()->size() != 1)
      return Fail("the struct has no JSON form");
    const reflection::Type& only = *object->fields()->Get(0)->type();
    if (only.base_type() != reflection::Array || only.element() != reflection::UByte) {
      return Fail("the struct has no JSON form");
    }
    field.size = static_cast<std::size_t>(object->bytesize());
  }

  void ReadAttributes(Field& field, const reflection::Field& source) {
    if (source.attributes() == nullptr) return;
    for (const auto* attribute : *source.attributes()) {
      const std::string key = attribute->key()->str();
      const std::string value = attribute->value() ? attribute->value()->str() : "";
      if (key == "needed") {
        field.needed = true;
      } else if (key == "nested") {
        field.nested = true;
        if (field.form != Form::kUnion) Fail("`nested` is for a union");
      } else if (key == "sealed") {
        field.sealed = value;
        if (field.form != Form::kText || field.is_vector || value.empty()) {
          Fail("`sealed` is for one text, and names whose it is");
        }
      } else if (key == "json_text") {
        if (field.form != Form::kText || field.is_vector) Fail("`json_text` is for one string");
        field.form = Form::kJsonText;
      } else if (key == "force_align" && field.form == Form::kBytes) {
        const bool known = value == "2" || value == "4" || value == "8" || value == "16";
        if (!known) return Fail("unknown `force_align`");
        field.alignment = static_cast<std::size_t>(std::stoul(value));
      } else if (const auto form = NumberForm(key)) {
        const std::size_t size = *form == Form::kDate ? 4 : 8;
        if (field.form != Form::kInteger || !field.is_signed || field.size != size) {
          Fail("`" + key + "` is for " + (size == 4 ? "an int" : "a long"));
        }
        field.form = *form;
      }
    }
  }

  static std::optional<Form> NumberForm(const std::string& attribute) {
    if (attribute == "date") return Form::kDate;
    if (attribute == "instant") return Form::kInstant;
    if (attribute == "cents") return Form::kCents;
    if (attribute == "points") return Form::kPoints;
    return std::nullopt;
  }

  /// In JSON a union's member stands under its own fields beside "type".
  void CheckUnionMembers() {
    for (const Enum& one : model_.enums) {
      if (!one.is_union) continue;
      for (const EnumValue& member : one.values) {
        for (const Field& field : model_.tables[member.table].fields) {
          place_ = one.name + "." + member.name;
          if (field.name == "type") Fail("a member of a union has a field `type`");
          if (field.nested && IsNestedTwice(field)) Fail("`nested` unions nest no others");
        }
      }
    }
  }

  [[nodiscard]] bool IsNestedTwice(const Field& field) const {
    const auto& members = model_.enums[field.target].values;
    return std::any_of(members.begin(), members.end(),
                       [&](const EnumValue& member) { return NestedIn(model_, member) != nullptr; });
  }

  [[nodiscard]] const reflection::Object* ObjectAt(int index) const {
    if (index < 0 || static_cast<std::size_t>(index) >= schema_.objects()->size()) return nullptr;
    return schema_.objects()->Get(static_cast<flatbuffers::uoffset_t>(index));
  }
  [[nodiscard]] bool IsTable(int index) const {
    const reflection::Object* object = ObjectAt(index);
    return object != nullptr && !object->is_struct();
  }
  std::size_t EnumIndex(int index) {
    if (index >= 0 && static_cast<std::size_t>(index) < schema_.enums()->size()) {
      return static_cast<std::size_t>(index);
    }
    Fail("refers to an enum that is not there");
    return 0;
  }

  const reflection::Schema& schema_;
  Model model_;
  std::string place_;
  std::string problem_;
};

}  // namespace

const Field* NestedIn(const Model& model, const EnumValue& member) {
  const auto& fields = model.tables[member.table].fields;
  return fields.size() == 1 && fields.front().nested ? &fields.front() : nullptr;
}

std::vector<std::string_view> TypesOf(const Model& model, const Enum& members) {
  std::vector<std::string_view> types;
  for (const EnumValue& member : members.values) {
    const Field* within = NestedIn(model, member);
    if (within == nullptr) {
      types.emplace_back(member.name);
      continue;
    }
    const auto inner = TypesOf(model, model.enums[within->target]);
    types.insert(types.end(), inner.begin(), inner.end());
  }
  return types;
}

std::optional<std::size_t> TableOf(const Model& model, const Enum& members, std::string_view type) {
  for (const EnumValue& member : members.values) {
    const Field* within = NestedIn(model, member);
    if (within == nullptr && member.name == type) return member.table;
    if (within == nullptr) continue;
    if (const auto found = TableOf(model, model.enums[within->target], type)) return found;
  }
  return std::nullopt;
}

Result<Model> ReadModel(std::span<const std::uint8_t> bfbs) {
  flatbuffers::Verifier verifier(bfbs.data(), bfbs.size());
  if (!reflection::VerifySchemaBuffer(verifier)) {
    return Failure{FailureCode::kDamaged, "schema: not a binary FlatBuffers schema"};
  }
  return Reader(*reflection::GetSchema(bfbs.data())).Read();
}

}  // namespace fascicolo::events::json
