#include "faults/kafka/retrying_clients.h"

#include <gtest/gtest.h>

namespace fascicolo::kafka {

std::vector<std::uint64_t> RetryingClients::Next(std::size_t writer, std::size_t at_most) {
  const std::scoped_lock hold(guard_);
  std::vector<std::uint64_t> next;
  for (auto& waiting = waiting_[writer]; next.size() < at_most && !waiting.empty(); waiting.pop_front()) {
    next.push_back(waiting.front());
  }
  while (next.size() < at_most && !stopped_) {
    const std::uint64_t number = made_++;
    ++open_;
    next.push_back(number);
    if (!chance_.OneIn(4)) continue;
    ++open_;
    ++given_to_both_;
    waiting_[1 - writer].push_back(number);
  }
  return next;
}

void RetryingClients::Answer(std::uint64_t number, const engine::Outcome& outcome) {
  const std::scoped_lock hold(guard_);
  if (const auto* accepted = std::get_if<engine::Accepted>(&outcome)) return Accept(number, accepted->position);
  EXPECT_TRUE(std::holds_alternative<Failure>(outcome)) << "command " << number << " was refused or rejected";
  ++failures_;
  waiting_[chance_.Below(kWriters)].push_back(number);
}

void RetryingClients::Accept(std::uint64_t number, Position position) {
  --open_;
  const auto told = accepted_.emplace(number, position).first;
  EXPECT_EQ(told->second, position) << "command " << number << " was accepted at two positions";
}

void RetryingClients::Stop() {
  const std::scoped_lock hold(guard_);
  stopped_ = true;
}

bool RetryingClients::all_accepted() const {
  const std::scoped_lock hold(guard_);
  return open_ == 0;
}

std::map<std::uint64_t, Position> RetryingClients::accepted() const {
  const std::scoped_lock hold(guard_);
  return accepted_;
}

std::uint64_t RetryingClients::given_to_both() const {
  const std::scoped_lock hold(guard_);
  return given_to_both_;
}

std::uint64_t RetryingClients::failures() const {
  const std::scoped_lock hold(guard_);
  return failures_;
}

}  // namespace fascicolo::kafka
