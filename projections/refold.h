// State and views folded anew from the beginning of a ledger, from one reading of its log: the caller's thread reads,
// accepts and checks every hash; one further thread folds the state, another the views. For rebuilds, for a copy whose
// rows are gone, and for questions about the past.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "events/ledger.h"
#include "events/store/rows.h"
#include "projections/projector.h"

namespace fascicolo::projections {

/// What is wanted, each into empty rows that nobody else uses meanwhile; null: not wanted.
struct RefoldInto {
  store::RowStore* state = nullptr;
  store::RowStore* views = nullptr;
};

/// What was met on the way.
struct Refolded {
  Position next;                 ///< behind the last commit folded
  std::uint64_t events = 0;      ///< of the commits folded
  std::uint64_t superseded = 0;  ///< records that the acceptance rule set aside
};

struct RefoldOptions {
  std::optional<Position> last;         ///< folded as the last one; none: all there are
  std::size_t cache_bytes = 96U << 20;  ///< rows that each fold keeps above its store before it writes them
  std::size_t read_bytes = 1U << 20;    ///< taken from the log at a time; FoldingThread::kMaxWaiting pieces are held
};

/// On a failure what was folded before it is written if it can be. kNotFound: the ledger ends before `last`. kLocked: rows
/// were there already. kIo: rows cannot be read. Otherwise as Follower::Poll and RowStore::Write. Progress is called on
/// the caller's thread and tells what was read.
[[nodiscard]] Result<Refolded> Refold(events::Ledger& ledger, std::string_view origin, const RefoldInto& into,
                                      const RefoldOptions& options = {}, const OnProgress& on_progress = {});

}  // namespace fascicolo::projections
