#include "connectors/kafka/producer.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <thread>

#include "connectors/kafka/limits.h"

namespace fascicolo::kafka {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int kReportWaitMs = 5;  ///< a loop that has nothing else to do neither spins nor sleeps past a report
constexpr std::size_t kBatchBytes = events::kMaxRecordBytes;  ///< of records; with its framing one request carries it
constexpr milliseconds kFirstBackoff{100};
constexpr milliseconds kMaxBackoff{3'200};

/// No transactions: they are not needed (design D2), and librdkafka has not the protocol that mends them (KIP-890).
ClientSettings ProducerSettings(const KafkaOptions& options) {
  return {
      {"enable.idempotence", "true"},  // the broker drops what this client sends twice, and keeps its order
      {"acks", "all"},
      {"linger.ms", "0"},
      {"message.timeout.ms", std::to_string(options.report_within_ms)},
      {"request.timeout.ms", "5000"},
      {"topic.metadata.propagation.max.ms", "2000"},  // a topic that no broker knows for so long fails its records
      {"retry.backoff.ms", "50"},
      {"compression.type", "lz4"},
      {"message.max.bytes", std::to_string(kMaxBatchBytes)},
      {"batch.size", std::to_string(kMaxBatchBytes)},
      // Our own limits come first; running into these is tolerated, see HandOver.
      {"queue.buffering.max.messages", "1000000"},
      {"queue.buffering.max.kbytes", "1048576"},
  };
}

/// Repeating cannot help: somebody must change the cluster first.
bool IsHopeless(int error) {
  switch (error) {
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_INVALID_RECORD:
    case RD_KAFKA_RESP_ERR_POLICY_VIOLATION:
      return true;
    default:
      return false;
  }
}

/// Brokers that have just started may say so of a topic that is there: it is believed of several clients in a row.
bool SaysThereIsNoTopic(int error) {
  return error == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART || error == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC ||
         error == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION;
}

void* OpaqueOf(std::uint64_t number) { return reinterpret_cast<void*>(static_cast<std::uintptr_t>(number)); }
std::uint64_t NumberOf(const rd_kafka_message_t& message) {
  return static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(message._private));
}

}  // namespace

Result<std::unique_ptr<Producer>> Producer::Open(KafkaOptions options, std::string topic) {
  std::unique_ptr<Producer> producer(new Producer(std::move(options), std::move(topic)));
  producer->backoff_ = kFirstBackoff;
  if (Status started = producer->Start(); !started) return started.error();
  return producer;
}

Producer::~Producer() { GiveUpClient(); }

Status Producer::Start() {
  ClientSettings settings = ProducerSettings(options_);
  for (auto& setting : MeasuredSettings(options_)) settings.push_back(std::move(setting));
  auto client = MakeClient(ClientKind::kProducer, options_, settings);
  if (!client) return client.error();
  client_ = std::move(*client);
  told_ = {};
  events_.reset(rd_kafka_queue_get_main(client_.get()));
  topic_.reset(rd_kafka_topic_new(client_.get(), topic_name_.c_str(), nullptr));
  if (!topic_) return Failure{FailureCode::kIo, "topic " + topic_name_ + ": the Kafka client does not take its name"};
  return {};
}

// What it still holds is not flushed: the next client sends it.
void Producer::GiveUpClient() {
  topic_.reset();
  events_.reset();
  client_.reset();
}

Status Producer::Append(std::span<const events::Record> records) {
  if (dead_) return *dead_;
  std::size_t bytes = 0;
  for (const events::Record& record : records) {
    FASCICOLO_CHECK(record.size() >= events::kHeaderBytes);
    bytes += record.size();
    if (record.size() <= events::kMaxRecordBytes) continue;
    return Failure{FailureCode::kTooLarge, "record of " + std::to_string(record.size()) +
                                               " bytes; the limit (kMaxRecordBytes) is " +
                                               std::to_string(events::kMaxRecordBytes)};
  }
  const bool fits = unsettled_.size() + records.size() <= options_.max_unsettled_records &&
                    unsettled_bytes_ + bytes <= options_.max_unsettled_bytes;
  if (!fits && !unsettled_.empty()) {
    return Failure{FailureCode::kUnavailable, "topic " + topic_name_ + ": " + std::to_string(unsettled_.size()) +
                                                  " records are not reported yet; no more are taken meanwhile"};
  }
  for (const events::Record& record : records) unsettled_.push_back({record});
  unsettled_bytes_ += bytes;
  HandOver();
  return {};
}

