// Folding state and views again beside the live ones, and saying where the two differ. They never
// should: a difference is a fold that was changed, a damaged store, or a bug.
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
  std::string_view view;  ///< or "state"
  Hash live;
  Hash rebuilt;
  std::vector<DifferingRow> rows;  ///< of a view, in key order, the first kMaxDifferences; if asked for
  [[nodiscard]] bool same() const { return live == rebuilt; }
};

struct RebuildReport {
  Standing standing;  ///< of both: the rebuild stops where the live views stand
  std::vector<ViewComparison> views;  ///< "state", "ledger", then as AllViews
  [[nodiscard]] bool same() const;
};

/// What stands at one position, or two snapshots of it, if it moves on meanwhile.
struct LiveRows {
  const store::Rows& state;
  const store::Rows& views;
};
/// Empty; nobody else uses them.
struct RowsBeside {
  store::RowStore& state;
  store::RowStore& views;
};

/// Folds the ledger up to where `live` stands, and compares. kNotFound: nothing live yet, or the log
/// ends before it. Other failures as Refold.
[[nodiscard]] Result<RebuildReport> RebuildBeside(events::Ledger& ledger, std::string_view origin,
                                                  const LiveRows& live, const RowsBeside& beside,
                                                  bool diff, const OnProgress& on_progress = {});

/// The same into new RocksDB stores `dir`/state and `dir`/views; they stay, fit to take the live
/// ones' place. kLocked: `dir` exists.
[[nodiscard]] Result<RebuildReport> RebuildInDirectory(events::Ledger& ledger,
                                                       std::string_view origin,
                                                       const LiveRows& live,
                                                       const std::filesystem::path& dir, bool diff,
                                                       const OnProgress& on_progress = {});

/// The rows of one view that differ, in key order, at most kMaxDifferences. Throws StoreBroken.
[[nodiscard]] std::vector<DifferingRow> DiffView(std::string_view name, ViewId id,
                                                 const store::Rows& live,
                                                 const store::Rows& rebuilt);

}  // namespace fascicolo::projections
