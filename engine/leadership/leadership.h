// A node's part among the nodes of one ledger (design D3, D9): it beats, hears the others, holds its own clock against the
// broker's, and says whether it should claim. A hint throughout: acceptance alone decides who wrote.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/leadership/heartbeats.h"
#include "engine/leadership/watch.h"
#include "engine/loop/clock.h"

namespace fascicolo::engine {

/// How far this machine's clock may be from the broker's: what a node records must make sense to the others.
inline constexpr std::int64_t kClockToleranceMicros = 60'000'000;

struct LeadershipParts {
  Heartbeats& heartbeats;
  Clock& clock;    ///< of this machine
  Clock& ticking;  ///< only goes forward: when to beat
  WriterId self;
  std::string name;          ///< host and process, for people
  std::uint64_t chance = 0;  ///< picks the random wait
  std::string door{};        ///< where it takes commands from other nodes; empty: nowhere
};

/// One thread; the parts are borrowed.
class Leadership final : public ClockJudge {
 public:
  explicit Leadership(LeadershipParts parts, const LeaseOptions& options = {})
      : parts_(std::move(parts)), options_(options), watch_(parts_.self, options, parts_.chance) {}

  /// A turn beside each step of the loop: beats when it is time and, a few times a second, takes in what was heard. Brokers that do not answer
  /// make it know less, and are no failure. `head`: as far as this node's reader has come.
  void Turn(const events::Head& head);
  /// The last heartbeat: nobody need wait for this node's lease to end.
  void Leave(const events::Head& head);

  [[nodiscard]] const Watch& watch() const { return watch_; }

  /// By how much this machine's clock is ahead of the broker's (behind: negative), as far as its own heartbeats prove it;
  /// microseconds. None: no heartbeat has come back yet.
  [[nodiscard]] std::optional<std::int64_t> clock_ahead() const { return ahead_; }

  /// kUnavailable: the clocks are further apart than kClockToleranceMicros, or the broker's is not known yet.
  [[nodiscard]] std::optional<Failure> Doubt(Instant now) const override;
  /// The broker's time of this node's last heartbeat, so that no node's clock opens a day alone.
  [[nodiscard]] Instant DayClock(Instant now) const override;

 private:
  void Beat(const events::Head& head, bool leaving);
  void Compare(const HeardBeat& own);

  LeadershipParts parts_;
  LeaseOptions options_;
  Watch watch_;
  std::optional<Instant> next_beat_;  ///< in ticks
  std::optional<Instant> next_hear_;  ///< in ticks
  std::optional<std::int64_t> ahead_;
};

}  // namespace fascicolo::engine
