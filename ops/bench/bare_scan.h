// The machine's own limit for reading a log: every record read and its sums checked by the driver; nothing else.
#pragma once

#include <cstdint>

#include "events/ledger.h"

namespace fascicolo::bench {

/// Returns how many records there are.
std::uint64_t BareScan(events::Ledger& ledger);

}  // namespace fascicolo::bench
