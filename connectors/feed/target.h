// Where a feed goes: something that keeps records in the order in which they were appended. Drivers: MemoryTarget,
// FileTarget, and a topic on Kafka (connectors/kafka/record_topic.h), under one contract suite (tests/contract/feed).
#pragma once

#include "connectors/feed/record.h"
#include "events/result.h"

#include <optional>
#include <span>

namespace fascicolo::feed {

/// One thread.
class Target {
 public:
  virtual ~Target() = default;
  /// The last record; none: there is none. kDamaged: what stands there last is no record of a feed. kUnavailable: it
  /// cannot be had just now.
  virtual Result<std::optional<FeedRecord>> Last() = 0;
  /// Appends these in their order; behind it all are durable. After a failure some may be there, always from the first
  /// on without a gap: Last says, perhaps later, how many. kUnavailable: the same may go through later.
  virtual Status Append(std::span<const FeedRecord> records) = 0;
};

}  // namespace fascicolo::feed
