#include "connectors/kafka/client.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace fascicolo::kafka {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kAskAgain{50};
constexpr const char* kStatisticsEvery = "statistics.interval.ms";

/// What every client has in common: answers are wanted at once, and a dead connection is noticed in seconds.
ClientSettings Common(const KafkaOptions& options) {
  return {
      {"bootstrap.servers", options.brokers},
      {"client.id", "fascicolo"},
      {"socket.nagle.disable", "true"},  // on by default until librdkafka 2.10
      {"socket.keepalive.enable", "true"},
      {"socket.timeout.ms", "5000"},
      {"reconnect.backoff.ms", "50"},
      {"reconnect.backoff.max.ms", "1000"},
      {"topic.metadata.refresh.fast.interval.ms", "100"},
  };
}

Status Apply(rd_kafka_conf_t& conf, const ClientSettings& settings) {
  char problem[512];
  for (const auto& [name, value] : settings) {
    if (rd_kafka_conf_set(&conf, name.c_str(), value.c_str(), problem, sizeof problem) != RD_KAFKA_CONF_OK) {
      return Failure{FailureCode::kIo, "Kafka client: setting " + name + ": " + problem};
    }
  }
  return {};
}

struct Asked {
  rd_kafka_resp_err_t error = RD_KAFKA_RESP_ERR_NO_ERROR;
  std::int64_t offset = 0;
};

Asked AskOffset(rd_kafka_s& client, const std::string& topic, std::int64_t which, steady_clock::time_point until) {
  const auto left = std::chrono::duration_cast<milliseconds>(until - steady_clock::now()).count();
  const auto destroy = [](rd_kafka_topic_partition_list_t* list) { rd_kafka_topic_partition_list_destroy(list); };
  const std::unique_ptr<rd_kafka_topic_partition_list_t, decltype(destroy)> list(rd_kafka_topic_partition_list_new(1),
                                                                                 destroy);
  rd_kafka_topic_partition_t* one = rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), 0);
  one->offset = which;
  const auto error = rd_kafka_offsets_for_times(&client, list.get(), static_cast<int>(std::max<std::int64_t>(left, 1)));
  return {error != RD_KAFKA_RESP_ERR_NO_ERROR ? error : one->err, one->offset};
}

/// A leader is being looked for, or a new topic has not come round yet.
bool MayPass(rd_kafka_resp_err_t error) {
  return error == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION || error == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE ||
         error == RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION || error == RD_KAFKA_RESP_ERR__TRANSPORT;
}

}  // namespace

void CloseClient::operator()(rd_kafka_s* client) const { rd_kafka_destroy(client); }
void CloseTopic::operator()(rd_kafka_topic_s* topic) const { rd_kafka_topic_destroy(topic); }
void CloseQueue::operator()(rd_kafka_queue_s* queue) const { rd_kafka_queue_destroy(queue); }
void FreeMessage::operator()(rd_kafka_message_s* message) const { rd_kafka_message_destroy(message); }

Result<Client> MakeClient(ClientKind kind, const KafkaOptions& options, const ClientSettings& own) {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  for (const ClientSettings& settings : {options.client, Common(options), own}) {
    if (Status applied = Apply(*conf, settings); !applied) {
      rd_kafka_conf_destroy(conf);
      return applied.error();
    }
  }
  rd_kafka_conf_set_log_cb(conf, nullptr);
  const bool is_measured = std::any_of(own.begin(), own.end(), [](const auto& one) { return one.first == kStatisticsEvery; });
  rd_kafka_conf_set_events(conf, RD_KAFKA_EVENT_DR | RD_KAFKA_EVENT_ERROR | (is_measured ? RD_KAFKA_EVENT_STATS : 0));
  char problem[512];
  const auto type = kind == ClientKind::kProducer ? RD_KAFKA_PRODUCER : RD_KAFKA_CONSUMER;
  rd_kafka_t* client = rd_kafka_new(type, conf, problem, sizeof problem);
  if (client == nullptr) {
    rd_kafka_conf_destroy(conf);
    return Failure{FailureCode::kIo, std::string("Kafka client: ") + problem};
  }
  return Client(client);
}

ClientSettings MeasuredSettings(const KafkaOptions& options) {
  if (options.meter == nullptr) return {};
  return {{kStatisticsEvery, TrafficMeter::kEveryMs}};
}

bool TakeStatistics(rd_kafka_op_s& event, const KafkaOptions& options, TrafficMeter::Told& told) {
  if (rd_kafka_event_type(&event) != RD_KAFKA_EVENT_STATS) return false;
  if (options.meter != nullptr) options.meter->TakeStatistics(rd_kafka_event_stats(&event), told);
  return true;
}

// rd_kafka_query_watermark_offsets does not keep to its time-out when a broker hangs (2.0.2: a minute and more); this does,
// and takes the two offsets that the protocol has numbers for like any other time (ListOffsets, -2 and -1).
Result<Watermarks> AskWatermarks(rd_kafka_s& client, const std::string& topic, int patience_ms) {
  const auto until = steady_clock::now() + milliseconds(patience_ms);
  while (true) {
    const Asked low = AskOffset(client, topic, RD_KAFKA_OFFSET_BEGINNING, until);
    const Asked high = low.error == RD_KAFKA_RESP_ERR_NO_ERROR ? AskOffset(client, topic, RD_KAFKA_OFFSET_END, until) : low;
    if (high.error == RD_KAFKA_RESP_ERR_NO_ERROR) return Watermarks{low.offset, high.offset};
    if (!MayPass(high.error) || steady_clock::now() + kAskAgain > until) {
      return Failure{FailureCode::kUnavailable, "topic " + topic + ": cannot ask for its first and last offset: " +
                                                    rd_kafka_err2str(high.error)};
    }
    std::this_thread::sleep_for(kAskAgain);
  }
}

}  // namespace fascicolo::kafka
