#include "engine/families/office/remembered_commands.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "engine/payload_names.h"
#include "schemas/event_bfbs_generated.h"

namespace fascicolo::engine {
namespace {

using reflection::BaseType;

constexpr std::size_t kKeptOfAType = 60;   ///< commands, and texts of a field
constexpr std::size_t kLongestText = 60;   ///< bytes; what is longer is a document, and stays as it is
constexpr std::size_t kLateEntities = 40;  ///< those of late are meant more often

/// What only the loop itself says, and what would make another ledger of this one.
const std::set<schema::CommandPayload> kEngineOwn{schema::CommandPayload::OpenLedger, schema::CommandPayload::ClaimTerm,
                                                  schema::CommandPayload::OpenDay, schema::CommandPayload::Fulfil};

template <class Known>
void Keep(std::deque<Known>& known, Known one) {
  known.push_back(std::move(one));
  if (known.size() > kKeptOfAType) known.pop_front();
}

bool HasDigits(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool IsDate(const reflection::Field& field) {
  return field.attributes() != nullptr && field.attributes()->LookupByKey("date") != nullptr;
}

std::string TextIn(const flatbuffers::Table& table, const reflection::Field& field) {
  return table.GetPointer<const flatbuffers::String*>(field.offset())->str();
}

bool IsEnum(const reflection::Type& type) { return type.index() >= 0; }

}  // namespace

RememberedCommands::RememberedCommands(Chance& chance)
    : chance_(chance), schema_(*reflection::GetSchema(schema::EventBinarySchema::data())) {}

const reflection::Object& RememberedCommands::ObjectOf(const reflection::Type& type) const {
  return *schema_.objects()->Get(static_cast<unsigned>(type.index()));
}

const reflection::Object& RememberedCommands::MemberOf(const Table& table, const Field& union_field) const {
  const auto& all = *schema_.enums()->Get(static_cast<unsigned>(union_field.type()->index()));
  const auto type = table.GetField<std::uint8_t>(static_cast<flatbuffers::voffset_t>(union_field.offset() - 2), 0);
  return ObjectOf(*all.values()->LookupByKey(type)->union_type());
}

// --- noting ---

void RememberedCommands::Note(const events::CommitReading& commit) {
  for (const auto* event : commit.events()) {
    const EntityId id = events::Entity(event->entity());
    if (kinds_.emplace(id, event->kind()).second) entities_[event->kind()].push_back(id);
  }
  if (commit.events().empty() || kEngineOwn.contains(commit.command().payload_type())) return;
  const auto& command = *reinterpret_cast<const Table*>(&commit.command());
  Learn(command, *schema_.objects()->LookupByKey("fascicolo.schema.Command"));
  auto& alike = commands_[CommandName(commit.command())];
  if (alike.empty()) types_.emplace_back(CommandName(commit.command()));
  const auto* bytes = commit.recorded().command();
  Keep(alike, events::Bytes(bytes->begin(), bytes->end()));
}

void RememberedCommands::LearnId(const Field& field, EntityId id) {
  const auto kind = kinds_.find(id);
  if (kind != kinds_.end()) kind_of_field_[field.name()->str()] = kind->second;
}

void RememberedCommands::Learn(const Table& table, const reflection::Object& object) {
  for (const auto* field : *object.fields()) {
    if (!table.CheckField(field->offset())) continue;
    const auto& type = *field->type();
    if (type.base_type() == BaseType::String) {
      auto text = TextIn(table, *field);
      if (text.size() <= kLongestText) Keep(texts_[field->name()->str()], std::move(text));
    } else if (type.base_type() == BaseType::Union) {
      Learn(*table.GetPointer<const Table*>(field->offset()), MemberOf(table, *field));
    } else if (type.base_type() == BaseType::Obj && ObjectOf(type).is_struct()) {
      if (ObjectOf(type).bytesize() != sizeof(schema::Id)) continue;
      LearnId(*field, events::Entity(table.GetStruct<const schema::Id*>(field->offset())));
    } else if (type.base_type() == BaseType::Obj) {
      Learn(*table.GetPointer<const Table*>(field->offset()), ObjectOf(type));
    } else if (type.base_type() == BaseType::Vector && type.element() == BaseType::Obj) {
      if (ObjectOf(type).is_struct()) {
        const auto& ids = *table.GetPointer<const flatbuffers::Vector<const schema::Id*>*>(field->offset());
        for (const auto* id : ids) LearnId(*field, events::Entity(id));
      } else {
        const auto& tables = *table.GetPointer<const flatbuffers::Vector<flatbuffers::Offset<Table>>*>(field->offset());
        for (const auto* one : tables) Learn(*one, ObjectOf(type));
      }
    }
  }
}

// --- making another ---

events::Bytes RememberedCommands::Another(Day today) {
  today_ = today;
  const auto& bytes = chance_.Of(commands_.at(chance_.Of(types_)));
  const auto& command = *flatbuffers::GetRoot<Table>(bytes.data());
  Builder builder(1024);
  const Offset copy = Copy(builder, command, *schema_.objects()->LookupByKey("fascicolo.schema.Command"));
  builder.Finish(flatbuffers::Offset<Table>(copy));
  return {builder.GetBufferPointer(), builder.GetBufferPointer() + builder.GetSize()};
}

RememberedCommands::Offset RememberedCommands::Copy(Builder& builder, const Table& table,
                                                    const reflection::Object& object) {
  std::vector<std::pair<const Field*, Offset>> given;
  for (const auto* field : *object.fields()) {
    const auto base = field->type()->base_type();
    const bool stays = base == BaseType::Union || base == BaseType::UType;
    if (!table.CheckField(field->offset()) || (!stays && chance_.OneIn(60))) continue;
    given.emplace_back(field, CopyElsewhere(builder, table, *field));
  }
  const auto start = builder.StartTable();
  for (const auto& [field, elsewhere] : given) {
    if (elsewhere == 0) {
      CopyScalar(builder, table, *field);
    } else {
      builder.AddOffset(field->offset(), flatbuffers::Offset<void>(elsewhere));
    }
  }
  return builder.EndTable(start);
}

/// 0: it stands in the table itself.
RememberedCommands::Offset RememberedCommands::CopyElsewhere(Builder& builder, const Table& table, const Field& field) {
  const auto& type = *field.type();
  switch (type.base_type()) {
    case BaseType::String:
      return builder.CreateString(AnotherText(field, TextIn(table, field))).o;
    case BaseType::Vector:
      return CopyVector(builder, table, field);
    case BaseType::Union:
      return Copy(builder, *table.GetPointer<const Table*>(field.offset()), MemberOf(table, field));
    case BaseType::Obj:
      if (ObjectOf(type).is_struct()) return 0;
      return Copy(builder, *table.GetPointer<const Table*>(field.offset()), ObjectOf(type));
    default:
      return 0;
  }
}

RememberedCommands::Offset RememberedCommands::CopyVector(Builder& builder, const Table& table, const Field& field) {
  const auto& type = *field.type();
  if (type.element() == BaseType::String) {
    std::vector<std::string> texts;
    using Texts = flatbuffers::Vector<flatbuffers::Offset<flatbuffers::String>>;
    for (const auto* one : *table.GetPointer<const Texts*>(field.offset())) texts.push_back(AnotherText(field, one->str()));
    return builder.CreateVectorOfStrings(texts).o;
  }
  if (type.element() == BaseType::Obj && ObjectOf(type).is_struct()) {
    std::vector<schema::Id> ids;
    for (const auto* id : *table.GetPointer<const flatbuffers::Vector<const schema::Id*>*>(field.offset())) {
      ids.push_back(events::ToSchema(AnotherEntity(field, events::Entity(id))));
    }
    return builder.CreateVectorOfStructs(ids).o;
  }
  if (type.element() == BaseType::Obj) {
    std::vector<flatbuffers::Offset<void>> tables;
    for (const auto* one : *table.GetPointer<const flatbuffers::Vector<flatbuffers::Offset<Table>>*>(field.offset())) {
      tables.emplace_back(Copy(builder, *one, ObjectOf(type)));
    }
    return builder.CreateVector(tables).o;
  }
  const auto& bytes = *table.GetPointer<const flatbuffers::Vector<std::uint8_t>*>(field.offset());
  return builder.CreateVector(bytes.data(), bytes.size()).o;
}

void RememberedCommands::CopyScalar(Builder& builder, const Table& table, const Field& field) {
  const auto slot = field.offset();
  switch (field.type()->base_type()) {
    case BaseType::Obj: {
      if (ObjectOf(*field.type()).bytesize() != sizeof(schema::Id)) {
        builder.AddStruct(slot, table.GetStruct<const schema::Hash*>(slot));
        return;
      }
      const auto id = events::ToSchema(AnotherEntity(field, events::Entity(table.GetStruct<const schema::Id*>(slot))));
      builder.AddStruct(slot, &id);
      return;
    }
    case BaseType::UType:
      return builder.AddElement<std::uint8_t>(slot, table.GetField<std::uint8_t>(slot, 0));
    case BaseType::Bool:
      return builder.AddElement<std::uint8_t>(slot, table.GetField<std::uint8_t>(slot, 0) != chance_.OneIn(5) ? 1 : 0);
    case BaseType::UByte:
    case BaseType::Byte:
      if (!IsEnum(*field.type()) || !chance_.OneIn(3)) {
        return builder.AddElement(slot, table.GetField<std::uint8_t>(slot, 0));
      }
      return builder.AddElement(slot, static_cast<std::uint8_t>(chance_.Below(9)));
    case BaseType::UShort:
    case BaseType::Short: {
      const auto number = AnotherNumber(table.GetField<std::uint16_t>(slot, 0));
      return builder.AddElement(slot, static_cast<std::uint16_t>(number));
    }
    case BaseType::Int:
    case BaseType::UInt: {
      const auto number = table.GetField<std::int32_t>(slot, 0);
      return builder.AddElement(slot, IsDate(field) ? AnotherDay(field, number)
                                                    : static_cast<std::int32_t>(AnotherNumber(number)));
    }
    case BaseType::Long:
    case BaseType::ULong:
      return builder.AddElement(slot, AnotherNumber(table.GetField<std::int64_t>(slot, 0)));
    default:
      return;
  }
}

EntityId RememberedCommands::AnotherEntity(const Field& field, EntityId id) {
  const auto kind = kind_of_field_.find(field.name()->str());
  if (kind == kind_of_field_.end() || chance_.OneIn(4)) return id;
  const auto any = std::next(entities_.begin(), static_cast<std::ptrdiff_t>(chance_.Below(entities_.size())));
  const auto& alike = chance_.OneIn(80) ? any->second : entities_.at(kind->second);
  if (chance_.OneIn(2)) return chance_.Of(alike);
  return alike[alike.size() - 1 - chance_.Below(std::min(alike.size(), kLateEntities))];
}

/// As it was, a little more or less, very small, or anything.
std::int64_t RememberedCommands::AnotherNumber(std::int64_t number) {
  switch (chance_.Below(8)) {
    case 0:
      return number + chance_.From(-2, 2);
    case 1:
    case 2:
      return chance_.From(0, 6);
    case 3:
      return number / 2 + (number > 0 ? chance_.From(0, std::min<std::int64_t>(number, 1'000'000)) : 0);
    case 4:
      return chance_.OneIn(10) ? chance_.From(INT64_MIN, INT64_MAX) : number;
    default:
      return number;
  }
}

std::int32_t RememberedCommands::AnotherDay(const Field& field, std::int32_t day) {
  if (field.name()->str() == "month") {
    const Day near = AddMonths(today_, static_cast<int>(chance_.From(-2, 1)));
    return (near - (CivilFromDay(near).day - 1)).days;
  }
  if (day == 0 || chance_.OneIn(20)) return day;
  return chance_.OneIn(3) ? today_.days : (today_ + static_cast<int>(chance_.From(-20, 50))).days;
}

std::string RememberedCommands::AnotherText(const Field& field, const std::string& text) {
  if (text.size() > kLongestText || chance_.OneIn(2)) return text;
  if (HasDigits(text) && chance_.OneIn(2)) return std::to_string(100'000 + ++numbers_) + "/2026";
  const auto known = texts_.find(field.name()->str());
  return known == texts_.end() || known->second.empty() ? text : chance_.Of(known->second);
}

}  // namespace fascicolo::engine
