// The state of one ledger: rows that are accepted, and above them the commits that are on their way.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/fold.h"
#include "engine/state/state.h"
#include "events/fold_point.h"
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
  /// Takes up the rows of `base`, which must outlive it; without rows it stands before the first commit of `origin`'s
  /// ledger. kDamaged: the rows are another ledger's, or do not say where they stand.
  static Result<std::unique_ptr<FoldedState>> Open(store::RowStore& base, std::string_view origin);
  /// Where the rows of a state stand; the same failures.
  static Result<events::FoldPoint> PointOf(const store::Rows& base, std::string_view origin);

  FoldedState(store::RowStore& base, events::FoldPoint point)
      : base_(base), overlay_(base), point_(std::move(point)) {}
  virtual ~FoldedState() = default;
  FoldedState(const FoldedState&) = delete;
  FoldedState& operator=(const FoldedState&) = delete;

  /// Through which commit everything accepted is folded.
  [[nodiscard]] const events::FoldPoint& point() const { return point_; }
  /// Reads at the writer's head: in-flight commits included.
  [[nodiscard]] State AtHead() const { return State(overlay_); }

  /// Folds a commit of our own making above the others in flight. False: it would freeze its own entities, which must
  /// not be sent; nothing is kept then.
  [[nodiscard]] bool FoldOwn(const events::CommitReading& commit);
  /// A commit in flight was accepted: its rows may go to the base.
  void AcceptOwn(const events::AcceptedCommit& commit);
  /// Folds an accepted commit whose hashes were checked. Nothing may be in flight.
  void Fold(const events::AcceptedCommit& commit, const events::CommitReading& reading);
  /// The same from its bytes. kDamaged: it fails its hashes.
  Status FoldAccepted(const events::AcceptedCommit& commit);
  /// Forgets everything in flight. Accepted rows must have been written out. Virtual so that the simulation can plant
  /// the mistake of not doing it.
  virtual void DropInFlight();

  /// Keys that accepted commits erase and that were not taken yet, in the order of the log.
  [[nodiscard]] std::vector<KeyId> TakeErasedKeys();

  /// Writes what is accepted to the base, in one batch with its position. On failure the rows are kept here, reads must
  /// wait, and the next call tries again.
  Status WriteOut();
  /// Accepted rows not yet written, in bytes: a catch-up writes out when this has grown.
  [[nodiscard]] std::size_t bytes() const { return overlay_.bytes(); }

  /// The open obligation that is due first, of those due by `now` and by the end of `today`; `skip` are passed over.
  [[nodiscard]] std::optional<OpenObligation> FirstDue(Instant now, std::optional<Day> today,
                                                       const std::vector<EntityId>& skip);
  [[nodiscard]] std::uint64_t frozen_commits() const { return frozen_commits_; }
  /// By commits folded since this object was made, those that were lost in flight included.
  [[nodiscard]] const ObligationCounts& obligations() const { return obligations_; }

 private:
  [[nodiscard]] FoldResult FoldRows(const events::CommitReading& commit);
  Status WriteAccepted();

  store::RowStore& base_;
  store::Overlay overlay_;
  std::optional<std::uint64_t> accepted_through_;  ///< mark up to which layers may be written
  std::optional<std::uint64_t> catch_up_mark_;  ///< shared by the commits of one catch-up: each row is kept once
  events::FoldPoint point_;
  store::RowBatch unwritten_;
  /// Of commits that are folded here, accepted or not.
  struct Erasing {
    Position position;
    std::vector<KeyId> keys;
  };
  std::vector<Erasing> erasing_;
  std::optional<Instant> earliest_due_;  ///< of the open obligations; none: there is none
  bool earliest_known_ = false;
  std::uint64_t frozen_commits_ = 0;
  ObligationCounts obligations_;
};

}  // namespace fascicolo::engine
