// The state folded anew from the log, into rows of its own: for checks, and for questions about the
// past.
#pragma once

#include "events/ledger.h"
#include "events/store/rows.h"

#include <functional>
#include <string_view>

namespace fascicolo::program {

/// What a fold met on its way.
struct StateFold {
  std::uint64_t commits = 0;  ///< folded: the accepted ones up to the end
  std::uint64_t events = 0;
  std::uint64_t superseded = 0;
  std::uint64_t frozen = 0;  ///< commits that this program does not understand
};

/// Called with the log's bytes done and all.
using OnFolded = std::function<void(std::uint64_t done, std::uint64_t all, std::uint64_t events)>;

/// Folds the ledger from its beginning through `last` into `rows`, which must be empty. kNotFound:
/// it does not go so far. Otherwise as events::Follower and RowStore::Write. Throws StoreBroken.
[[nodiscard]] Result<StateFold> FoldStateInto(events::Ledger& ledger, std::string_view origin,
                                              Position last, store::RowStore& rows,
                                              const OnFolded& on_folded = {});

}  // namespace fascicolo::program
