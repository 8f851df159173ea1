// Commands made out of those that were accepted before, with other entities, days, numbers and words in their places: so
// that every type is tried which somebody has ever told, and one that is added tomorrow is too.
#pragma once

#include <flatbuffers/reflection.h>

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "engine/kit.h"
#include "engine/seed.h"

namespace fascicolo::engine {

class RememberedCommands {
 public:
  explicit RememberedCommands(Chance& chance);

  /// Notes what was accepted: the command, what its ids are about, its texts; and the entities of its events.
  void Note(const events::CommitReading& commit);
  /// A command of some type that was noted, all types alike, somewhat changed; its id is still the old one. Requires
  /// that something was noted.
  [[nodiscard]] events::Bytes Another(Day today);

 private:
  using Builder = flatbuffers::FlatBufferBuilder;
  using Offset = flatbuffers::uoffset_t;
  using Table = flatbuffers::Table;
  using Field = reflection::Field;

  [[nodiscard]] const reflection::Object& ObjectOf(const reflection::Type& type) const;
  [[nodiscard]] const reflection::Object& MemberOf(const Table& table, const Field& union_field) const;

  void Learn(const Table& table, const reflection::Object& object);
  void LearnId(const Field& field, EntityId id);

  [[nodiscard]] Offset Copy(Builder& builder, const Table& table, const reflection::Object& object);
  [[nodiscard]] Offset CopyElsewhere(Builder& builder, const Table& table, const Field& field);
  [[nodiscard]] Offset CopyVector(Builder& builder, const Table& table, const Field& field);
  void CopyScalar(Builder& builder, const Table& table, const Field& field);

  [[nodiscard]] EntityId AnotherEntity(const Field& field, EntityId id);
  [[nodiscard]] std::int64_t AnotherNumber(std::int64_t number);
  [[nodiscard]] std::int32_t AnotherDay(const Field& field, std::int32_t day);
  [[nodiscard]] std::string AnotherText(const Field& field, const std::string& text);

  Chance& chance_;
  const reflection::Schema& schema_;
  Day today_;
  std::map<EntityId, schema::EntityKind> kinds_;
  std::map<schema::EntityKind, std::vector<EntityId>> entities_;  ///< in the order of their first events
  std::map<std::string, schema::EntityKind> kind_of_field_;       ///< what a field of this name was about last
  std::map<std::string, std::deque<std::string>> texts_;          ///< by the field's name, the latest
  std::map<std::string, std::deque<events::Bytes>> commands_;     ///< by type, the latest
  std::vector<std::string> types_;
  std::uint64_t numbers_ = 0;  ///< made so far, of acts and the like
};

}  // namespace fascicolo::engine
