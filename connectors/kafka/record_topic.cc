#include "connectors/kafka/record_topic.h"

#include "connectors/kafka/limits.h"
#include "connectors/kafka/topic.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace fascicolo::kafka {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int kReportWaitMs = 100;
constexpr int kReadWaitMs = 50;
constexpr std::int64_t kLookBack = 16;  ///< offsets read at the end; more only where they hold no record
constexpr std::size_t kMessagesAtOnce = 256;

ClientSettings PublishingSettings(const KafkaOptions& options) {
  return {
      {"acks", "all"},
      {"enable.idempotence", "true"},
      {"enable.gapless.guarantee", "true"},
      {"linger.ms", "5"},
      {"batch.size", std::to_string(kMaxBatchBytes)},
      {"message.max.bytes", std::to_string(kMaxBatchBytes)},
      {"message.timeout.ms", std::to_string(options.report_within_ms)},
  };
}

ClientSettings LastRecordSettings() {
  return {
      {"enable.auto.commit", "false"}, {"enable.auto.offset.store", "false"},
      {"auto.offset.reset", "error"},  {"isolation.level", "read_uncommitted"},
      {"check.crcs", "true"},          {"enable.partition.eof", "true"},
  };
}

/// Its records have the times that they speak of, which are coarse; the broker's own would tell the day after all.
std::map<std::string, std::string> RecordSettingsFor(const TopicWish& wish) {
  auto settings = SettingsFor(wish);
  settings["message.timestamp.type"] = "CreateTime";
  return settings;
}

TopicRecord RecordIn(const rd_kafka_message_t& message) {
  TopicRecord record;
  if (message.key != nullptr) record.key.assign(static_cast<const char*>(message.key), message.key_len);
  if (message.payload != nullptr) record.value.assign(static_cast<const char*>(message.payload), message.len);
  rd_kafka_timestamp_type_t type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
  record.at = Instant{rd_kafka_message_timestamp(&message, &type) * 1'000};
  rd_kafka_headers_t* headers = nullptr;
  if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return record;
  const char* name = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  for (std::size_t i = 0; rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
       ++i) {
    record.headers.emplace_back(name, value == nullptr ? "" : std::string(static_cast<const char*>(value), size));
  }
  return record;
}

}  // namespace

Failure RecordTopic::Trouble(FailureCode code, const std::string& what) const {
  return {code, "topic " + name_ + ": " + what};
}

Result<std::unique_ptr<RecordTopic>> RecordTopic::Open(KafkaOptions options, std::string name) {
  std::unique_ptr<RecordTopic> topic(new RecordTopic(std::move(options), std::move(name)));
  auto consumer = MakeClient(ClientKind::kConsumer, topic->options_, LastRecordSettings());
  if (!consumer) return consumer.error();
  topic->consumer_ = std::move(*consumer);
  if (Status right = topic->CheckTopic(); !right) return right.error();
  return topic;
}

RecordTopic::~RecordTopic() { GiveUpProducer(); }

Status RecordTopic::CheckTopic() {
  const auto found = DescribeOrCreate(*consumer_, name_, options_, RecordSettingsFor(options_.topic));
  if (!found) return found.error();
  if (!options_.create) return {};
  const auto faults = FaultsOf(name_, options_.topic, *found);
  if (faults.empty()) return {};
  std::string all;
  for (const auto& fault : faults) all += (all.empty() ? "" : "; ") + fault;
  return Trouble(FailureCode::kIo, all);
}

Result<std::optional<TopicRecord>> RecordTopic::Last() {
  const auto marks = AskWatermarks(*consumer_, name_, options_.patience_ms);
  if (!marks) return marks.error();
  for (std::int64_t back = kLookBack;; back *= kLookBack) {
    const std::int64_t first = std::max(marks->low, marks->high - back);
    if (first >= marks->high) return std::optional<TopicRecord>();
    auto last = ReadLastFrom(first, marks->high);
    if (!last || *last || first == marks->low) return last;
  }
}

Result<std::optional<TopicRecord>> RecordTopic::ReadLastFrom(std::int64_t first, std::int64_t end) {
  const TopicHandle from(rd_kafka_topic_new(consumer_.get(), name_.c_str(), nullptr));
  if (!from || rd_kafka_consume_start(from.get(), 0, first) != 0)
    return Trouble(FailureCode::kUnavailable, "cannot be read");
  const auto until = steady_clock::now() + milliseconds(options_.patience_ms);
  std::optional<TopicRecord> last;
  std::int64_t next = first;
  std::optional<Failure> failed;
  while (next < end && !failed) {
    const Message message(rd_kafka_consume(from.get(), 0, kReadWaitMs));
    if (message && message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      next = message->offset + 1;
      if (message->offset < end) last = RecordIn(*message);
    } else if (message && message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
      next = std::max(next, message->offset);
    }
    if (next < end && steady_clock::now() > until)
      failed = Trouble(FailureCode::kUnavailable, "its last record does not come");
  }
  rd_kafka_consume_stop(from.get(), 0);
  if (failed) return *failed;
  return last;
}

