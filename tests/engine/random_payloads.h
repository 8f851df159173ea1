// Any payload of the schemas, field by field at random, by what the schemas say of themselves: so that a type which somebody
// adds tomorrow is tried today.
#pragma once

#include <flatbuffers/reflection.h>

#include <string>
#include <vector>

#include "engine/kit.h"
#include "engine/seed.h"
#include "schemas/event_bfbs_generated.h"

namespace fascicolo::engine {

class RandomPayloads {
 public:
  /// Ids are mostly `entities`, texts mostly `words`.
  RandomPayloads(Chance& chance, std::vector<EntityId> entities, std::vector<std::string> words)
      : chance_(chance),
        schema_(*reflection::GetSchema(schema::EventBinarySchema::data())),
        entities_(std::move(entities)),
        words_(std::move(words)) {}

  /// A table of the `member`-th type of a union, "fascicolo.schema.EventPayload" for one. Of a family with a union of its own
  /// (decision 0022) it holds any type of that.
  flatbuffers::uoffset_t Payload(flatbuffers::FlatBufferBuilder& builder, const char* of_union, int member) {
    return Member(builder, *schema_.enums()->LookupByKey(of_union), member);
  }

 private:
  using Builder = flatbuffers::FlatBufferBuilder;
  static constexpr int kMaxNesting = 3;
  static constexpr std::size_t kMaxItems = 4;

  flatbuffers::uoffset_t Member(Builder& builder, const reflection::Enum& of_union, int member) {
    const auto* type = of_union.values()->LookupByKey(member)->union_type();
    const auto& table = *schema_.objects()->Get(static_cast<unsigned>(type->index()));
    for (const auto* field : *table.fields()) {
      if (field->type()->base_type() == reflection::Union) return Nesting(builder, *field);
    }
    return Table(builder, table, 0);
  }
  flatbuffers::uoffset_t Nesting(Builder& builder, const reflection::Field& field) {
    const auto& members = *schema_.enums()->Get(static_cast<unsigned>(field.type()->index()));
    const int member = 1 + static_cast<int>(chance_.Below(members.values()->size() - 1));
    const auto inner = Member(builder, members, member);
    const auto start = builder.StartTable();
    builder.AddElement<std::uint8_t>(static_cast<flatbuffers::voffset_t>(field.offset() - 2),
                                     static_cast<std::uint8_t>(member));
    builder.AddOffset(field.offset(), flatbuffers::Offset<void>(inner));
    return builder.EndTable(start);
  }

  struct Filled {
    const reflection::Field* field = nullptr;
    flatbuffers::uoffset_t offset = 0;  ///< of what stands elsewhere; 0: a scalar or a struct
  };

  flatbuffers::uoffset_t Table(Builder& builder, const reflection::Object& table, int depth) {
    std::vector<Filled> filled;
    for (const auto* field : *table.fields()) {
      if (chance_.OneIn(5) || field->deprecated()) continue;
      const auto kind = field->type()->base_type();
      if (kind == reflection::Union || kind == reflection::UType) continue;
      filled.push_back({field, Elsewhere(builder, *field->type(), depth)});
    }
    const auto start = builder.StartTable();
    for (const Filled& one : filled) Add(builder, one);
    return builder.EndTable(start);
  }

  flatbuffers::uoffset_t Elsewhere(Builder& builder, const reflection::Type& type, int depth) {
    if (type.base_type() == reflection::String) return builder.CreateString(Word()).o;
    if (type.base_type() == reflection::Vector) return Vector(builder, type, depth);
    if (type.base_type() != reflection::Obj) return 0;
    const auto& object = *schema_.objects()->Get(static_cast<unsigned>(type.index()));
    return object.is_struct() || depth == kMaxNesting ? 0 : Table(builder, object, depth + 1);
  }

  flatbuffers::uoffset_t Vector(Builder& builder, const reflection::Type& type, int depth) {
    const std::size_t size = chance_.Below(kMaxItems);
    if (type.element() == reflection::String) {
      std::vector<std::string> words;
      for (std::size_t i = 0; i < size; ++i) words.push_back(Word());
      return builder.CreateVectorOfStrings(words).o;
    }
    if (type.element() == reflection::Obj) {
      const auto& object = *schema_.objects()->Get(static_cast<unsigned>(type.index()));
      if (object.is_struct()) return VectorOfIds(builder, size);
      std::vector<flatbuffers::Offset<void>> tables;
      for (std::size_t i = 0; i < size && depth < kMaxNesting; ++i) {
        tables.emplace_back(Table(builder, object, depth + 1));
      }
      return builder.CreateVector(tables).o;
    }
    std::vector<std::uint8_t> bytes;
    for (std::size_t i = 0; i < size; ++i) bytes.push_back(static_cast<std::uint8_t>(chance_.Below(8)));
    return builder.CreateVector(bytes).o;
  }
  flatbuffers::uoffset_t VectorOfIds(Builder& builder, std::size_t size) {
    std::vector<schema::Id> ids;
    for (std::size_t i = 0; i < size; ++i) ids.push_back(events::ToSchema(Entity()));
    return builder.CreateVectorOfStructs(ids).o;
  }

  void Add(Builder& builder, const Filled& one) {
    const auto slot = one.field->offset();
    const auto& type = *one.field->type();
    if (one.offset != 0) return builder.AddOffset(slot, flatbuffers::Offset<void>(one.offset));
    if (type.base_type() == reflection::Obj) return AddStruct(builder, slot, type);
    switch (type.base_type()) {
      case reflection::Bool:
      case reflection::UByte:
      case reflection::Byte:
        return builder.AddElement<std::uint8_t>(slot, static_cast<std::uint8_t>(chance_.Below(10)));
      case reflection::Int:
      case reflection::UInt:
        return builder.AddElement<std::int32_t>(slot, static_cast<std::int32_t>(Number(INT32_MIN, INT32_MAX)));
      case reflection::Long:
      case reflection::ULong:
        return builder.AddElement<std::int64_t>(slot, Number(INT64_MIN, INT64_MAX));
      default:
        return;
    }
  }
  void AddStruct(Builder& builder, flatbuffers::voffset_t slot, const reflection::Type& type) {
    const auto& object = *schema_.objects()->Get(static_cast<unsigned>(type.index()));
    if (!object.is_struct()) return;  // a table that was left out, too deep
    if (object.bytesize() == sizeof(schema::Id)) {
      const schema::Id id = events::ToSchema(Entity());
      return builder.AddStruct(slot, &id);
    }
    const schema::Hash hash;
    builder.AddStruct(slot, &hash);
  }

  /// Small, a day of these years, or anything.
  std::int64_t Number(std::int64_t least, std::int64_t most) {
    switch (chance_.Below(4)) {
      case 0:
        return chance_.From(least, most);
      case 1:
        return DayFromCivil({.year = 2026, .month = 3, .day = 2}).days + chance_.From(-400, 400);
      default:
        return chance_.From(0, 6);
    }
  }
  EntityId Entity() { return chance_.OneIn(12) ? EntityId{} : chance_.Of(entities_); }
  std::string Word() { return chance_.OneIn(30) ? std::string(600, 'x') : chance_.Of(words_); }

  Chance& chance_;
  const reflection::Schema& schema_;
  std::vector<EntityId> entities_;
  std::vector<std::string> words_;
};

}  // namespace fascicolo::engine
