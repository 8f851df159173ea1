// FlatBuffers to JSON. The library's verification by reflection (2.0.8) follows some offsets before
// it has checked them, so every step here is checked by its verifier's primitives just before it is
// taken.
#include "events/json/directions.h"
#include "events/json/scalar_forms.h"
#include "events/names.h"

#include <flatbuffers/flatbuffers.h>

#include <algorithm>
#include <cstring>
#include <optional>

namespace fascicolo::events::json {
namespace {

constexpr std::size_t kBufferAlignment = 8;

class Decoder {
 public:
  Decoder(const Model& model, std::span<const std::uint8_t> buffer)
      : model_(model),
        begin_(buffer.data()),
        verifier_(buffer.data(), buffer.size(), kMaxDepth + 1, kMaxShownTables + 1) {}

  Result<Value> Decode(const Table& table) {
    Value::Object object;
    const std::uint8_t* root = Follow(begin_);
    if (root == nullptr || !DecodeObject(table, root, &object)) return *std::move(failure_);
    return Value{std::move(object)};
  }

 private:
  bool Fail(FailureCode code, const std::string& problem) {
    if (!failure_) failure_ = Failure{code, (path_.empty() ? "the root" : path_) + ": " + problem};
    return false;
  }
  bool FailDamaged() { return Fail(FailureCode::kDamaged, "not a buffer of this schema"); }
  bool Spend(std::size_t bytes) {
    spent_ += bytes;
    return spent_ <= kMaxDecodedBytes || Fail(FailureCode::kTooLarge, "too large to be shown");
  }

  /// What the reference at `at` refers to; null after a failure.
  const std::uint8_t* Follow(const std::uint8_t* at) {
    const auto offset = verifier_.VerifyOffset(static_cast<std::size_t>(at - begin_));
    if (offset != 0) return at + offset;
    FailDamaged();
    return nullptr;
  }

  bool DecodeObject(const Table& table, const std::uint8_t* data, Value::Object* object) {
    if (++depth_ > kMaxDepth) return Fail(FailureCode::kTooLarge, "nested too deep");
    if (++tables_ > kMaxShownTables) return Fail(FailureCode::kTooLarge, "too many tables");
    if (!verifier_.VerifyTableStart(data)) return FailDamaged();
    const auto& stored = *reinterpret_cast<const flatbuffers::Table*>(data);
    for (const Field& field : table.fields) {
      if (field.deprecated || !field.sealed.empty()) continue;
      const std::size_t path_size = path_.size();
      AppendToPointer(path_, field.name);
      std::optional<Value> value;
      const auto offset = stored.GetOptionalFieldOffset(field.slot);
      if (offset != 0 || field.is_scalar()) {
        const std::uint8_t* at = offset == 0 ? nullptr : data + offset;
        const bool decoded = field.is_vector ? DecodeVector(field, at, &value)
                             : field.form == Form::kUnion
                                 ? DecodeUnion(field, stored, data, at, &value)
                                 : DecodeField(field, at, &value);
        if (!decoded) return false;
      }
      path_.resize(path_size);
      if (value) object->push_back({field.name, *std::move(value)});
      if (value && !Spend(field.name.size())) return false;
    }
    --depth_;
    return verifier_.EndTable();
  }

  /// A value in place at `at` (a table's field or a vector's element), or a scalar's default when
  /// `at` is null.
  bool DecodeField(const Field& field, const std::uint8_t* at, std::optional<Value>* value) {
    switch (field.form) {
      case Form::kText:
      case Form::kJsonText:
        return DecodeText(field, at, value);
      case Form::kBytes:
        return DecodeBytes(at, value);
      case Form::kHex:
        return DecodeHex(field, at, value);
      case Form::kTable: {
        const std::uint8_t* data = Follow(at);
        Value::Object object;
        if (data == nullptr || !DecodeObject(model_.tables[field.target], data, &object)) {
          return false;
        }
        value->emplace(Value{std::move(object)});
        return true;
      }
      default:
        return DecodeScalar(field, at, value);
    }
  }

  bool DecodeScalar(const Field& field, const std::uint8_t* at, std::optional<Value>* value) {
    std::int64_t scalar = field.absent;
    if (at != nullptr) {
      const auto start = static_cast<std::size_t>(at - begin_);
      if (!verifier_.VerifyAlignment(start, field.size) || !verifier_.Verify(start, field.size)) {
        return FailDamaged();
      }
      scalar = Load(field, at);
    }
    if (!field.is_vector) {
      const bool is_time = field.form == Form::kDate || field.form == Form::kInstant;
      const bool is_absent = field.optional ? at == nullptr : is_time && scalar == field.absent;
      if (is_absent || IsNone(model_, field, scalar)) return true;
    }
    *value = ScalarToJson(model_, field, scalar);
    if (value->has_value()) return Spend(8);
    if (field.form != Form::kEnum) return Fail(FailureCode::kDamaged, "outside its range");
    return Fail(FailureCode::kTooNew, "value " + std::to_string(scalar) + " of " +
                                          model_.enums[field.target].name + " is not known");
  }

