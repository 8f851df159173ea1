// From a reference of the history view to the commit itself.
#pragma once

#include <memory>

#include "events/body.h"
#include "events/ledger.h"
#include "events/store/rows.h"

namespace fascicolo::projections {

/// A commit read from the log, with the bytes that `reading` borrows.
struct LoadedCommit {
  events::LogBatch batch;
  events::LogOffset offset;
  events::CommitReading reading;
};

/// Borrows ledger and rows, which must be views of this ledger's own copy. One thread, unless the
/// ledger's Read may be called by several.
class HistoryReader {
 public:
  HistoryReader(events::Ledger& ledger, const store::Rows& rows) : ledger_(ledger), rows_(rows) {}

  /// kNotFound: the views do not reach so far. kDamaged: the log holds something else at that
  /// place, or the commit fails its hashes. A commit that this program does not understand is
  /// loaded all the same: ask reading.understood(). Throws StoreBroken.
  [[nodiscard]] Result<std::unique_ptr<LoadedCommit>> Load(Position position) const;

 private:
  events::Ledger& ledger_;
  const store::Rows& rows_;
};

}  // namespace fascicolo::projections
