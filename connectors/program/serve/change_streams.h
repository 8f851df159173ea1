// Who listens to changes, and what the latest ones were, for those who come back.
#pragma once

#include "connectors/http/message.h"
#include "connectors/program/serve/view_changes.h"
#include "events/calendar.h"

#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace fascicolo::program {

/// Commits whose changes are kept for those who come back; who was away for longer is told to ask everything anew.
inline constexpr std::size_t kMaxKeptChanges = 10'000;
/// Told to one listener at once; more is a reset.
inline constexpr std::size_t kMostToldBytes = 32'768;
/// A listener hears something at least so often.
inline constexpr std::chrono::seconds kHeartbeatEvery{15};

struct ToldCommit {
  Position position;
  std::vector<ViewChange> changes;
};

/// From any thread.
class ChangeStreams {
 public:
  /// `after`: the last position that the listener knows; none: it begins with what comes. `until`: its token is good
  /// until then.
  void Add(std::shared_ptr<http::Stream> stream, std::set<std::string_view> questions, std::optional<Position> after,
           Instant until);
  /// From where commits are told from now on. Who listens already is told to ask everything anew.
  void BeginAt(Position next);
  /// Commits in the order of their positions.
  void Tell(std::vector<ToldCommit> commits);
  /// Something to those who heard nothing for a while; ends the streams whose tokens are over.
  void Beat(Instant now);
  void EndAll();
  [[nodiscard]] std::size_t size() const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Listener {
    std::shared_ptr<http::Stream> stream;
    std::set<std::string_view> questions;
    Instant until;
    Clock::time_point heard_at;
  };
  /// All that those who listen to `questions` hear of the commits from `first` on; none: too much.
  [[nodiscard]] std::optional<std::string> TextFrom(std::deque<ToldCommit>::const_iterator first,
                                                    const std::set<std::string_view>& questions) const;

  mutable std::mutex mutex_;
  std::vector<Listener> listeners_;
  std::deque<ToldCommit> kept_;
  Position next_;  ///< of the commit that comes next
};

}  // namespace fascicolo::program