  static std::int64_t Load(const Field& field, const std::uint8_t* at) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < field.size; ++i) bits |= std::uint64_t{at[i]} << (8 * i);
    const std::size_t unused = 64 - 8 * field.size;
    const auto raised = static_cast<std::int64_t>(bits << unused);
    return field.is_signed ? raised >> unused : static_cast<std::int64_t>(bits);
  }

  /// The string that the reference at `at` refers to.
  bool DecodeText(const Field& field, const std::uint8_t* at, std::optional<Value>* value) {
    const auto* stored = reinterpret_cast<const flatbuffers::String*>(Follow(at));
    if (stored == nullptr) return false;
    if (!verifier_.VerifyString(stored)) return FailDamaged();
    const std::string_view text = stored->string_view();
    if (!Spend(text.size())) return false;
    if (field.form == Form::kText) {
      const bool readable = IsUtf8(text) && text.find('\0') == std::string_view::npos;
      if (!readable) return Fail(FailureCode::kDamaged, "not UTF-8 without NUL");
      if (!text.empty() || field.is_vector) value->emplace(Value{std::string(text)});
      return true;
    }
    auto document = ParseJson(text);
    if (!document.ok()) return Fail(FailureCode::kDamaged, "not a JSON document");
    value->emplace(std::move(document).value());
    return true;
  }

  bool DecodeBytes(const std::uint8_t* at, std::optional<Value>* value) {
    const auto* stored = reinterpret_cast<const flatbuffers::Vector<std::uint8_t>*>(Follow(at));
    if (stored == nullptr) return false;
    if (!verifier_.VerifyVector(stored)) return FailDamaged();
    if (!Spend(stored->size())) return false;
    if (stored->size() != 0) value->emplace(Value{ToBase64({stored->data(), stored->size()})});
    return true;
  }

  bool DecodeHex(const Field& field, const std::uint8_t* at, std::optional<Value>* value) {
    if (!verifier_.Verify(static_cast<std::size_t>(at - begin_), field.size)) return FailDamaged();
    if (!Spend(2 * field.size)) return false;
    const bool is_zero =
        std::all_of(at, at + field.size, [](std::uint8_t byte) { return byte == 0; });
    if (!is_zero || field.is_vector) value->emplace(Value{ToHex(at, field.size)});
    return true;
  }

  bool DecodeUnion(const Field& field, const flatbuffers::Table& stored, const std::uint8_t* data,
                   const std::uint8_t* at, std::optional<Value>* value) {
    const Enum& members = model_.enums[field.target];
    const auto type_slot = static_cast<flatbuffers::voffset_t>(field.slot - 2);
    const auto type_offset = stored.GetOptionalFieldOffset(type_slot);
    if (type_offset == 0) return true;
    const std::uint8_t* type = data + type_offset;
    if (!verifier_.Verify(static_cast<std::size_t>(type - begin_), 1)) return FailDamaged();
    if (*type == 0) return true;
    const EnumValue* known = FindByNumber(members, *type);
    if (known == nullptr) {
      return Fail(FailureCode::kTooNew,
                  "type " + std::to_string(*type) + " of " + members.name + " is not known");
    }
    const std::uint8_t* member = Follow(at);
    Value::Object object{{"type", Value{known->name}}};
    if (member == nullptr || !DecodeObject(model_.tables[known->table], member, &object)) {
      return false;
    }
    const bool holds_nested = object.size() > 1 && NestedIn(model_, *known) != nullptr;
    value->emplace(holds_nested ? std::move(object.back().value) : Value{std::move(object)});
    return true;
  }

  bool DecodeVector(const Field& field, const std::uint8_t* at, std::optional<Value>* value) {
    const std::uint8_t* data = Follow(at);
    if (data == nullptr) return false;
    if (!verifier_.VerifyVectorOrString(data, field.size)) return FailDamaged();
    const auto count = flatbuffers::ReadScalar<flatbuffers::uoffset_t>(data);
    if (count > kMaxElements) return Fail(FailureCode::kTooLarge, "too many elements");
    Value::Array array;
    const std::size_t path_size = path_.size();
    for (std::size_t i = 0; i < count; ++i) {
      AppendToPointer(path_, std::to_string(i));
      std::optional<Value> element;
      if (!DecodeField(field, data + 4 + i * field.size, &element)) return false;
      array.push_back(*std::move(element));
      path_.resize(path_size);
    }
    if (!array.empty()) value->emplace(Value{std::move(array)});
    return true;
  }

  const Model& model_;
  const std::uint8_t* begin_;
  flatbuffers::Verifier verifier_;
  std::string path_;
  std::size_t depth_ = 0;
  std::size_t tables_ = 0;
  std::size_t spent_ = 0;
  std::optional<Failure> failure_;
};

}  // namespace

Result<Value> DecodeTable(const Model& model, const Table& table,
                          std::span<const std::uint8_t> buffer) {
  if (buffer.size() > FLATBUFFERS_MAX_BUFFER_SIZE) {
    return Failure{FailureCode::kTooLarge, "the root: too large to be shown"};
  }
  if (reinterpret_cast<std::uintptr_t>(buffer.data()) % kBufferAlignment == 0) {
    return Decoder(model, buffer).Decode(table);
  }
  const std::vector<std::uint8_t> aligned(buffer.begin(), buffer.end());
  return Decoder(model, aligned).Decode(table);
}

}  // namespace fascicolo::events::json
