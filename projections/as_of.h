// Any view as of any moment of the ledger: a fold from its beginning, into memory, up to there.
#pragma once

#include <memory>
#include <string_view>
#include <variant>

#include "events/store/memory_rows.h"
#include "projections/projector.h"

namespace fascicolo::projections {

/// A position, which is included, or an instant: the last commit recorded at or before it.
using AsOf = std::variant<Position, Instant>;

/// "1042" (a position), "2025-03-31" (the end of that local day) or "2025-03-31T12:00:00+02:00".
[[nodiscard]] Result<AsOf, FormError> ParseAsOf(std::string_view text);

/// The views as they were; the queries of every view work on `rows`.
struct AsOfViews {
  std::unique_ptr<store::MemoryRows> rows;
  Standing standing;
};

/// kNotFound: a position beyond the head, which the message names; or an instant before the ledger
/// was opened. Other failures as Projector. Takes as long as a rebuild up to there.
[[nodiscard]] Result<AsOfViews> FoldAsOf(events::Ledger& ledger, std::string_view origin,
                                         const AsOf& as_of, const OnProgress& on_progress = {});

}  // namespace fascicolo::projections
