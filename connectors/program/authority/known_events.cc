#include "connectors/program/authority/known_events.h"

namespace fascicolo::program {

std::optional<projections::HistoryRef> KnownEvents::Find(EntityId entity, Version version) const {
  const std::lock_guard lock(mutex_);
  const auto found = events_.find({entity, version});
  return found == events_.end() ? std::nullopt : std::optional(found->second);
}

void KnownEvents::Keep(EntityId entity, Version version, const projections::HistoryRef& event) {
  const std::lock_guard lock(mutex_);
  if (events_.size() >= kMaxKnownEvents) events_.clear();
  events_.insert_or_assign({entity, version}, event);
}

std::size_t KnownEvents::size() const {
  const std::lock_guard lock(mutex_);
  return events_.size();
}

}  // namespace fascicolo::program
