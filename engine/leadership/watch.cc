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
  if (beat.node != self_) return;
  if (!first_own_) first_own_ = at;
  broker_time_ = std::max(broker_time_.value_or(at), at);
  std::erase_if(last_, [&](const auto& entry) { return broker_time_->micros - entry.second.at.micros > kForgetMicros; });
}

Advice Watch::On(const events::Head& head) const {
  if (head.next > Position{0} && head.holder == self_) return Advice::kHold;
  if (!broker_time_) return Advice::kListen;
  if (head.next == Position{0}) return Advice::kClaim;
  const auto holder = last_.find(head.holder);
  // Never heard: its heartbeats may be older than what the broker keeps, or still to come.
  if (holder == last_.end()) return broker_time_->micros - first_own_->micros > silence_ ? Advice::kClaim : Advice::kFollow;
  if (holder->second.leaving) return Advice::kClaim;
  return broker_time_->micros - holder->second.at.micros > silence_ ? Advice::kClaim : Advice::kFollow;
}

std::string Watch::NameOf(const WriterId& holder) const {
  const auto found = last_.find(holder);
  return found == last_.end() || found->second.name.empty() ? ToHex(holder) : found->second.name;
}

}  // namespace fascicolo::engine
