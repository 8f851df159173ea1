// Feeds on Kafka: the topic of one consumer as a feed's target, and what the feeds of a ledger were told last.
#pragma once

#include "connectors/feed/target.h"
#include "connectors/kafka/options.h"
#include "events/names.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fascicolo::program {

/// The topic of this name; made, with as many replicas as the cluster can give, where `options.create` says so.
/// Failures of kafka::RecordTopic::Open.
[[nodiscard]] Result<std::unique_ptr<feed::Target>> OpenFeedTopic(kafka::KafkaOptions options,
                                                                  const std::string& topic);

/// How far a consumer of the ledger was told.
struct FeedTold {
  std::string topic;
  feed::Sequence last;
};
/// Of each feed of the ledger on these brokers that holds anything. kUnavailable: no answer. kDamaged: a topic of that
/// name holds something else.
[[nodiscard]] Result<std::vector<FeedTold>> AskFeeds(const kafka::KafkaOptions& options, LedgerId ledger);

}  // namespace fascicolo::program
