// JSON to FlatBuffers. Fields are built in the order of their ids and placed by falling size, as
// the generated code of flatc does, so that both give the same bytes.
#include "events/json/directions.h"
#include "events/json/scalar_forms.h"
#include "events/names.h"

#include <flatbuffers/flatbuffer_builder.h>

#include <algorithm>
#include <optional>

namespace fascicolo::events::json {
namespace {

using Offset = flatbuffers::uoffset_t;

/// What a field puts into its table: a scalar's bit pattern, a struct's bytes, or a reference to
/// what is built already.
struct Part {
  const Field* field = nullptr;
  std::int64_t scalar = 0;
  std::vector<std::uint8_t> bytes;
  Offset offset = 0;
  std::uint8_t union_type = 0;
  bool absent = false;  ///< what was given means the same as nothing
};

void AppendLittleEndian(std::vector<std::uint8_t>& bytes, std::int64_t scalar, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) {
    bytes.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(scalar) >> (8 * i)));
  }
}

class Encoder {
 public:
  explicit Encoder(const Model& model) : model_(model) {}

  Result<Encoded, FormError> Encode(const Table& table, const Value& json) {
    Offset root = 0;
    if (!EncodeObject(table, json, false, &root)) return *std::move(error_);
    builder_.Finish(flatbuffers::Offset<flatbuffers::Table>(root));
    const std::uint8_t* begin = builder_.GetBufferPointer();
    return Encoded{{begin, begin + builder_.GetSize()}, std::move(sealed_)};
  }

 private:
  /// Adds a token to the path while it lives.
  class Step {
   public:
    Step(std::string& path, std::string_view token) : path_(path), size_(path.size()) {
      AppendToPointer(path, token);
    }
    ~Step() { path_.resize(size_); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    std::string& path_;
    std::size_t size_;
  };

  bool Fail(std::string problem, std::string expected) {
    error_ = FormError{path_, std::move(problem), std::move(expected)};
    return false;
  }
  bool FailForm(std::string expected) { return Fail("not of the right form", std::move(expected)); }

  /// `in_union`: the key "type" is the union's and was read already.
  bool EncodeObject(const Table& table, const Value& json, bool in_union, Offset* result) {
    const auto* object = json.As<Value::Object>();
    if (object == nullptr) return FailForm("an object");
    if (++tables_ > kMaxTables) {
      return Fail("too many objects", "at most " + std::to_string(kMaxTables));
    }
    std::vector<const Value*> given(table.fields.size());
    if (!AssignMembers(table, *object, in_union, &given)) return false;
    std::vector<Part> parts;
    for (std::size_t i = 0; i < given.size(); ++i) {
      const Field& field = table.fields[i];
      const Step step(path_, field.name);
      Part part;
      part.field = &field;
      part.absent = given[i] == nullptr;
      if (!part.absent && !EncodeField(*given[i], &part)) return false;
      if (field.needed && part.absent && !field.deprecated) return Fail("missing", "");
      if (!part.absent) parts.push_back(std::move(part));
    }
    *result = PlaceTable(std::move(parts));
    return true;
  }

  bool AssignMembers(const Table& table, const Value::Object& object, bool in_union,
                     std::vector<const Value*>* given) {
    for (const Member& member : object) {
      if (in_union && member.key == "type") continue;
      const auto field = std::find_if(
          table.fields.begin(), table.fields.end(),
          [&](const Field& known) { return known.name == member.key && !known.deprecated; });
      if (field == table.fields.end()) {
        const Step step(path_, member.key);
        std::vector<std::string_view> names;
        for (const Field& known : table.fields) {
          if (!known.deprecated) names.emplace_back(known.name);
        }
        return Fail("unknown field", ExpectName(names, member.key));
      }
      if (member.value.is_null()) continue;
      (*given)[static_cast<std::size_t>(field - table.fields.begin())] = &member.value;
    }
    return true;
  }

