// The entries of a ledger's tree, read back from its log: the headers of its accepted commits, in bundles of 256.
#pragma once

#include <memory>

#include "events/ledger.h"
#include "events/proof/tree_files.h"

namespace fascicolo::proof {

/// Cheapest in ascending order: the log is then read once. `tree` and `ledger` must outlive it.
class EntryBundles {
 public:
  EntryBundles(const TreeFiles& tree, events::Ledger& ledger) : tree_(tree), ledger_(ledger) {}

  /// The entries under a tile of level 0. Each is held against its hash in the tile; kDamaged: the log has them no more.
  [[nodiscard]] Result<Bytes> Of(const Tile& tile);

 private:
  Status Seek(std::uint64_t index);
  /// The next record's header; empty: the log has none.
  Result<ConstBytes> NextHeader();

  const TreeFiles& tree_;
  events::Ledger& ledger_;
  std::unique_ptr<events::LogReader> reader_;
  std::uint64_t index_ = 0;  ///< of the tile whose first entry comes next
  events::LogBatch batch_;
  std::size_t taken_ = 0;  ///< of the batch
};

}  // namespace fascicolo::proof
