// A consumer's feed, from a ledger that another process may be writing to where it goes.
#pragma once

#include "connectors/feed/feed.h"
#include "connectors/feed/publisher.h"
#include "connectors/program/backup/source.h"
#include "events/follower.h"

#include <memory>
#include <optional>
#include <string>

namespace fascicolo::program {

class Feeding {
 public:
  /// Opens the ledger and, for its secret, the vault; nothing is locked or changed. Failures of OpenSource; kDamaged:
  /// the master key does not open the vault.
  static Result<std::unique_ptr<Feeding>> Open(const Place& place, feed::Consumer consumer);

  [[nodiscard]] LedgerId ledger() const { return ledger_; }
  [[nodiscard]] const feed::Feed& feed() const { return *feed_; }

  /// `target` must outlive it. Failures of Publisher::Open.
  Status SendTo(feed::Target& target);

  /// Log bytes done and all, and commits.
  using Progress = std::function<void(std::uint64_t done, std::uint64_t all, std::uint64_t commits)>;
  /// Publishes what the ledger has and the target has not, through the end that the log has now. kUnavailable: called
  /// again it goes on, where the target says. kTooNew: Feed::Take.
  Status Round(const Progress& progress);
  /// The same reading, without publishing: how many records are owed.
  [[nodiscard]] Result<std::uint64_t> Owed(const Progress& progress);

  [[nodiscard]] const std::optional<feed::Sequence>& last() const { return publisher_->last(); }
  [[nodiscard]] std::uint64_t published() const { return publisher_->published(); }
  /// The next commit to be read.
  [[nodiscard]] Position next() const { return point_.head.next; }
  [[nodiscard]] Lineage lineage() const { return point_.head.lineage; }

 private:
  using OnRecords = std::function<void(std::vector<feed::FeedRecord>)>;
  Feeding(Place place, BackupSource source, LedgerId ledger);
  /// Through the log's present end; `behind` is called after each piece that was read.
  Status Read(const OnRecords& take, const std::function<Status()>& behind, const Progress& progress);
  Status ReopenLog();

  Place place_;
  BackupSource source_;
  LedgerId ledger_;
  std::unique_ptr<feed::Feed> feed_;
  std::optional<feed::Publisher> publisher_;
  events::FollowPoint point_;
};

}  // namespace fascicolo::program
