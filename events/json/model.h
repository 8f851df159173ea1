// What the codec knows about a schema: tables, their fields and the JSON form of each. Read by events/json,
// and by what describes the ledger's own schemas (SchemaModel in schema_codec.h).
#pragma once

#include "events/result.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::events::json {

/// The JSON form of one value (schemas/base.fbs, events/json/json_codec.h).
enum class Form {
  kBool,
  kInteger,
  kEnum,
  kDate,
  kInstant,
  kCents,
  kPoints,
  kText,
  kJsonText,
  kBytes,  ///< a [ubyte]: never is_vector
  kHex,    ///< a struct of bytes
  kTable,
  kUnion,
};

struct Field {
  std::string name;
  std::uint16_t slot = 0;  ///< offset in the vtable; a union's type stands in the slot before
  Form form = Form::kBool;
  bool is_vector = false;
  bool is_signed = false;
  bool optional = false;  ///< scalars only: absent is no value of its own (`= null`)
  bool needed = false;
  bool deprecated = false;
  bool nested = false;  ///< a union that stands in JSON in the place of its table, of which it is all
  std::size_t size =
      0;  ///< bytes of one value in place: of the scalar or struct, 4 for a reference
  std::size_t alignment = 1;  ///< of kBytes (`force_align`)
  std::int64_t absent = 0;    ///< the scalar that is not stored: the schema's default
  std::size_t target = 0;     ///< kTable: index in tables; kEnum, kUnion: index in enums
  std::string sealed;         ///< value of the attribute; empty when the field is in the clear

  /// Stored in the table itself rather than referred to.
  [[nodiscard]] bool is_scalar() const { return !is_vector && form <= Form::kPoints; }
  /// Bytes that the field takes in its table.
  [[nodiscard]] std::size_t size_in_table() const { return is_vector ? 4 : size; }
};

struct Table {
  std::string name;
  std::vector<Field> fields;  ///< by slot; empty for a struct
};

struct EnumValue {
  std::string name;
  std::int64_t number = 0;
  std::size_t table = 0;  ///< unions: index of the member's table
};

struct Enum {
  std::string name;
  bool is_union = false;
  std::vector<EnumValue> values;  ///< unions: without NONE
};

struct Model {
  std::vector<Table> tables;
  std::vector<Enum> enums;
  std::map<std::string, std::size_t, std::less<>> table_by_name;
};

/// The union within a member of another one; null: the member is no such table.
[[nodiscard]] const Field* NestedIn(const Model& model, const EnumValue& member);
/// The names that "type" may have for a union: of its members, and in place of a nested one of the members of that.
[[nodiscard]] std::vector<std::string_view> TypesOf(const Model& model, const Enum& members);
/// The index of the table behind such a type; none: the union has no member of that name.
[[nodiscard]] std::optional<std::size_t> TableOf(const Model& model, const Enum& members, std::string_view type);

/// Reads a binary schema. Failure kDamaged when it is none, or uses what has no JSON form here:
/// floating point, vectors of unions, structs of anything but one array of bytes, a union member
/// with a field "type", an attribute on a type that it does not fit.
[[nodiscard]] Result<Model> ReadModel(std::span<const std::uint8_t> bfbs);

}  // namespace fascicolo::events::json