Status RecordTopic::StartProducer() {
  if (producer_) return {};
  auto producer = MakeClient(ClientKind::kProducer, options_, PublishingSettings(options_));
  if (!producer) return producer.error();
  producer_ = std::move(*producer);
  to_.reset(rd_kafka_topic_new(producer_.get(), name_.c_str(), nullptr));
  return to_ ? Status{} : Status(Trouble(FailureCode::kIo, "cannot be written"));
}

void RecordTopic::GiveUpProducer() {
  to_.reset();
  if (producer_) (void)rd_kafka_purge(producer_.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
  producer_.reset();
}

Status RecordTopic::HandOver(const TopicRecord& record) {
  rd_kafka_headers_t* headers = rd_kafka_headers_new(record.headers.size());
  for (const auto& [name, text] : record.headers) {
    (void)rd_kafka_header_add(headers, name.c_str(), static_cast<ssize_t>(name.size()), text.data(),
                              static_cast<ssize_t>(text.size()));
  }
  std::array<rd_kafka_vu_t, 7> parts{};
  parts[0].vtype = RD_KAFKA_VTYPE_RKT;
  parts[0].u.rkt = to_.get();
  parts[1].vtype = RD_KAFKA_VTYPE_PARTITION;
  parts[1].u.i32 = 0;
  parts[2].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
  parts[2].u.i = RD_KAFKA_MSG_F_COPY | RD_KAFKA_MSG_F_BLOCK;
  parts[3].vtype = RD_KAFKA_VTYPE_KEY;
  parts[3].u.mem = {record.key.empty() ? nullptr : const_cast<char*>(record.key.data()), record.key.size()};
  parts[4].vtype = RD_KAFKA_VTYPE_VALUE;
  parts[4].u.mem = {const_cast<char*>(record.value.data()), record.value.size()};
  parts[5].vtype = RD_KAFKA_VTYPE_TIMESTAMP;
  parts[5].u.i64 = record.at.micros / 1'000;
  parts[6].vtype = RD_KAFKA_VTYPE_HEADERS;
  parts[6].u.headers = headers;
  const std::unique_ptr<rd_kafka_error_t, decltype(&rd_kafka_error_destroy)> error(
      rd_kafka_produceva(producer_.get(), parts.data(), parts.size()), rd_kafka_error_destroy);
  if (!error) return {};
  rd_kafka_headers_destroy(headers);
  const bool is_too_large = rd_kafka_error_code(error.get()) == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE;
  return Trouble(is_too_large ? FailureCode::kTooLarge : FailureCode::kUnavailable,
                 std::string("takes no record: ") + rd_kafka_error_string(error.get()));
}

Status RecordTopic::AwaitReports(std::size_t owed) {
  const std::unique_ptr<rd_kafka_queue_t, decltype(&rd_kafka_queue_destroy)> reports(
      rd_kafka_queue_get_main(producer_.get()), rd_kafka_queue_destroy);
  const auto until = steady_clock::now() + milliseconds(options_.report_within_ms + options_.patience_ms);
  while (owed > 0) {
    const std::unique_ptr<rd_kafka_event_t, decltype(&rd_kafka_event_destroy)> event(
        rd_kafka_queue_poll(reports.get(), kReportWaitMs), rd_kafka_event_destroy);
    if (!event && steady_clock::now() > until) return Trouble(FailureCode::kUnavailable, "no report of what was sent");
    if (!event) continue;
    if (rd_kafka_event_type(event.get()) == RD_KAFKA_EVENT_ERROR &&
        rd_kafka_event_error(event.get()) == RD_KAFKA_RESP_ERR__FATAL) {
      return Trouble(FailureCode::kUnavailable, "a record is not known to be kept");
    }
    if (rd_kafka_event_type(event.get()) != RD_KAFKA_EVENT_DR) continue;
    while (const rd_kafka_message_t* message = rd_kafka_event_message_next(event.get())) {
      --owed;
      if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) continue;
      return Trouble(FailureCode::kUnavailable,
                     std::string("a record is not known to be kept: ") + rd_kafka_err2str(message->err));
    }
  }
  return {};
}

Status RecordTopic::Append(std::span<const TopicRecord> records) {
  Status done = StartProducer();
  std::size_t owed = 0;
  for (const TopicRecord& record : records) {
    if (done) done = HandOver(record);
    if (done) ++owed;
  }
  if (done) done = AwaitReports(owed);
  if (!done) GiveUpProducer();
  return done;
}

}  // namespace fascicolo::kafka
