#include "engine/decision.h"

#include <algorithm>

#include "events/big_endian.h"

namespace fascicolo::engine {

EntityId NewEntity(const CommandId& command, std::uint32_t ordinal) {
  std::array<std::uint8_t, 4> number;
  events::PutBigEndian(number.data(), ordinal);
  return IdFromHash<EntityId>(events::Sha256(
      {events::AsBytes(std::string_view("fascicolo entity")), command.bytes, number}));
}

EntityId NamedEntity(schema::EntityKind kind, std::string_view name) {
  const std::uint8_t tag[2] = {static_cast<std::uint8_t>(kind), 0};
  return IdFromHash<EntityId>(events::Sha256({tag, events::AsBytes(name)}));
}

bool Intent::Brings(std::string_view field) const {
  return std::find(personal.begin(), personal.end(), field) != personal.end();
}

void Drafts::Seal(EventDraft& draft, std::string_view field, EntityId subject, schema::RetentionClass retention) const {
  if (intent_.Brings(field)) draft.sealed.push_back({std::string(field), std::string(field), subject, retention});
}

Rejection Malformed(std::string place, std::string problem, std::string expected) {
  return {RejectionCode::kForm, {std::move(place), std::move(problem), std::move(expected)}};
}

Rejection Unknown(std::string place, EntityId entity, std::string_view kind) {
  return {RejectionCode::kUnknownEntity,
          {std::move(place), "no " + std::string(kind) + " " + ToHex(entity), {}}};
}

}  // namespace fascicolo::engine
