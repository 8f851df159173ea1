// Ids of entities as the plain structs of the schemas hold them.
#pragma once

#include <memory>
#include <vector>

#include "events/body.h"

namespace fascicolo::engine {

[[nodiscard]] inline std::unique_ptr<schema::Id> IdOf(EntityId id) {
  return std::make_unique<schema::Id>(events::ToSchema(id));
}
/// What a command named, for the event; null where it named nothing.
template <class Struct>
[[nodiscard]] std::unique_ptr<Struct> CopyOf(const Struct* given) {
  return given == nullptr ? nullptr : std::make_unique<Struct>(*given);
}
[[nodiscard]] inline std::vector<schema::Id> IdsOf(const std::vector<EntityId>& ids) {
  std::vector<schema::Id> all;
  for (const EntityId id : ids) all.push_back(events::ToSchema(id));
  return all;
}

}  // namespace fascicolo::engine
