#include "connectors/kafka/reader.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>

namespace fascicolo::kafka {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int kIdleWaitMs = 2;     ///< at the end of the log
constexpr int kBacklogWaitMs = 50;  ///< between two looks at why nothing comes
constexpr std::size_t kMessagesAtOnce = 1'024;

/// No group: where a reader stands is kept with what was folded. A consumer whose queue is full looks again only a second
/// later (librdkafka until 2.2), so the queue is large.
ClientSettings ConsumerSettings() {
  return {
      {"enable.auto.commit", "false"},
      {"enable.auto.offset.store", "false"},
      {"auto.offset.reset", "error"},
      {"isolation.level", "read_uncommitted"},
      {"check.crcs", "true"},
      {"enable.partition.eof", "true"},
      {"queued.min.messages", "1000000"},
      {"queued.max.messages.kbytes", "262144"},
      {"fetch.message.max.bytes", "8388608"},
      {"fetch.error.backoff.ms", "50"},
  };
}

std::size_t WordsOf(std::size_t bytes) { return (bytes + 7) / 8; }

}  // namespace

Result<std::unique_ptr<Reader>> Reader::Open(const KafkaOptions& options, const std::string& topic,
                                             events::LogOffset from) {
  std::unique_ptr<Reader> reader(new Reader(options, topic, static_cast<std::int64_t>(from.value)));
  auto client = MakeClient(ClientKind::kConsumer, options, ConsumerSettings());
  if (!client) return client.error();
  reader->client_ = std::move(*client);
  reader->topic_.reset(rd_kafka_topic_new(reader->client_.get(), topic.c_str(), nullptr));
  if (!reader->topic_) return Failure{FailureCode::kIo, "topic " + topic + ": the Kafka client does not take its name"};
  if (Status sound = reader->Examine(); !sound) return sound.error();
  if (Status started = reader->Start(); !started) return started.error();
  return reader;
}

Reader::~Reader() {
  pending_.clear();
  if (topic_) rd_kafka_consume_stop(topic_.get(), 0);
}

Status Reader::Start() {
  if (rd_kafka_consume_start(topic_.get(), 0, next_) == 0) return {};
  return Failure{FailureCode::kIo, "topic " + topic_name_ + ": cannot read it: " + rd_kafka_err2str(rd_kafka_last_error())};
}

/// Whether the log still reaches from here to where it once ended.
Status Reader::Examine() {
  const auto marks = AskWatermarks(*client_, topic_name_, options_.patience_ms);
  if (!marks) return marks.error();
  const auto damage = [this](const std::string& what) {
    return Failure{FailureCode::kDamaged, "topic " + topic_name_ + ": " + what};
  };
  if (marks->low > next_) {
    return damage("it begins at offset " + std::to_string(marks->low) + ", and offset " + std::to_string(next_) +
                  " is wanted: history was deleted");
  }
  const std::int64_t known = std::max(end_, next_);
  if (marks->high < known) {
    return damage("it ends at offset " + std::to_string(marks->high) + ", and reached offset " + std::to_string(known) +
                  " before: its tail was lost, or the topic was made anew");
  }
  end_ = marks->high;
  return {};
}

bool Reader::is_at_end() {
  std::int64_t low = RD_KAFKA_OFFSET_INVALID;
  std::int64_t high = RD_KAFKA_OFFSET_INVALID;
  if (rd_kafka_get_watermark_offsets(client_.get(), topic_name_.c_str(), 0, &low, &high) ==
      RD_KAFKA_RESP_ERR_NO_ERROR) {
    end_ = std::max(end_, high);  // as the last fetched answer told
  }
  return fetched_ >= end_;
}

Status Reader::Read(std::size_t max_bytes, events::LogBatch& batch) {
  batch.entries.clear();
  if (pending_.empty()) {
    Fetch(0);
    if (pending_.empty() && !damage_) {
      if (Status more = AwaitMore(); !more) return more;
    }
  }
  if (pending_.empty() && damage_) return *damage_;
  HandOut(max_bytes, batch);
  Measure(batch.entries.size());
  return {};
}