// One batch at a time; what comes meanwhile waits here and makes the next one. An idempotent client of librdkafka 2.0.2
// sends nothing further while five records of a partition are on their way (it counts records where the protocol counts
// requests), and until then its thread spins, with a whole core, if it holds more.
//
// The bytes are lent, not copied: they live in unsettled_ until they are reported or the client is gone. A full queue of
// the client leaves the rest for the next time.
void Producer::HandOver() {
  if (!client_ || in_trouble_ || handed_over_ > 0) return;
  for (std::size_t batch = 0; handed_over_ < unsettled_.size(); ++handed_over_) {
    const events::ConstBytes bytes = unsettled_[handed_over_].record.view().bytes;
    batch += bytes.size();
    if (batch > kBatchBytes && handed_over_ > 0) return;
    auto* payload = const_cast<std::uint8_t*>(bytes.data());
    if (rd_kafka_produce(topic_.get(), 0, 0, payload, bytes.size(), nullptr, 0,
                         OpaqueOf(settled_ + handed_over_ + 1)) == 0) {
      continue;
    }
    const auto error = rd_kafka_last_error();
    if (error != RD_KAFKA_RESP_ERR__QUEUE_FULL) OnTrouble(error, rd_kafka_err2str(error));
    return;
  }
}

Result<std::uint64_t> Producer::Settle() {
  if (dead_) return *dead_;
  if (!client_ && steady_clock::now() >= restart_at_) {
    if (Status started = Start(); !started) return *(dead_ = started.error());
  }
  HandOver();
  if (!ServeReports(0) && !unsettled_.empty()) (void)ServeReports(kReportWaitMs);
  DropSettled();
  if (dead_) return *dead_;
  if (in_trouble_) {
    GiveUpClient();
    in_trouble_ = false;
    handed_over_ = 0;
    // Behind the one that failed, a report is worth nothing: the record must come again behind that one's next copy.
    for (Unsettled& one : unsettled_) one.reported = false;
    ++restarts_;
    restart_at_ = steady_clock::now() + backoff_;
    backoff_ = std::min(backoff_ * 2, kMaxBackoff);
  }
  HandOver();  // what waited for those reports
  return settled_;
}

/// Takes what has been reported; waits for the first report only. False: nothing was.
bool Producer::ServeReports(int wait_ms) {
  if (!events_) {
    const milliseconds left = std::chrono::duration_cast<milliseconds>(restart_at_ - steady_clock::now());
    if (wait_ms > 0 && left.count() > 0) std::this_thread::sleep_for(std::min(left, milliseconds(wait_ms)));
    return false;
  }
  bool any = false;
  const auto until = steady_clock::now() + milliseconds(wait_ms);
  while (true) {
    const auto left = std::chrono::ceil<milliseconds>(until - steady_clock::now());
    const int patience = any ? 0 : static_cast<int>(std::max<std::int64_t>(0, left.count()));
    rd_kafka_event_t* event = rd_kafka_queue_poll(events_.get(), patience);
    if (event == nullptr) return any;
    if (rd_kafka_event_type(event) == RD_KAFKA_EVENT_DR) {
      any = true;
      while (const rd_kafka_message_t* message = rd_kafka_event_message_next(event)) OnReport(*message);
    } else if (!TakeStatistics(*event, options_, told_) && rd_kafka_event_error_is_fatal(event) != 0) {
      OnTrouble(rd_kafka_event_error(event), rd_kafka_event_error_string(event));
    }
    rd_kafka_event_destroy(event);
  }
}

void Producer::OnReport(const rd_kafka_message_s& message) {
  if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
    if (options_.meter != nullptr) options_.meter->WasGivenUp();
    return OnTrouble(message.err, rd_kafka_message_errstr(&message));
  }
  const std::uint64_t number = NumberOf(message);
  FASCICOLO_CHECK(number > settled_ && number <= settled_ + unsettled_.size());
  unsettled_[number - settled_ - 1].reported = true;
}

// Whether the record was persisted nobody knows. Also after a fatal error, which librdkafka 2.0.2 raises when one was
// perhaps: it is sent again.
void Producer::OnTrouble(int error, const char* text) {
  in_trouble_ = true;
  const bool is_gone = SaysThereIsNoTopic(error) && backoff_ == kMaxBackoff;
  if (!IsHopeless(error) && !is_gone) return;
  dead_ = Failure{FailureCode::kIo, "topic " + topic_name_ + ": the broker does not take records: " + text};
}

void Producer::DropSettled() {
  while (!unsettled_.empty() && unsettled_.front().reported) {
    unsettled_bytes_ -= unsettled_.front().record.size();
    unsettled_.pop_front();
    ++settled_;
    --handed_over_;
    backoff_ = kFirstBackoff;
  }
}

}  // namespace fascicolo::kafka
