// The state of one ledger: rows that are accepted, and above them the commits that are on their way.
#pragma once

#include <optional>

#include "engine/fold.h"
#include "engine/state/state.h"
#include "events/follower.h"
#include "events/store/overlay.h"

namespace fascicolo::engine {

/// An obligation that is open, with its id.
struct OpenObligation {
  EntityId id;
  ObligationRow row;
};

/// One thread. Throws StoreBroken where it reads.
class FoldedState {
 public:
  explicit FoldedState(store::RowStore& base) : base_(base), overlay_(base) {}
  virtual ~FoldedState() = default;
  FoldedState(const FoldedState&) = delete;
  FoldedState& operator=(const FoldedState&) = delete;

  /// Where the folded rows stand; an empty state stands at the beginning of `origin`'s ledger.
  [[nodiscard]] events::FollowPoint Point(std::string_view origin) const;
  /// Reads at the writer's head: in-flight commits included.
  [[nodiscard]] State AtHead() const { return State(overlay_); }

  /// Folds a commit of our own making above the others in flight. False: it would freeze its own entities, which must
  /// not be sent; nothing is kept then.
  [[nodiscard]] bool FoldOwn(const events::CommitReading& commit, const events::Head& after);
  /// A commit in flight was accepted: its rows may go to the base.
  void AcceptOwn(const events::AcceptedCommit& commit);
  /// Folds an accepted commit from its bytes. Nothing may be in flight. kDamaged: it fails its hashes.
  Status FoldAccepted(const events::AcceptedCommit& commit);
  /// Forgets everything in flight. Accepted rows must have been written out. Virtual so that the simulation can plant
  /// the mistake of not doing it.
  virtual void DropInFlight();

  /// Writes what is accepted to the base, in one batch with its position. On failure the rows are kept here, reads must
  /// wait, and the next call tries again.
  Status WriteOut();
  /// Accepted rows not yet written, in bytes: a catch-up writes out when this has grown.
  [[nodiscard]] std::size_t bytes() const { return overlay_.bytes(); }

  /// The open obligation that is due first, of those due by `now` and by the end of `today`; `skip` are passed over.
  [[nodiscard]] std::optional<OpenObligation> FirstDue(Instant now, std::optional<Day> today,
                                                       const std::vector<EntityId>& skip);
  [[nodiscard]] std::uint64_t frozen_commits() const { return frozen_commits_; }

 private:
  void Fold(const events::CommitReading& commit, const events::Head& after, FoldResult& result);

  store::RowStore& base_;
  store::Overlay overlay_;
  std::optional<std::uint64_t> accepted_through_;  ///< mark up to which layers may be written
  std::optional<std::uint64_t> catch_up_mark_;  ///< shared by the commits of one catch-up: each row is kept once
  ReaderRow reader_;
  store::RowBatch unwritten_;
  std::optional<Instant> earliest_due_;  ///< of the open obligations; none: there is none
  bool earliest_known_ = false;
  std::uint64_t frozen_commits_ = 0;
};

}  // namespace fascicolo::engine
