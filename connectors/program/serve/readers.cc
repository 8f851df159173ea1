#include "connectors/program/serve/readers.h"

#include <utility>

namespace fascicolo::program {

Readers::Readers(unsigned threads, std::size_t most_waiting) : most_waiting_(most_waiting) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { Work(); });
}

Readers::~Readers() { Close(); }

bool Readers::Put(Job job) {
  const std::lock_guard lock(mutex_);
  if (is_closed_ || waiting_.size() >= most_waiting_) return false;
  waiting_.push_back(std::move(job));
  came_.notify_one();
  return true;
}

std::size_t Readers::size() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

void Readers::Work() {
  std::unique_lock lock(mutex_);
  while (true) {
    came_.wait(lock, [this] { return is_closed_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    Job job = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    job();
    job = nullptr;  // and what it holds goes without the lock
    lock.lock();
  }
}

void Readers::Close() {
  {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
  }
  came_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

}  // namespace fascicolo::program