  bool EncodeField(const Value& json, Part* part) {
    const Field& field = *part->field;
    if (field.is_vector) return EncodeVector(json, part);
    switch (field.form) {
      case Form::kText: {
        const std::string* text = TextOf(json);
        if (text == nullptr) return false;
        part->absent = text->empty();
        if (part->absent) return true;
        if (field.sealed.empty()) {
          part->offset = builder_.CreateString(*text).o;
        } else {
          sealed_.push_back({path_, field.sealed, *text});
        }
        return true;
      }
      case Form::kJsonText:
        part->offset = builder_.CreateString(PrintJson(json)).o;
        return true;
      case Form::kBytes:
        return EncodeBytes(json, part);
      case Form::kHex:
        if (!AppendHex(field, json, &part->bytes)) return false;
        part->absent = std::all_of(part->bytes.begin(), part->bytes.end(),
                                   [](std::uint8_t byte) { return byte == 0; });
        return true;
      case Form::kTable:
        return EncodeObject(model_.tables[field.target], json, false, &part->offset);
      case Form::kUnion:
        return EncodeUnion(model_.enums[field.target], json, part);
      default:
        if (!EncodeScalar(field, json, &part->scalar)) return false;
        part->absent = field.needed && IsNone(model_, field, part->scalar);
        return true;
    }
  }

  bool EncodeScalar(const Field& field, const Value& json, std::int64_t* scalar) {
    auto read = ScalarFromJson(model_, field, json);
    if (!read.ok()) return Fail(read.error().problem, read.error().expected);
    *scalar = read.value();
    return true;
  }

  /// Null after a failure. Parsed text is valid UTF-8 without NUL already (value.h).
  const std::string* TextOf(const Value& json) {
    const auto* text = json.As<std::string>();
    if (text == nullptr) {
      FailForm("a text");
    } else if (text->size() > kMaxTextBytes) {
      Fail("the text is too long", "at most " + std::to_string(kMaxTextBytes) + " bytes");
      return nullptr;
    }
    return text;
  }

  bool EncodeBytes(const Value& json, Part* part) {
    const auto* text = json.As<std::string>();
    const auto bytes = text ? FromBase64(*text) : std::nullopt;
    if (!bytes) return FailForm("base64 with padding");
    part->absent = bytes->empty();
    if (part->absent) return true;
    builder_.ForceVectorAlignment(bytes->size(), 1, part->field->alignment);
    part->offset = builder_.CreateVector(bytes->data(), bytes->size()).o;
    return true;
  }

  bool AppendHex(const Field& field, const Value& json, std::vector<std::uint8_t>* bytes) {
    const auto* text = json.As<std::string>();
    const std::size_t begin = bytes->size();
    bytes->resize(begin + field.size);
    if (text != nullptr && FromHex(*text, bytes->data() + begin, field.size)) return true;
    return FailForm(std::to_string(field.size * 2) + " hexadecimal digits");
  }

  bool EncodeUnion(const Enum& members, const Value& json, Part* part) {
    const auto* object = json.As<Value::Object>();
    if (object == nullptr) return FailForm("an object with a \"type\"");
    const auto type = std::find_if(object->begin(), object->end(),
                                   [](const Member& member) { return member.key == "type"; });
    const auto* name = type == object->end() ? nullptr : type->value.As<std::string>();
    const EnumValue* known = name ? FindMember(members, *name) : nullptr;
    if (known == nullptr) {
      const Step step(path_, "type");
      return Fail(type == object->end() ? "missing" : "unknown type",
                  ExpectOneOf(TypesOf(model_, members), name ? *name : ""));
    }
    part->union_type = static_cast<std::uint8_t>(known->number);
    const Field* within = NestedIn(model_, *known);
    if (within == nullptr) return EncodeObject(model_.tables[known->table], json, true, &part->offset);
    Part inner;
    inner.field = within;
    if (!EncodeUnion(model_.enums[within->target], json, &inner)) return false;
    part->offset = PlaceTable({inner});
    return true;
  }

  /// The member that is of that type, or that nests it.
  const EnumValue* FindMember(const Enum& members, std::string_view type) const {
    const auto found = std::find_if(members.values.begin(), members.values.end(), [&](const EnumValue& member) {
      const Field* within = NestedIn(model_, member);
      return within == nullptr ? member.name == type : FindByName(model_.enums[within->target], type) != nullptr;
    });
    return found == members.values.end() ? nullptr : &*found;
  }

