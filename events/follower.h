// Follows a log and applies the acceptance rule: what comes out is the ledger. Every reader in the program stands on
// this: the writer's own, the views', verification, rebuilds.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "events/acceptance.h"
#include "events/ledger.h"

namespace fascicolo::events {

/// One accepted commit as it comes along. Borrows; the entry from the batch, the rest valid during the callback.
struct AcceptedCommit {
  const LogEntry& entry;
  const Header& header;
  Hash leaf;
  const Head& after;  ///< the head behind it
};

/// Where a follower goes on.
struct FollowPoint {
  Head head;
  LogOffset next;                          ///< the first record not yet seen
  std::optional<LogOffset> last_accepted;  ///< none before position 0
};

/// Not thread-safe; one thread per follower.
class Follower {
 public:
  using OnAccepted = std::function<Status(const AcceptedCommit&)>;
  using OnSuperseded = std::function<void(const LogEntry&, const Header&)>;

  static Result<Follower> Open(Ledger& ledger, FollowPoint from);

  /// Reads one batch of about `max_bytes` and hands over what is accepted, in order. A failure of `on_accepted` ends
  /// the batch behind the commits handed over before, and is returned. kDamaged: a record fails its checksum, or the
  /// last accepted record is not what it was: history was cut or rewritten. kTooNew: a record of ours that this
  /// program is too old for; nothing behind it is read. kUnavailable: the log does not answer just now. Whatever
  /// failed, the next Poll goes on with the first record that was not taken.
  Status Poll(std::size_t max_bytes, const OnAccepted& on_accepted, const OnSuperseded& on_superseded) {
    return Poll(max_bytes, batch_, on_accepted, on_superseded);
  }
  /// The same into a batch of the caller's, which keeps the records as long as he likes.
  Status Poll(std::size_t max_bytes, LogBatch& batch, const OnAccepted& on_accepted,
              const OnSuperseded& on_superseded);

  [[nodiscard]] const FollowPoint& point() const { return point_; }
  /// Records that were not ours: not one of them is handed to anybody.
  [[nodiscard]] std::uint64_t foreign() const { return foreign_; }
  /// Whether the last Poll found nothing new.
  [[nodiscard]] bool at_end() const { return at_end_; }

 private:
  Follower(Ledger& ledger, FollowPoint from, std::unique_ptr<LogReader> reader)
      : ledger_(&ledger), point_(from), reader_(std::move(reader)) {}
  Status CheckLastAccepted();
  Status Take(const LogEntry& entry, const OnAccepted& on_accepted, const OnSuperseded& on_superseded,
              bool& checked);

  Ledger* ledger_;
  FollowPoint point_;
  std::unique_ptr<LogReader> reader_;  ///< stands at point_.next; null: to be opened there again
  LogBatch batch_;
  std::uint64_t foreign_ = 0;
  bool at_end_ = false;
};

}  // namespace fascicolo::events
