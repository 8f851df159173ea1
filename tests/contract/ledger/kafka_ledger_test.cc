// The ledger on a real Kafka broker, under the contract.
#include "connectors/kafka/kafka_ledger.h"

#include "connectors/kafka/broker.h"
#include "contract/ledger/ledger_contract.h"

#include <iostream>

namespace fascicolo::events {
namespace {

struct KafkaDriver {
  static constexpr bool kReopens = true;
  KafkaDriver() { Reopen(); }
  void Reopen() {
    kafka.reset();
    auto opened = kafka::KafkaLedger::Open(kafka::OptionsUnderTest(), topic.ledger());
    if (!opened) std::cerr << opened.error().message << std::endl;
    FASCICOLO_CHECK(opened.ok());
    kafka = std::move(*opened);
  }
  Ledger& ledger() { return *kafka; }
  kafka::TopicUnderTest topic{kafka::RandomLedger()};
  std::unique_ptr<kafka::KafkaLedger> kafka;
};

INSTANTIATE_TYPED_TEST_SUITE_P(Kafka, LedgerContract, KafkaDriver);

}  // namespace
}  // namespace fascicolo::events
