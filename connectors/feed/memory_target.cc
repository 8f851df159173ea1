#include "connectors/feed/memory_target.h"

namespace fascicolo::feed {

Result<std::optional<FeedRecord>> MemoryTarget::Last() {
  return records_.empty() ? std::optional<FeedRecord>() : std::optional(records_.back());
}

Status MemoryTarget::Append(std::span<const FeedRecord> records) {
  records_.insert(records_.end(), records.begin(), records.end());
  return {};
}

}  // namespace fascicolo::feed