  bool EncodeVector(const Value& json, Part* part) {
    const Field& field = *part->field;
    const auto* array = json.As<Value::Array>();
    if (array == nullptr) return FailForm("an array");
    if (array->size() > kMaxElements) {
      return Fail("too many elements", "at most " + std::to_string(kMaxElements));
    }
    part->absent = array->empty();
    std::vector<std::uint8_t> bytes;
    std::vector<flatbuffers::Offset<void>> offsets;
    for (std::size_t i = 0; i < array->size(); ++i) {
      const Step step(path_, std::to_string(i));
      if (!EncodeElement(field, (*array)[i], &bytes, &offsets)) return false;
    }
    if (!offsets.empty()) {
      part->offset = builder_.CreateVector(offsets).o;
    } else if (!bytes.empty()) {
      // A struct of bytes aligns to 1, a scalar to its size.
      const std::size_t unit = field.form == Form::kHex ? 1 : field.size;
      builder_.StartVector(bytes.size() / unit, unit);
      builder_.PushBytes(bytes.data(), bytes.size());
      part->offset = builder_.EndVector(array->size());
    }
    return true;
  }

  bool EncodeElement(const Field& field, const Value& json, std::vector<std::uint8_t>* bytes,
                     std::vector<flatbuffers::Offset<void>>* offsets) {
    if (field.form == Form::kHex) return AppendHex(field, json, bytes);
    if (field.form == Form::kText) {
      const std::string* text = TextOf(json);
      if (text == nullptr) return false;
      offsets->emplace_back(builder_.CreateString(*text).o);
      return true;
    }
    if (field.form == Form::kTable) {
      Offset offset = 0;
      if (!EncodeObject(model_.tables[field.target], json, false, &offset)) return false;
      offsets->emplace_back(offset);
      return true;
    }
    std::int64_t scalar = 0;
    if (!EncodeScalar(field, json, &scalar)) return false;
    AppendLittleEndian(*bytes, scalar, field.size);
    return true;
  }

  Offset PlaceTable(std::vector<Part> parts) {
    const Offset start = builder_.StartTable();
    for (const std::size_t size : {8U, 4U, 2U, 1U}) {
      for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        const bool in_place = part->field->is_scalar();
        if ((in_place ? part->field->size_in_table() : 4) == size) Place(*part);
        if (size == 1 && part->union_type != 0) {
          const auto type_slot = static_cast<flatbuffers::voffset_t>(part->field->slot - 2);
          builder_.AddElement<std::uint8_t>(type_slot, part->union_type);
        }
      }
    }
    return builder_.EndTable(start);
  }

  void Place(const Part& part) {
    const Field& field = *part.field;
    if (part.offset != 0) {
      builder_.AddOffset(field.slot, flatbuffers::Offset<void>(part.offset));
    } else if (!part.bytes.empty()) {
      builder_.PushBytes(part.bytes.data(), part.bytes.size());
      builder_.TrackField(field.slot, builder_.GetSize());
    } else if (field.is_scalar() && (field.optional || part.scalar != field.absent)) {
      const auto bits = static_cast<std::uint64_t>(part.scalar);
      switch (field.size) {
        case 8:
          return builder_.AddElement(field.slot, bits);
        case 4:
          return builder_.AddElement(field.slot, static_cast<std::uint32_t>(bits));
        case 2:
          return builder_.AddElement(field.slot, static_cast<std::uint16_t>(bits));
        default:
          return builder_.AddElement(field.slot, static_cast<std::uint8_t>(bits));
      }
    }
  }

  const Model& model_;
  flatbuffers::FlatBufferBuilder builder_;
  std::vector<SealedText> sealed_;
  std::string path_;
  std::size_t tables_ = 0;
  std::optional<FormError> error_;
};

}  // namespace

Result<Encoded, FormError> EncodeTable(const Model& model, const Table& table, const Value& json) {
  return Encoder(model).Encode(table, json);
}

}  // namespace fascicolo::events::json
