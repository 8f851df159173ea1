#include "connectors/http/connections.h"

#include <utility>

namespace fascicolo::http {

Connections::Place Connections::Add(std::shared_ptr<Connected> one) {
  const std::lock_guard lock(mutex_);
  return open_.insert(open_.end(), std::move(one));
}

void Connections::Remove(Place place) {
  const std::lock_guard lock(mutex_);
  open_.erase(place);
  if (open_.empty()) emptied_.notify_all();
}

std::size_t Connections::size() const {
  const std::lock_guard lock(mutex_);
  return open_.size();
}

void Connections::StopAll() {
  const std::lock_guard lock(mutex_);
  for (const auto& one : open_) one->Stop();
}

void Connections::AwaitNone(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  emptied_.wait_for(lock, time, [this] { return open_.empty(); });
}

void Connections::Clear() {
  std::list<std::shared_ptr<Connected>> left;
  const std::lock_guard lock(mutex_);
  left.swap(open_);
}

}  // namespace fascicolo::http
