// Folding the views again beside the live ones, and saying where the two differ. They never should:
// a difference is a fold that was changed, a damaged store, or a bug.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "events/store/rocks_rows.h"
#include "projections/projector.h"

namespace fascicolo::projections {

inline constexpr std::size_t kMaxDifferences = 100;  ///< reported per view

enum class RowDifference { kOnlyLive, kOnlyRebuilt, kOtherValue };

struct DifferingRow {
  std::string view;
  int table = 0;        ///< the view's table, as numbered in its header
  std::string key_hex;  ///< what follows view and table
  RowDifference difference = RowDifference::kOtherValue;
};

struct ViewComparison {
  std::string_view view;
  Hash live;
  Hash rebuilt;
  std::vector<DifferingRow> rows;  ///< in key order, the first kMaxDifferences; only if asked for
  [[nodiscard]] bool same() const { return live == rebuilt; }
};

struct RebuildReport {
  Standing standing;  ///< of both: the rebuild stops where the live views stand
  std::vector<ViewComparison> views;
  [[nodiscard]] bool same() const;
};

/// Folds the ledger into `beside`, which must be empty, up to where `live` stands (a snapshot, if
/// they move on meanwhile), and compares. kNotFound: nothing live yet, or the log ends before it.
[[nodiscard]] Result<RebuildReport> RebuildBeside(events::Ledger& ledger, std::string_view origin,
                                                  const store::Rows& live, store::RowStore& beside,
                                                  bool diff, const OnProgress& on_progress = {});

/// The same into a new RocksDB store in `dir`, which must not exist; it stays, fit to take the live
/// one's place. kLocked: `dir` exists.
[[nodiscard]] Result<RebuildReport> RebuildInDirectory(events::Ledger& ledger,
                                                       std::string_view origin,
                                                       const store::Rows& live,
                                                       const std::filesystem::path& dir, bool diff,
                                                       const OnProgress& on_progress = {});

/// The rows of one view that differ, in key order, at most kMaxDifferences. Throws StoreBroken.
[[nodiscard]] std::vector<DifferingRow> DiffView(std::string_view name, ViewId id,
                                                 const store::Rows& live,
                                                 const store::Rows& rebuilt);

}  // namespace fascicolo::projections
