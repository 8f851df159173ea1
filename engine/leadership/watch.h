// Whether a node should hold, follow or claim, judged by the heartbeats alone (design D3). Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "engine/leadership/heartbeats.h"
#include "events/acceptance.h"

namespace fascicolo::engine {

struct LeaseOptions {
  std::int64_t beat_every_micros = 1'000'000;
  std::int64_t lease_micros = 5'000'000;     ///< a holder unheard for so long may be replaced
  std::int64_t max_wait_micros = 1'000'000;  ///< on top, at random, so that not all claim at once
};

enum class Advice {
  kListen,  ///< the broker's time is not known yet: an own heartbeat must come back first
  kHold,    ///< this node holds the term
  kFollow,  ///< the holder lives
  kClaim,   ///< nobody holds it, or the holder left or is silent
};

class Watch {
 public:
  /// `chance` picks this node's random wait; any number will do.
  Watch(WriterId self, const LeaseOptions& options, std::uint64_t chance)
      : self_(self), lease_(options.lease_micros), wait_(Wait(options, chance)) {}

  /// In the order in which they were heard.
  void Hear(const HeardBeat& heard);

  /// `head`: as far as this node's reader has come. A node that does not understand everything in the ledger waits a
  /// lease longer, so that one that does comes first.
  [[nodiscard]] Advice On(const events::Head& head, bool understands_all = true) const;
  /// `node` was heard since this one's first heartbeat, and has not left: it is at work now.
  [[nodiscard]] bool Lives(const WriterId& node) const;

  /// The append time of this node's last heartbeat: the only clock that nodes share. It stands between heartbeats.
  [[nodiscard]] std::optional<Instant> broker_time() const { return broker_time_; }
  /// Name of the holder, for people; its id in digits when it was never heard.
  [[nodiscard]] std::string NameOf(const WriterId& holder) const;
  /// Where it takes commands, as it says; empty: nowhere, it was never heard, or it has left.
  [[nodiscard]] std::string DoorOf(const WriterId& holder) const;

 private:
  struct Last {
    Instant at;
    bool leaving = false;
    std::string name;
    std::string door;
  };
  static std::int64_t Wait(const LeaseOptions& options, std::uint64_t chance) {
    return static_cast<std::int64_t>(chance % static_cast<std::uint64_t>(options.max_wait_micros + 1));
  }

  WriterId self_;
  std::int64_t lease_;  ///< microseconds
  std::int64_t wait_;   ///< on top of it, this node's own
  std::optional<Instant> first_own_;
  std::optional<Instant> broker_time_;
  std::map<WriterId, Last> last_;  ///< forgotten when they leave or are long silent
};

}  // namespace fascicolo::engine
