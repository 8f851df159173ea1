// The views of one ledger: the rows that are written, above them those of the latest commits, and
// the way from one commit to the next. Rows and position move in one batch, so that no two views
// ever stand at different commits.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "events/body.h"
#include "events/fold_point.h"
#include "events/store/overlay.h"
#include "events/store/rows.h"
#include "projections/ledger_rows.h"
#include "projections/view.h"

namespace fascicolo::projections {

/// One thread. Throws StoreBroken where it reads. `base` must outlive it, and belongs to it: only
/// reading from it is anybody else's.
class FoldedViews {
 public:
  /// kDamaged: the rows are those of another ledger than `origin` names.
  static Result<std::unique_ptr<FoldedViews>> Open(store::RowStore& base, std::string_view origin);

  /// Where the folded rows stand; empty ones stand at the beginning of the ledger.
  [[nodiscard]] const events::FoldPoint& point() const { return point_; }

  /// Folds the commit at point(). An entity that is not understood from this commit on freezes, and
  /// everything else goes on (design D12). Must not be called after a WriteOut that failed.
  void Fold(const events::AcceptedCommit& commit, const events::CommitReading& reading);

  /// Writes what was folded to the base, in one batch with the position. On failure the rows are kept here, reads must wait, and
  /// the next call tries again.
  Status WriteOut();
  /// Folded and not yet written, in bytes.
  [[nodiscard]] std::size_t bytes() const { return overlay_.bytes(); }
  /// What stands in the base and above it; borrows.
  [[nodiscard]] const store::Rows& rows() const { return overlay_; }


 private:
  FoldedViews(store::RowStore& base, events::FoldPoint point);
  [[nodiscard]] bool FoldViews(const events::AcceptedCommit& commit,
                               const events::CommitReading& reading);
  void CollectEvents(const events::CommitReading& reading);
  void Freeze(const events::CommitReading& reading);
  void NoteOffset(Position position, events::LogOffset offset);
  [[nodiscard]] bool IsFrozen(EntityId entity) const;

  store::RowStore& base_;
  store::Overlay overlay_;
  events::FoldPoint point_;
  engine::LedgerRow ledger_;
  OffsetsRow offsets_;  ///< of the commits since the last full row
  std::uint64_t last_offset_ = 0;
  std::vector<FoldedEvent> events_;
  bool moved_ = false;  ///< since the last WriteOut
  store::RowBatch unwritten_;
};

/// SHA-256 over each view's rows, with the ledger's standing as one more: copies at one position
/// are the same exactly when these are. (name, digest), in the order of AllViews, "ledger" first.
[[nodiscard]] std::vector<std::pair<std::string_view, Hash>> DigestsOf(const store::Rows& rows);

}  // namespace fascicolo::projections
