#include "connectors/kafka/heartbeats.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "connectors/kafka/topic.h"
#include "events/store/row_codec.h"

namespace fascicolo::kafka {
namespace {

constexpr int kHearWaitMs = 2;
constexpr int kReportWaitMs = 10;
constexpr std::chrono::milliseconds kLastBeat{1'000};
constexpr std::size_t kBeatsAtOnce = 256;
/// A hundred nodes within a lease, many times over; and quickly read, however long a day was.
constexpr std::int64_t kHeardAtFirst = 5'000;

std::map<std::string, std::string> HeartbeatSettings() {
  return {
      {"cleanup.policy", "delete"},
      {"retention.ms", std::to_string(kHeartbeatHours * 3'600'000)},
      {"segment.ms", std::to_string(3'600'000)},  // only a closed segment is ever deleted
      {"message.timestamp.type", "LogAppendTime"},
  };
}

ClientSettings BeatingSettings() {
  return {
      {"acks", "1"},
      {"linger.ms", "0"},
      {"message.timeout.ms", std::to_string(KafkaHeartbeats::kLateMs)},
      {"queue.buffering.max.messages", "100"},
  };
}

ClientSettings HearingSettings() {
  return {
      {"enable.auto.commit", "false"},
      {"enable.auto.offset.store", "false"},
      {"auto.offset.reset", "earliest"},  // those that retention took away are missed by nobody
      {"isolation.level", "read_uncommitted"},
  };
}

std::optional<engine::HeardBeat> HeardIn(const rd_kafka_message_t& message) {
  rd_kafka_timestamp_type_t type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
  const std::int64_t at_ms = rd_kafka_message_timestamp(&message, &type);
  if (type != RD_KAFKA_TIMESTAMP_LOG_APPEND_TIME || message.payload == nullptr) return std::nullopt;
  engine::HeardBeat heard{{}, Instant{at_ms * 1'000}};
  const std::string_view bytes(static_cast<const char*>(message.payload), message.len);
  const bool is_ours = store::DecodeRow(bytes, heard.beat) && heard.beat.name.size() <= engine::kMaxNodeNameBytes &&
                       heard.beat.door.size() <= engine::kMaxDoorBytes;
  return is_ours ? std::optional(std::move(heard)) : std::nullopt;
}

}  // namespace

std::string HeartbeatTopicOf(LedgerId ledger) { return "fascicolo." + ToHex(ledger) + ".heartbeats"; }

Result<std::unique_ptr<KafkaHeartbeats>> KafkaHeartbeats::Open(KafkaOptions options, LedgerId ledger) {
  std::unique_ptr<KafkaHeartbeats> opened(new KafkaHeartbeats(std::move(options), HeartbeatTopicOf(ledger)));
  if (Status started = opened->Start(); !started) return started.error();
  return opened;
}

Status KafkaHeartbeats::Start() {
  auto consumer = MakeClient(ClientKind::kConsumer, options_, HearingSettings());
  if (!consumer) return consumer.error();
  consumer_ = std::move(*consumer);
  if (Status created = CreateTopic(*consumer_, topic_name_, options_.topic.replication, HeartbeatSettings(),
                                   options_.patience_ms);
      !created) {
    return created;
  }
  ClientSettings beating = BeatingSettings();
  for (auto& setting : MeasuredSettings(options_)) beating.push_back(std::move(setting));
  auto producer = MakeClient(ClientKind::kProducer, options_, beating);
  if (!producer) return producer.error();
  producer_ = std::move(*producer);
  beats_.reset(rd_kafka_topic_new(producer_.get(), topic_name_.c_str(), nullptr));
  heard_.reset(rd_kafka_topic_new(consumer_.get(), topic_name_.c_str(), nullptr));
  // Asked for here, because a consumer that asks itself waits half a second when it does not know the leader yet.
  const auto marks = AskWatermarks(*consumer_, topic_name_, options_.patience_ms);
  if (!marks) return marks.error();
  const std::int64_t from = std::max(marks->low, marks->high - kHeardAtFirst);
  if (!beats_ || !heard_ || rd_kafka_consume_start(heard_.get(), 0, from) != 0) {
    return Failure{FailureCode::kIo, "topic " + topic_name_ + ": cannot use it: " +
                                         rd_kafka_err2str(rd_kafka_last_error())};
  }
  return {};
}

// The last one says that this node leaves: it is worth a moment. rd_kafka_flush would wait for reports that nobody takes.
KafkaHeartbeats::~KafkaHeartbeats() {
  const auto until = std::chrono::steady_clock::now() + kLastBeat;
  while (producer_ && rd_kafka_outq_len(producer_.get()) > 0 && std::chrono::steady_clock::now() < until) {
    DropReports(kReportWaitMs);
  }
  if (heard_) rd_kafka_consume_stop(heard_.get(), 0);
}

void KafkaHeartbeats::DropReports(int wait_ms) {
  const std::unique_ptr<rd_kafka_queue_t, decltype(&rd_kafka_queue_destroy)> reports(
      rd_kafka_queue_get_main(producer_.get()), rd_kafka_queue_destroy);
  while (rd_kafka_event_t* report = rd_kafka_queue_poll(reports.get(), wait_ms)) {
    (void)TakeStatistics(*report, options_, told_);
    rd_kafka_event_destroy(report);
    wait_ms = 0;
  }
}

Status KafkaHeartbeats::Beat(const engine::Heartbeat& beat) {
  FASCICOLO_CHECK(beat.name.size() <= engine::kMaxNodeNameBytes && beat.door.size() <= engine::kMaxDoorBytes);
  DropReports(0);
  store::EncodeRow(beat, buffer_);
  if (rd_kafka_produce(beats_.get(), 0, RD_KAFKA_MSG_F_COPY, buffer_.data(), buffer_.size(), nullptr, 0, nullptr) == 0) {
    return {};
  }
  return Failure{FailureCode::kUnavailable,
                 "topic " + topic_name_ + ": no heartbeat goes out: " + rd_kafka_err2str(rd_kafka_last_error())};
}

Result<std::vector<engine::HeardBeat>> KafkaHeartbeats::Hear() {
  std::vector<engine::HeardBeat> heard;
  std::array<rd_kafka_message_t*, kBeatsAtOnce> messages;
  while (true) {
    const auto count = rd_kafka_consume_batch(heard_.get(), 0, heard.empty() ? kHearWaitMs : 0, messages.data(),
                                              messages.size());
    if (count < 0) {
      return Failure{FailureCode::kUnavailable, "topic " + topic_name_ + ": no heartbeat comes in: " +
                                                    rd_kafka_err2str(rd_kafka_last_error())};
    }
    for (std::ptrdiff_t i = 0; i < count; ++i) {
      const Message message(messages[static_cast<std::size_t>(i)]);
      if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) continue;
      if (auto one = HeardIn(*message)) heard.push_back(*std::move(one));
    }
    if (count < static_cast<std::ptrdiff_t>(messages.size())) return heard;
  }
}

}  // namespace fascicolo::kafka
