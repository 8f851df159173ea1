// A ledger in a topic of its own, on the broker that FASCICOLO_KAFKA names, for as long as a measurement lasts.
#pragma once

#include <memory>
#include <string_view>

#include "connectors/kafka/kafka_ledger.h"

namespace fascicolo::bench {

/// Options for that broker, one replica. Without FASCICOLO_KAFKA the program stops.
kafka::KafkaOptions LentOptions();

/// The topic is new, as KafkaLedger makes them, and is deleted at the end. One that is there already, with records in
/// it, is somebody's: the program stops.
class LentLedger {
 public:
  explicit LentLedger(std::string_view origin);
  ~LentLedger();
  LentLedger(const LentLedger&) = delete;
  LentLedger& operator=(const LentLedger&) = delete;
  kafka::KafkaLedger& operator*() { return *ledger_; }
  kafka::KafkaLedger* operator->() { return ledger_.get(); }

 private:
  std::unique_ptr<kafka::KafkaLedger> ledger_;
};

/// An origin that nobody had before.
std::string RandomOrigin();

}  // namespace fascicolo::bench