void Reader::Measure(std::size_t records) {
  if (options_.meter == nullptr) return;
  options_.meter->WasRead(records, static_cast<std::uint64_t>(next_), static_cast<std::uint64_t>(std::max(end_, next_)));
}

/// Until something comes, or it is certain that nothing further is visible.
Status Reader::AwaitMore() {
  const auto until = steady_clock::now() + milliseconds(options_.patience_ms);
  bool is_first = true;
  while (pending_.empty() && !damage_) {
    if (lost_place_) {
      if (Status sound = Examine(); !sound) {
        if (sound.error().code == FailureCode::kDamaged) damage_ = sound.error();
        return sound;
      }
      rd_kafka_consume_stop(topic_.get(), 0);
      if (Status started = Start(); !started) return started;
      lost_place_ = false;
    }
    const bool was_at_end = is_at_end();
    if (was_at_end && !is_first) return {};
    Fetch(was_at_end ? kIdleWaitMs : kBacklogWaitMs);
    is_first = false;
    if (steady_clock::now() < until || !pending_.empty() || damage_ || is_at_end()) continue;
    if (Status sound = Examine(); !sound) return sound;
    return Failure{FailureCode::kUnavailable, "topic " + topic_name_ + ": no record at offset " +
                                                  std::to_string(fetched_) + " comes" +
                                                  (last_trouble_.empty() ? "" : ": " + last_trouble_)};
  }
  return {};
}

/// Moves what the client has into pending_; waits for a first message only.
void Reader::Fetch(int wait_ms) {
  if (wait_ms > 0) {
    Message first(rd_kafka_consume(topic_.get(), 0, wait_ms));
    if (!first) return;
    Take(std::move(first));
  }
  std::array<rd_kafka_message_t*, kMessagesAtOnce> messages;
  const auto count = rd_kafka_consume_batch(topic_.get(), 0, 0, messages.data(), messages.size());
  for (std::ptrdiff_t i = 0; i < count; ++i) Take(Message(messages[static_cast<std::size_t>(i)]));
}

void Reader::Take(Message message) {
  if (damage_ || lost_place_) return;  // nothing behind it counts
  switch (message->err) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
      if (message->offset < fetched_) return;
      fetched_ = message->offset + 1;
      pending_.push_back(std::move(message));
      return;
    case RD_KAFKA_RESP_ERR__PARTITION_EOF:
      // Also behind markers of somebody's transactions, which take an offset and are no messages.
      fetched_ = std::max(fetched_, message->offset);
      return;
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
      lost_place_ = true;
      return;
    case RD_KAFKA_RESP_ERR__BAD_MSG:
    case RD_KAFKA_RESP_ERR__BAD_COMPRESSION:
      damage_ = Failure{FailureCode::kDamaged, "topic " + topic_name_ + ", offset " + std::to_string(fetched_) + ": " +
                                                   rd_kafka_message_errstr(message.get())};
      return;
    default:
      last_trouble_ = rd_kafka_message_errstr(message.get());
  }
}

void Reader::HandOut(std::size_t max_bytes, events::LogBatch& batch) {
  std::size_t bytes = 0;
  std::size_t words = 0;
  std::size_t count = 0;
  while (bytes < max_bytes || count == 0) {
    if (count == pending_.size()) {
      if (count > 0) Fetch(0);
      if (count == pending_.size()) break;
    }
    bytes += pending_[count]->len;
    words += WordsOf(pending_[count]->len);
    ++count;
  }
  if (batch.buffer.size() < words) batch.buffer.resize(words);
  auto* to = reinterpret_cast<std::uint8_t*>(batch.buffer.data());
  for (; count > 0; --count) {
    const rd_kafka_message_t& message = *pending_.front();
    if (message.len > 0) std::memcpy(to, message.payload, message.len);
    const auto offset = static_cast<std::uint64_t>(message.offset);
    batch.entries.push_back({{offset}, {offset + 1}, {events::ConstBytes(to, message.len)}});
    to += WordsOf(message.len) * 8;
    next_ = message.offset + 1;
    pending_.pop_front();
  }
  if (pending_.empty()) next_ = std::max(next_, fetched_);
}

}  // namespace fascicolo::kafka
