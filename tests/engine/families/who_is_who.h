// Which entry of a person stands behind which, told from the events alone.
#pragma once

#include <map>
#include <vector>

#include "engine/kit.h"

namespace fascicolo::engine {

/// Who is who, told from the events alone.
class WhoIsWho {
 public:
  void Take(const std::vector<schema::EventT>& events) {
    for (const auto& event : events) {
      const EntityId id = events::Entity(event.entity.get());
      if (const auto* merged = event.payload.AsMergedInto()) into_[id] = events::Entity(merged->person.get());
      if (event.payload.AsUnmergedFrom() != nullptr) into_.erase(id);
      if (event.payload.AsAddressRecorded() != nullptr) ++addresses_[id];
    }
  }
  [[nodiscard]] EntityId Behind(EntityId id) const {
    for (auto found = into_.find(id); found != into_.end(); found = into_.find(id)) id = found->second;
    return id;
  }
  [[nodiscard]] const std::map<EntityId, EntityId>& merged() const { return into_; }
  [[nodiscard]] std::uint64_t AddressesOf(EntityId id) const {
    const auto found = addresses_.find(id);
    return found == addresses_.end() ? 0 : found->second;
  }

 private:
  std::map<EntityId, EntityId> into_;
  std::map<EntityId, std::uint64_t> addresses_;
};

}  // namespace fascicolo::engine
