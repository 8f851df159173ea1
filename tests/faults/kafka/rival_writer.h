// A writer that listens to nobody: whenever it is not the holder of the term it claims the next one, after a moment of
// chance. With a second one beside it, each takes the ledger from the other all the time.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <thread>

#include "connectors/kafka/broker.h"
#include "connectors/kafka/kafka_ledger.h"
#include "engine/loop/loop.h"
#include "events/store/memory_rows.h"
#include "faults/kafka/retrying_clients.h"
#include "faults/loop/embedded_office.h"

namespace fascicolo::kafka {

/// Works on a thread of its own from Start to Finish; in between it belongs to that.
class RivalWriter {
 public:
  /// Opens the topic; `number` is the place that the clients know it by, and `origin` that of the ledger.
  RivalWriter(const TopicUnderTest& topic, const std::string& origin, std::size_t number, std::uint64_t seed,
              RetryingClients& clients);

  void Start();
  /// Claims no more, sees to the end what is on its way, and reads on to the end of the log.
  void Finish();

  [[nodiscard]] events::Ledger& ledger() { return *ledger_; }
  [[nodiscard]] const engine::Loop& loop() const { return *loop_; }
  [[nodiscard]] const WriterId& id() const { return id_; }
  [[nodiscard]] std::uint64_t claims() const { return claims_; }

 private:
  using Time = std::chrono::steady_clock::time_point;
  void Work(const std::stop_token& stop);
  void ClaimIfNotHolder();
  void HandIn();
  [[nodiscard]] bool Step();

  const std::size_t number_;
  RetryingClients& clients_;
  engine::Chance chance_;
  std::unique_ptr<KafkaLedger> ledger_;
  store::MemoryRows state_;
  vault::Vault vault_ = vault::VaultInMemory();
  events::SystemRandom random_;
  engine::SystemClock clock_;
  WriterId id_;
  std::unique_ptr<engine::Loop> loop_;
  std::size_t open_ = 0;  ///< commands in the loop's hands
  std::optional<Time> claim_at_;
  std::uint64_t claims_ = 0;
  std::jthread thread_;
};

}  // namespace fascicolo::kafka
