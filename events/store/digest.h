// A digest over rows: equal rows, equal digest, on every driver and machine. It proves that two
// folds of one ledger arrived at the same bytes.
#pragma once

#include <string_view>

#include "events/names.h"
#include "events/store/rows.h"

namespace fascicolo::store {

/// SHA-256 over the rows whose keys start with `prefix` (empty: all), in key order, each as u32
/// big-endian key length, key, u32 big-endian value length, value. No rows: SHA-256 of nothing.
/// Throws StoreBroken.
[[nodiscard]] Hash DigestRows(const Rows& rows, std::string_view prefix);

}  // namespace fascicolo::store
