// The topic that is a ledger: its name, its settings, and what is wrong with them. One partition, because a ledger is
// one order (design D1); everything is kept for ever, because the ledger is the truth.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "connectors/kafka/options.h"
#include "events/names.h"
#include "events/result.h"

struct rd_kafka_s;

namespace fascicolo::kafka {

/// "fascicolo.<ledger id>.ledger". The id, not the authority's name: an origin may hold what a topic's name must not, and
/// may be renamed. Other topics of the same authority stand beside it under the same prefix.
[[nodiscard]] std::string TopicOf(LedgerId ledger);

/// What a broker says of a topic.
struct TopicFound {
  int partitions = 0;
  int replicas = 0;                              ///< of partition 0
  std::map<std::string, std::string> settings;  ///< in force, by Kafka's names
};

/// What a topic must be like for a ledger to rest on it, one sentence for each fault: the setting, what it is, what it
/// should be, and what to do. Pure. Empty: it is as wished, or safer.
[[nodiscard]] std::vector<std::string> FaultsOf(const std::string& topic, const TopicWish& wish,
                                                const TopicFound& found);

/// The settings that a new ledger's topic gets. Kafka itself: https://kafka.apache.org/documentation/#topicconfigs.
[[nodiscard]] std::map<std::string, std::string> SettingsFor(const TopicWish& wish);

/// What is erased from a ledger's vault is gone from the brokers' files within so long: compaction begins within the first half,
/// and whatever it leaves of an erasure (an id, which is random) goes within the second.
inline constexpr int kErasedWithinHours = 48;
/// Kafka never compacts the file that it appends to: at so many bytes it begins the next. The least that every version takes.
inline constexpr std::int64_t kVaultSegmentBytes = 1 << 20;

/// The same two for the topic of a ledger's vault (key_topic.h), from which erased keys must go.
[[nodiscard]] std::vector<std::string> VaultFaultsOf(const std::string& topic, const TopicWish& wish, const TopicFound& found);
[[nodiscard]] std::map<std::string, std::string> VaultSettingsFor(const TopicWish& wish);

/// kNotFound: there is no such topic. kUnavailable: no answer within the patience.
Result<TopicFound> DescribeTopic(rd_kafka_s& client, const std::string& topic, int patience_ms);

/// Makes one with one partition and these settings; one that is there already is left as it is. kUnavailable: no answer,
/// or too few brokers. kIo: the brokers refuse.
Status CreateTopic(rd_kafka_s& client, const std::string& topic, int replication,
                   const std::map<std::string, std::string>& settings, int patience_ms);

/// Describes it; with `options.create`, makes it where there is none, and waits until the brokers know it.
Result<TopicFound> DescribeOrCreate(rd_kafka_s& client, const std::string& topic, const KafkaOptions& options,
                                    const std::map<std::string, std::string>& settings);

}  // namespace fascicolo::kafka
