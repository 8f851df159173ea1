#include "events/store/row_limits.h"

namespace fascicolo::store {

std::string TableName(std::string_view key) {
  if (key.empty()) return "the empty key";
  return "table " + std::to_string(static_cast<unsigned char>(key.front()));
}

Status CheckLimits(const RowBatch& batch) {
  for (const RowChange& change : batch) {
    const std::size_t value_bytes = change.value ? change.value->size() : 0;
    if (change.key.size() <= kMaxKeyBytes && value_bytes <= kMaxRowBytes) continue;
    return Failure{FailureCode::kTooLarge,
                   "row of " + TableName(change.key) + ": key of " +
                       std::to_string(change.key.size()) + " bytes (at most " +
                       std::to_string(kMaxKeyBytes) + "), value of " + std::to_string(value_bytes) +
                       " (at most " + std::to_string(kMaxRowBytes) + ")"};
  }
  return {};
}

}  // namespace fascicolo::store
