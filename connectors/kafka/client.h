// librdkafka's handles, owned, and one place that says how every client of ours talks to a broker. The vendor's types
// are named and never shown.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "connectors/kafka/options.h"
#include "connectors/kafka/traffic.h"
#include "events/result.h"

struct rd_kafka_s;
struct rd_kafka_topic_s;
struct rd_kafka_message_s;
struct rd_kafka_queue_s;
struct rd_kafka_op_s;

namespace fascicolo::kafka {

struct CloseClient {
  void operator()(rd_kafka_s* client) const;
};
using Client = std::unique_ptr<rd_kafka_s, CloseClient>;

struct CloseTopic {
  void operator()(rd_kafka_topic_s* topic) const;
};
using TopicHandle = std::unique_ptr<rd_kafka_topic_s, CloseTopic>;

struct FreeMessage {
  void operator()(rd_kafka_message_s* message) const;
};
using Message = std::unique_ptr<rd_kafka_message_s, FreeMessage>;

struct CloseQueue {
  void operator()(rd_kafka_queue_s* queue) const;
};
using Queue = std::unique_ptr<rd_kafka_queue_s, CloseQueue>;

enum class ClientKind { kProducer, kConsumer };

/// A client that does not log: what is wrong comes back as failures. `own` settings win over those of the options. kIo:
/// a setting is unknown or out of range, and is named.
Result<Client> MakeClient(ClientKind kind, const KafkaOptions& options, const ClientSettings& own);

/// A client that is measured tells of itself as an event of its main queue, and keeps there what nobody takes: only one whose
/// events are taken all the time may be. Such an event is handed to the meter. False: it is another.
bool TakeStatistics(rd_kafka_op_s& event, const KafkaOptions& options, TrafficMeter::Told& told);
/// The settings by which it does; none where nobody looks.
[[nodiscard]] ClientSettings MeasuredSettings(const KafkaOptions& options);

/// First and one behind the last offset of partition 0.
struct Watermarks {
  std::int64_t low = 0;
  std::int64_t high = 0;
};
/// Asks the leader. kUnavailable: no answer within the patience.
Result<Watermarks> AskWatermarks(rd_kafka_s& client, const std::string& topic, int patience_ms);

}  // namespace fascicolo::kafka
