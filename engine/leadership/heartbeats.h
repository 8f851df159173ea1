// Heartbeats: how the nodes of one ledger know of each other. A hint about who writes, never a safety matter: whatever
// they say or fail to say, acceptance decides (design D2, D3). Time in them is the broker's, so that no node's clock is
// believed but one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "events/calendar.h"
#include "events/names.h"
#include "events/result.h"

namespace fascicolo::engine {

inline constexpr std::size_t kMaxNodeNameBytes = 256;
inline constexpr std::size_t kMaxDoorBytes = 512;

/// What a node says of itself. A row (events/store/row_codec.h); fields are only ever added at the end.
struct Heartbeat {
  WriterId node;
  Term term;             ///< that it holds as far as it knows; 0: it follows
  std::string name;      ///< host and process, for people; at most kMaxNodeNameBytes
  bool leaving = false;  ///< the node's last one: nobody need wait for its lease to end
  Instant sent_at{};     ///< by the node's own clock
  std::string door{};    ///< where it takes commands from other nodes: a URL without a path; empty: nowhere. At most
                         ///< kMaxDoorBytes
  template <class V>
  void Visit(V& v) {
    v(node, term, name, leaving, sent_at, door);
  }
};

/// As it came back from the broker.
struct HeardBeat {
  Heartbeat beat;
  Instant at;  ///< when the broker appended it
};

/// The port to the heartbeats of one ledger. One thread.
class Heartbeats {
 public:
  virtual ~Heartbeats() = default;
  /// Hands one over and does not wait: a broker that does not answer makes beats late, not callers.
  virtual Status Beat(const Heartbeat& beat) = 0;
  /// Those that came since the last call, one's own included, in the order in which every node hears them. The first
  /// call begins with some earlier ones, those of a lease at least. kUnavailable: none can be had just now.
  virtual Result<std::vector<HeardBeat>> Hear() = 0;
};

}  // namespace fascicolo::engine
