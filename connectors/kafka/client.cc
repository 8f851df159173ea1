#include "connectors/kafka/client.h"

#include <librdkafka/rdkafka.h>

namespace fascicolo::kafka {
namespace {

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

}  // namespace

void CloseClient::operator()(rd_kafka_s* client) const { rd_kafka_destroy(client); }
void CloseTopic::operator()(rd_kafka_topic_s* topic) const { rd_kafka_topic_destroy(topic); }
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
  rd_kafka_conf_set_events(conf, RD_KAFKA_EVENT_DR | RD_KAFKA_EVENT_ERROR);
  char problem[512];
  const auto type = kind == ClientKind::kProducer ? RD_KAFKA_PRODUCER : RD_KAFKA_CONSUMER;
  rd_kafka_t* client = rd_kafka_new(type, conf, problem, sizeof problem);
  if (client == nullptr) {
    rd_kafka_conf_destroy(conf);
    return Failure{FailureCode::kIo, std::string("Kafka client: ") + problem};
  }
  return Client(client);
}

Result<Watermarks> AskWatermarks(rd_kafka_s& client, const std::string& topic, int patience_ms) {
  Watermarks marks;
  const auto error = rd_kafka_query_watermark_offsets(&client, topic.c_str(), 0, &marks.low, &marks.high, patience_ms);
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return marks;
  return Failure{FailureCode::kUnavailable,
                 "topic " + topic + ": cannot ask for its first and last offset: " + rd_kafka_err2str(error)};
}

}  // namespace fascicolo::kafka
