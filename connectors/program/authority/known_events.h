// Which event made a version of an entity, as far as somebody asked: that never changes, however the ledger goes on, so
// that what was looked up for one page of a list need not be read again for the next.
#pragma once

#include "projections/history.h"

#include <cstddef>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace fascicolo::program {

/// Versions that are remembered; when there is one more, all are forgotten. Some 5 MB.
inline constexpr std::size_t kMaxKnownEvents = 65'536;

/// Of one ledger. From any thread. Whether somebody may know of an event is asked elsewhere.
class KnownEvents {
 public:
  /// None: nobody has kept it, which says nothing of whether it is there.
  [[nodiscard]] std::optional<projections::HistoryRef> Find(EntityId entity, Version version) const;
  /// `event` made this version. What was not found is not to be kept: it may come.
  void Keep(EntityId entity, Version version, const projections::HistoryRef& event);
  [[nodiscard]] std::size_t size() const;

 private:
  struct Key {
    EntityId entity;
    Version version;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const { return IdHash()(key.entity) ^ key.version.value; }
  };
  mutable std::mutex mutex_;
  std::unordered_map<Key, projections::HistoryRef, KeyHash> events_;
};

}  // namespace fascicolo::program
