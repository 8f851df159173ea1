// A loop on a ledger in Kafka under load, and the check of what it answered against what the log holds.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "connectors/kafka/broker.h"
#include "connectors/kafka/kafka_ledger.h"
#include "engine/loop/loop.h"
#include "events/store/memory_rows.h"
#include "faults/loop/embedded_office.h"

namespace fascicolo::kafka {

/// Options for one replica, reached at `brokers`, with a producer that gives its clients up within a test's time.
KafkaOptions ImpatientOptions(const std::string& brokers);

class KafkaOffice {
 public:
  /// Makes the office's ledger and becomes its writer.
  explicit KafkaOffice(const KafkaOptions& options);

  /// Keeps commands coming, so that `kInFlight` are on their way, until `done` says so; fails the test when the loop does.
  void WorkUntil(const std::function<bool()>& done);
  void WorkFor(std::chrono::milliseconds time);
  /// Works until another command, given from now on, is answered; how long that took.
  std::chrono::milliseconds WorkUntilServed();
  /// Answers what waits, and takes nothing more.
  void Drain();

  /// Reads the whole log anew: everything answered is accepted at the position that was said, and nothing is twice.
  void CheckAgainstLog();

  [[nodiscard]] std::size_t answered() const { return answered_.size(); }
  /// The longest time from a command to its answer, so far.
  [[nodiscard]] std::chrono::milliseconds longest_wait() const { return longest_wait_; }
  [[nodiscard]] TopicUnderTest& topic() { return topic_; }
  [[nodiscard]] const engine::LoopCounts& counts() const { return loop_->counts(); }
  [[nodiscard]] std::uint64_t restarts() const { return ledger_->restarts(); }

 private:
  static constexpr std::size_t kInFlight = 200;
  void SubmitOne();
  void Step();

  const KafkaOptions options_;
  TopicUnderTest topic_;
  std::unique_ptr<KafkaLedger> ledger_;
  store::MemoryRows state_;
  vault::Vault vault_ = vault::VaultInMemory();
  events::SystemRandom random_;
  engine::SystemClock clock_;
  std::unique_ptr<engine::Loop> loop_;
  std::uint64_t submitted_ = 0;
  std::uint64_t open_ = 0;
  std::map<CommandId, Position> answered_;  ///< where each command was told to be
  std::chrono::milliseconds longest_wait_{0};
};

}  // namespace fascicolo::kafka
