#include "engine/leadership/watch.h"

#include <algorithm>

namespace fascicolo::engine {
namespace {

/// Long enough that nobody asks for the name any more, short enough that restarts do not pile up.
constexpr std::int64_t kForgetMicros = 24LL * 3'600 * 1'000'000;

}  // namespace

void Watch::Hear(const HeardBeat& heard) {
  const auto& [beat, at] = heard;
  Last& last = last_[beat.node];
  last.at = std::max(last.at, at);
  last.leaving = beat.leaving;
  last.name = beat.name;
  last.door = beat.door;
  if (beat.node != self_) return;
  if (!first_own_) first_own_ = at;
  broker_time_ = std::max(broker_time_.value_or(at), at);
  std::erase_if(last_, [&](const auto& entry) { return broker_time_->micros - entry.second.at.micros > kForgetMicros; });
}

Advice Watch::On(const events::Head& head, bool understands_all) const {
  if (head.next > Position{0} && head.holder == self_) return Advice::kHold;
  if (!broker_time_) return Advice::kListen;
  if (head.next == Position{0}) return Advice::kClaim;
  const auto holder = last_.find(head.holder);
  const bool has_left = holder != last_.end() && holder->second.leaving;
  if (has_left && understands_all) return Advice::kClaim;
  // Never heard: its heartbeats may be older than what the broker keeps, or still to come.
  const Instant silent_since = holder == last_.end() ? *first_own_ : holder->second.at;
  const std::int64_t patience = (has_left ? 0 : lease_ + wait_) + (understands_all ? 0 : lease_);
  return broker_time_->micros - silent_since.micros > patience ? Advice::kClaim : Advice::kFollow;
}

bool Watch::Lives(const WriterId& node) const {
  const auto found = last_.find(node);
  return found != last_.end() && first_own_ && !found->second.leaving && found->second.at >= *first_own_;
}

std::string Watch::NameOf(const WriterId& holder) const {
  const auto found = last_.find(holder);
  return found == last_.end() || found->second.name.empty() ? ToHex(holder) : found->second.name;
}

std::string Watch::DoorOf(const WriterId& holder) const {
  const auto found = last_.find(holder);
  return found == last_.end() || found->second.leaving ? std::string() : found->second.door;
}

}  // namespace fascicolo::engine
