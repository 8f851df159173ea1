#include "connectors/kafka/key_topic.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "connectors/kafka/topic.h"

namespace fascicolo::kafka {
namespace {

constexpr int kWaitMs = 10;
constexpr std::size_t kMessagesAtOnce = 1'024;
constexpr std::string_view kFileEnd = "file end";  ///< key of padding and mark: no record's, which have kNameBytes
constexpr std::size_t kNameBytes = 17;
constexpr std::size_t kPieceBytes = 64 << 10;  ///< of padding
constexpr std::size_t kPieces = kVaultSegmentBytes / kPieceBytes + 1;
constexpr std::size_t kMarkBytes = sizeof(std::int64_t);

ClientSettings SendingSettings(const KafkaOptions& options) {
  return {
      {"acks", "all"},
      {"enable.idempotence", "true"},  // in order, each once
      {"linger.ms", "0"},
      {"message.timeout.ms", std::to_string(options.patience_ms)},
  };
}

ClientSettings HearingSettings() {
  return {
      {"enable.auto.commit", "false"},
      {"enable.auto.offset.store", "false"},
      {"auto.offset.reset", "earliest"},
      {"isolation.level", "read_uncommitted"},
      {"enable.partition.eof", "true"},
      {"fetch.error.backoff.ms", "10"},  // the end of the topic counts as an error there: half a second by default
  };
}

/// The kind, then the id: what compaction keeps the last of.
std::string KeyOf(const vault::RecordName& name) {
  std::string key(1, static_cast<char>(name.kind));
  key.append(name.id.bytes.begin(), name.id.bytes.end());
  return key;
}

/// The offset before which a mark says that the file was left, big-endian.
std::array<std::uint8_t, kMarkBytes> MarkOf(std::int64_t offset) {
  std::array<std::uint8_t, kMarkBytes> mark;
  for (std::size_t i = 0; i < kMarkBytes; ++i) {
    mark[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(offset) >> (8 * (kMarkBytes - 1 - i)));
  }
  return mark;
}

/// The same, read; none: the message is no mark.
std::optional<std::int64_t> MarkIn(const rd_kafka_message_t& message) {
  const std::string_view key(static_cast<const char*>(message.key), message.key == nullptr ? 0 : message.key_len);
  if (key != kFileEnd || message.payload == nullptr || message.len != kMarkBytes) return std::nullopt;
  std::uint64_t offset = 0;
  for (std::size_t i = 0; i < kMarkBytes; ++i) offset = offset << 8 | static_cast<const std::uint8_t*>(message.payload)[i];
  return static_cast<std::int64_t>(offset);
}

std::optional<vault::RecordName> NameIn(const rd_kafka_message_t& message) {
  vault::RecordName name;
  if (message.key == nullptr || message.key_len != kNameBytes) return std::nullopt;
  const auto* key = static_cast<const std::uint8_t*>(message.key);
  name.kind = static_cast<vault::RecordKind>(key[0]);
  std::copy_n(key + 1, name.id.bytes.size(), name.id.bytes.begin());
  return name;
}

}  // namespace

std::string VaultTopicOf(LedgerId ledger) { return "fascicolo." + ToHex(ledger) + ".vault"; }

Result<std::unique_ptr<KafkaKeyStore>> KafkaKeyStore::Open(const KafkaOptions& options, LedgerId ledger) {
  std::unique_ptr<KafkaKeyStore> opened(new KafkaKeyStore(options, VaultTopicOf(ledger)));
  if (Status started = opened->Start(); !started) return started.error();
  return opened;
}

Status KafkaKeyStore::Start() {
  auto consumer = MakeClient(ClientKind::kConsumer, options_, HearingSettings());
  if (!consumer) return consumer.error();
  consumer_ = std::move(*consumer);
  if (Status checked = CheckTopic(); !checked) return checked;
  // Asked for here, because a consumer that asks itself waits half a second when it does not know the leader yet.
  const auto marks = AskWatermarks(*consumer_, topic_name_, options_.patience_ms);
  if (!marks) return marks.error();
  from_.reset(rd_kafka_topic_new(consumer_.get(), topic_name_.c_str(), nullptr));
  if (!from_ || rd_kafka_consume_start(from_.get(), 0, RD_KAFKA_OFFSET_BEGINNING) != 0) {
    return Trouble(FailureCode::kIo, "cannot be read");
  }
  if (Status heard = Hear(); !heard) return heard;
  (void)LeaveFile();  // reading goes on where nothing can be written; whoever opens it next tries again
  return {};
}

Status KafkaKeyStore::CheckTopic() {
  const auto found = DescribeOrCreate(*consumer_, topic_name_, options_, VaultSettingsFor(options_.topic));
  if (!found && found.error().code == FailureCode::kNotFound) {
    return Failure{FailureCode::kNotFound, "topic " + topic_name_ +
                                               ", the ledger's vault, is missing: restore it; without it nothing sealed "
                                               "can be opened"};
  }
  if (!found) return found.error();
  const auto faults = VaultFaultsOf(topic_name_, options_.topic, *found);
  if (faults.empty()) return {};
  std::string text = "topic " + topic_name_ + " cannot hold a vault:";
  for (const std::string& fault : faults) text += "\n  " + fault;
  return Failure{FailureCode::kIo, text};
}

KafkaKeyStore::~KafkaKeyStore() {
  if (from_) rd_kafka_consume_stop(from_.get(), 0);
}

Failure KafkaKeyStore::Trouble(FailureCode code, const std::string& what) const {
  return {code, "topic " + topic_name_ + " " + what + ": " + rd_kafka_err2str(rd_kafka_last_error())};
}

Status KafkaKeyStore::StartProducer() {
  if (producer_) return {};
  auto producer = MakeClient(ClientKind::kProducer, options_, SendingSettings(options_));
  if (!producer) return producer.error();
  producer_ = std::move(*producer);
  to_.reset(rd_kafka_topic_new(producer_.get(), topic_name_.c_str(), nullptr));
  return to_ ? Status{} : Trouble(FailureCode::kIo, "cannot be written");
}

std::vector<KafkaKeyStore::Sent> KafkaKeyStore::SentOf(std::span<const vault::Record> records) {
  std::vector<Sent> all;
  for (const vault::Record& record : records) all.push_back({KeyOf(record.name), record.value});
  return all;
}

Status KafkaKeyStore::HandOver(std::span<const Sent> all) {
  if (Status started = StartProducer(); !started) return started;
  for (const Sent& one : all) {
    auto* value = const_cast<std::uint8_t*>(one.value.data());
    const int produced = rd_kafka_produce(to_.get(), 0, RD_KAFKA_MSG_F_COPY | RD_KAFKA_MSG_F_BLOCK,
                                          one.value.empty() ? nullptr : value, one.value.size(), one.key.data(),
                                          one.key.size(), nullptr);
    if (produced != 0) return Trouble(FailureCode::kUnavailable, "takes no key");
    ++unreported_;
  }
  return {};
}

// What was sent before a trouble may arrive later or never: the client goes, and the caller puts all of it again, which
// harms nothing, because a record's value is the same then.
Status KafkaKeyStore::SendAll(std::span<const Sent> all) {
  Status sent = HandOver(all);
  if (sent) sent = AwaitReports();
  if (sent) return Hear();
  GiveUpProducer();
  return sent;
}

// The padding is more than a file may hold, and the broker appends a batch at a time: wherever the last record that took
// another's place stands, a new file is begun behind it. Bytes without a pattern, so that no compression makes it less.
Status KafkaKeyStore::LeaveFile() {
  if (!replaced_at_) return {};
  events::Bytes padding(kPieces * kPieceBytes);
  std::independent_bits_engine<std::minstd_rand, 8, unsigned> bytes;
  for (auto& byte : padding) byte = static_cast<std::uint8_t>(bytes());
  const auto mark = MarkOf(next_);
  std::vector<Sent> all;
  for (std::size_t i = 0; i < kPieces; ++i) {
    all.push_back({std::string(kFileEnd), events::ConstBytes(padding).subspan(i * kPieceBytes, kPieceBytes)});
  }
  all.push_back({std::string(kFileEnd), mark});
  return SendAll(all);
}

void KafkaKeyStore::GiveUpProducer() {
  to_.reset();
  producer_.reset();
  unreported_ = 0;
  begun_.clear();
}

Status KafkaKeyStore::TakeReports(int wait_ms) {
  const std::unique_ptr<rd_kafka_queue_t, decltype(&rd_kafka_queue_destroy)> reports(
      rd_kafka_queue_get_main(producer_.get()), rd_kafka_queue_destroy);
  while (unreported_ > 0) {
    const std::unique_ptr<rd_kafka_event_t, decltype(&rd_kafka_event_destroy)> event(
        rd_kafka_queue_poll(reports.get(), wait_ms), rd_kafka_event_destroy);
    if (!event) return {};
    if (rd_kafka_event_type(event.get()) != RD_KAFKA_EVENT_DR) continue;
    while (const rd_kafka_message_t* message = rd_kafka_event_message_next(event.get())) {
      --unreported_;
      if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) continue;
      return Failure{FailureCode::kUnavailable,
                     "topic " + topic_name_ + ": a key is not known to be kept: " + rd_kafka_err2str(message->err)};
    }
  }
  return {};
}

