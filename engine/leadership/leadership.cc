#include "engine/leadership/leadership.h"

namespace fascicolo::engine {
namespace {

constexpr std::int64_t kHearEveryMicros = 20'000;

}  // namespace

void Leadership::Turn(const events::Head& head) {
  const Instant ticks = parts_.ticking.Now();
  if (!next_beat_ || ticks >= *next_beat_) {
    Beat(head, false);
    next_beat_ = Instant{ticks.micros + options_.beat_every_micros};
  }
  if (next_hear_ && ticks < *next_hear_) return;
  next_hear_ = Instant{ticks.micros + kHearEveryMicros};
  const auto heard = parts_.heartbeats.Hear();
  if (!heard) return;
  for (const HeardBeat& one : *heard) {
    watch_.Hear(one);
    if (one.beat.node == parts_.self) Compare(one);
  }
}

void Leadership::Leave(const events::Head& head) { Beat(head, true); }

void Leadership::Beat(const events::Head& head, bool leaving) {
  const bool holds = head.next > Position{0} && head.holder == parts_.self;
  // A beat that does not go out is one that is not heard: the next one comes soon.
  (void)parts_.heartbeats.Beat(
      {parts_.self, holds ? head.term : Term{}, parts_.name, leaving, parts_.clock.Now(), parts_.door});
}

// The broker appended it between sending and hearing, so only what lies outside of these two proves a difference
// (Cristian, Probabilistic clock synchronization, 1989).
void Leadership::Compare(const HeardBeat& own) {
  const Instant heard_at = parts_.clock.Now();
  ahead_ = 0;
  if (own.at < own.beat.sent_at) ahead_ = own.beat.sent_at.micros - own.at.micros;
  if (own.at > heard_at) ahead_ = heard_at.micros - own.at.micros;
}

std::optional<Failure> Leadership::Doubt(Instant now) const {
  if (!ahead_) return Failure{FailureCode::kUnavailable, "no broker has said yet what time it is; try again"};
  if (*ahead_ >= -kClockToleranceMicros && *ahead_ <= kClockToleranceMicros) return std::nullopt;
  const std::int64_t seconds = (*ahead_ < 0 ? -*ahead_ : *ahead_) / kMicrosPerSecond;
  return Failure{FailureCode::kUnavailable, "the clock says " + FormatInstant(now) + ", " + std::to_string(seconds) +
                                                " s " + (*ahead_ < 0 ? "behind" : "ahead of") +
                                                " the broker's: set this machine's clock right"};
}

Instant Leadership::DayClock(Instant now) const { return watch_.broker_time().value_or(now); }

}  // namespace fascicolo::engine
