// The sizes that a broker and its clients must agree on.
#pragma once

#include <cstddef>

#include "events/record.h"

namespace fascicolo::kafka {

/// What our producer sends at once for a partition, framing included; a topic must take as much.
inline constexpr std::size_t kMaxBatchBytes = 1'000'000;
/// What a new topic is set to take: Kafka's own default, which leaves room for framing that grows.
inline constexpr std::size_t kTopicMaxMessageBytes = 1'048'588;
/// Record batch header (61 bytes), record framing and lengths, generously.
inline constexpr std::size_t kMaxFramingBytes = 4'096;
static_assert(events::kMaxRecordBytes + kMaxFramingBytes <= kMaxBatchBytes);

}  // namespace fascicolo::kafka