Status KafkaKeyStore::AwaitReports() {
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(options_.patience_ms);
  while (unreported_ > 0) {
    if (std::chrono::steady_clock::now() > until) {
      return Failure{FailureCode::kUnavailable, "topic " + topic_name_ + ": no broker says that it keeps the keys"};
    }
    if (Status taken = TakeReports(kWaitMs); !taken) return taken;
  }
  return {};
}

Status KafkaKeyStore::Begin(std::span<const vault::Record> records) {
  Status handed_over = HandOver(SentOf(records));
  if (handed_over) {
    begun_.assign(records.begin(), records.end());
  } else {
    GiveUpProducer();
  }
  return handed_over;
}

// Their names are nobody's else's, so that they need not be read back to know what stands in the topic last.
Result<bool> KafkaKeyStore::IsSettled() {
  if (Status taken = TakeReports(kWaitMs); !taken) {
    GiveUpProducer();
    return taken.error();
  }
  if (unreported_ > 0) return false;
  if (Status kept = heard_->Put(std::exchange(begun_, {})); !kept) return kept.error();
  return true;
}

// A rotation replaces every record, and ends by erasing: it need not leave a file with every batch. Another master key replaces
// one record, and is all that is done then.
Status KafkaKeyStore::Put(std::span<const vault::Record> records) {
  if (Status sent = SendAll(SentOf(records)); !sent) return sent;
  return records.size() == 1 ? LeaveFile() : Status{};
}

