// The vault's records in a compacted topic that all nodes of a ledger share (design D8). Each record's Kafka key is its
// name, so that the topic keeps the last of each; what is erased is written over with nothing, and the broker takes the
// old bytes away when it compacts, within kErasedWithinHours (topic.h). Secrets are wrapped: a broker never sees one.
//
// A broker compacts no file that it still appends to, and a vault may rest for years after an erasure. So what took another
// record's place is followed by more than kVaultSegmentBytes of padding, so that the broker begins a new file, and a mark that
// says what was left behind. Who finds such a record and no mark that covers it, because a process died, pads again.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "connectors/kafka/client.h"
#include "connectors/kafka/options.h"
#include "events/vault/row_key_store.h"

namespace fascicolo::kafka {

/// "fascicolo.<ledger id>.vault".
[[nodiscard]] std::string VaultTopicOf(LedgerId ledger);

class KafkaKeyStore final : public vault::KeyStore {
 public:
  /// With `options.create` makes the topic if there is none. Reads it to its end into memory. kNotFound: there is none.
  /// kUnavailable: no broker answers within the patience. kIo: its settings would keep what is erased, or lose what is not.
  static Result<std::unique_ptr<KafkaKeyStore>> Open(const KafkaOptions& options, LedgerId ledger);
  ~KafkaKeyStore() override;

  /// Acknowledged by all replicas in sync, and read back. kUnavailable: not known to be; all of it may be put again.
  Status Put(std::span<const vault::Record> records) override;
  Status Begin(std::span<const vault::Record> records) override;
  Result<bool> IsSettled() override;
  Status Erase(std::span<const vault::RecordName> names) override;
  Result<std::optional<events::Bytes>> Find(const vault::RecordName& name) override { return heard_->Find(name); }
  Status Refresh() override;
  Status ForEach(vault::RecordKind kind, const Visit& visit) override { return heard_->ForEach(kind, visit); }

 private:
  /// One message; without a value an erasure.
  struct Sent {
    std::string key;
    events::ConstBytes value;
  };
  KafkaKeyStore(KafkaOptions options, std::string topic) : options_(std::move(options)), topic_name_(std::move(topic)) {}
  Status Start();
  Status CheckTopic();
  Status StartProducer();
  [[nodiscard]] static std::vector<Sent> SentOf(std::span<const vault::Record> records);
  /// All of them kept, and read back.
  Status SendAll(std::span<const Sent> all);
  /// Has the broker begin a new file, if bytes of what was erased or replaced may stand in the present one.
  Status LeaveFile();
  Status Hear();
  Status HandOver(std::span<const Sent> all);
  /// Takes the reports that come within `wait_ms`.
  Status TakeReports(int wait_ms);
  Status AwaitReports();
  void GiveUpProducer();
  Status Take(const std::vector<Message>& batch);
  Status TakeRecord(const vault::RecordName& name, const Message& message);
  [[nodiscard]] Failure Trouble(FailureCode code, const std::string& what) const;

  const KafkaOptions options_;
  const std::string topic_name_;
  std::unique_ptr<vault::RowKeyStore> heard_ = vault::RowKeyStore::InMemory();
  std::int64_t next_ = 0;  ///< the first offset not heard
  std::optional<std::int64_t> replaced_at_;  ///< of the last record that took another's place, if no mark behind it was heard
  Client consumer_;
  TopicHandle from_;
  Client producer_;  ///< made when first needed; given up after a trouble, so that nothing comes late
  TopicHandle to_;
  std::size_t unreported_ = 0;
  std::vector<vault::Record> begun_;
};

}  // namespace fascicolo::kafka
