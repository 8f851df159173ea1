// Accepted commits of one reading of the log, with their hashes checked, kept together so that several threads can fold
// them.
#pragma once

#include <vector>

#include "events/body.h"
#include "events/follower.h"

namespace fascicolo::projections {

/// Borrows from the batch's buffer.
struct VerifiedCommit {
  events::LogEntry entry;
  events::Header header;
  Hash leaf;
  events::Head after;
  events::CommitReading reading;

  [[nodiscard]] events::AcceptedCommit accepted() const { return {entry, header, leaf, after}; }
};

/// Never changes once it is handed out; any number of threads may read it.
struct VerifiedBatch {
  events::LogBatch log;
  std::vector<VerifiedCommit> commits;  ///< in ledger order
};

}  // namespace fascicolo::projections
