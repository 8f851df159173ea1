#include "connectors/program/serve/inbox.h"

#include <utility>

namespace fascicolo::program {

bool Inbox::Put(Job job) {
  const std::lock_guard lock(mutex_);
  if (is_closed_ || waiting_.size() >= kMaxWaitingJobs) return false;
  waiting_.push_back(std::move(job));
  came_.notify_one();
  return true;
}

std::vector<Inbox::Job> Inbox::TakeAll(std::chrono::milliseconds wait) {
  std::unique_lock lock(mutex_);
  came_.wait_for(lock, wait, [this] { return !waiting_.empty() || is_closed_ || is_woken_; });
  is_woken_ = false;
  return std::exchange(waiting_, {});
}

std::size_t Inbox::size() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

void Inbox::Wake() {
  const std::lock_guard lock(mutex_);
  is_woken_ = true;
  came_.notify_one();
}

void Inbox::Close() {
  const std::lock_guard lock(mutex_);
  is_closed_ = true;
  came_.notify_one();
}

}  // namespace fascicolo::program