Status KafkaKeyStore::Erase(std::span<const vault::RecordName> names) {
  std::vector<Sent> all;
  for (const vault::RecordName& name : names) all.push_back({KeyOf(name), {}});
  if (Status sent = SendAll(all); !sent) return sent;
  return LeaveFile();
}

Status KafkaKeyStore::Refresh() {
  if (Status heard = Hear(); !heard) return heard;
  return LeaveFile();
}

Status KafkaKeyStore::Hear() {
  const auto marks = AskWatermarks(*consumer_, topic_name_, options_.patience_ms);
  if (!marks) return marks.error();
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(options_.patience_ms);
  std::array<rd_kafka_message_t*, kMessagesAtOnce> messages;
  while (next_ < marks->high) {
    if (std::chrono::steady_clock::now() > until) return Trouble(FailureCode::kUnavailable, "does not come to its end");
    const auto count = rd_kafka_consume_batch(from_.get(), 0, kWaitMs, messages.data(), messages.size());
    if (count < 0) return Trouble(FailureCode::kUnavailable, "cannot be read");
    std::vector<Message> batch;
    for (std::ptrdiff_t i = 0; i < count; ++i) batch.emplace_back(messages[static_cast<std::size_t>(i)]);
    if (Status taken = Take(batch); !taken) return taken;
  }
  return {};
}

/// In the topic's order, which is everybody's. Offsets have gaps where something was compacted away; the end is known by
/// the client's own notice.
Status KafkaKeyStore::Take(const std::vector<Message>& batch) {
  for (const Message& message : batch) {
    if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
      next_ = std::max(next_, message->offset);
      continue;
    }
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) continue;  // the client tries again
    next_ = message->offset + 1;
    if (const auto left = MarkIn(*message); left && replaced_at_ < *left) replaced_at_.reset();
    const auto name = NameIn(*message);
    if (!name) continue;  // none of ours
    if (Status taken = TakeRecord(*name, message); !taken) return taken;
  }
  return {};
}

Status KafkaKeyStore::TakeRecord(const vault::RecordName& name, const Message& message) {
  const auto before = heard_->Find(name);
  if (!before) return before.error();
  const auto* bytes = static_cast<const std::uint8_t*>(message->payload);
  if (bytes == nullptr) {
    if (*before) replaced_at_ = message->offset;
    return heard_->Erase(std::array{name});
  }
  if (message->len == 0 || message->len > vault::kMaxRecordBytes) return {};  // none of ours
  vault::Record record{name, {bytes, bytes + message->len}};
  if (*before && **before != record.value) replaced_at_ = message->offset;
  return heard_->Put(std::array{std::move(record)});
}

}  // namespace fascicolo::kafka
