// The limits of rows.h, checked in one place by every driver.
#pragma once

#include "events/result.h"
#include "events/store/rows.h"

namespace fascicolo::store {

/// kTooLarge, naming the table, for the first change whose key or value is above kMaxKeyBytes or
/// kMaxRowBytes.
[[nodiscard]] Status CheckLimits(const RowBatch& batch);

/// The table of a key, for messages: never the key itself, which may hold a token of a person.
[[nodiscard]] std::string TableName(std::string_view key);

}  // namespace fascicolo::store
