// What a test does to a real broker behind the program's back. The broker is the one that FASCICOLO_KAFKA names;
// ops/test --broker starts one. Every call fails the test, loudly, when the broker does not do it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "connectors/kafka/options.h"
#include "events/names.h"

struct rd_kafka_s;

namespace fascicolo::kafka {

/// FASCICOLO_KAFKA; stops the test program when it is not set.
std::string BrokersUnderTest();
/// Has ops/kafka/broker, the script that started the broker under test, do something: "kill 1", "pause 1".
void CommandBroker(const std::string& command);
/// Where that script keeps all that its brokers write.
std::filesystem::path BrokersFolder();
/// Options for one replica on that broker, making topics where there are none.
KafkaOptions OptionsUnderTest();
/// A ledger that nobody had before.
LedgerId RandomLedger();

/// One topic, by name; deleted at the end if it is there.
class TopicUnderTest {
 public:
  /// The ledger's own topic, or another of its topics.
  explicit TopicUnderTest(LedgerId ledger, std::string name = {});
  ~TopicUnderTest();
  TopicUnderTest(const TopicUnderTest&) = delete;
  TopicUnderTest& operator=(const TopicUnderTest&) = delete;

  [[nodiscard]] LedgerId ledger() const { return ledger_; }
  [[nodiscard]] const std::string& name() const { return name_; }

  void Create(int partitions, const std::map<std::string, std::string>& settings);
  void Delete();
  /// Removes the records before `offset`, as retention does.
  void DeleteRecordsBefore(std::int64_t offset);
  /// Replicas that have all that is reported, as a broker says; 0: none answers just now.
  [[nodiscard]] int InSyncReplicas() const;
  /// Somebody else's record; a null `value` is none at all (a tombstone).
  void Put(const void* value, std::size_t bytes);
  void Put(std::string_view value) { Put(value.data(), value.size()); }
  /// A tombstone for what has this key.
  void PutTombstone(std::string_view key);
  /// Somebody else's transaction with one record; its marker takes an offset and is no record.
  void PutInTransaction(std::string_view value);
  /// One that is never ended, until the broker loses patience; it hangs while the client lives.
  [[nodiscard]] std::unique_ptr<rd_kafka_s, void (*)(rd_kafka_s*)> HangInTransaction(std::string_view value);

 private:
  const LedgerId ledger_;
  const std::string name_;
  std::unique_ptr<rd_kafka_s, void (*)(rd_kafka_s*)> client_;
};

}  // namespace fascicolo::kafka
