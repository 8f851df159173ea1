#include "ops/bench/lent_ledger.h"

#include <librdkafka/rdkafka.h>

#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

#include "connectors/kafka/client.h"
#include "events/acceptance.h"

namespace fascicolo::bench {
namespace {

constexpr int kPatienceMs = 30'000;

/// The broker deletes it in its own time; what it says of it changes no figure.
void DeleteTopic(const std::string& name) {
  const auto client = kafka::MakeClient(kafka::ClientKind::kProducer, LentOptions(), {}).value();
  rd_kafka_queue_t* queue = rd_kafka_queue_new(client.get());
  rd_kafka_DeleteTopic_t* topic = rd_kafka_DeleteTopic_new(name.c_str());
  rd_kafka_DeleteTopics(client.get(), &topic, 1, nullptr, queue);
  if (rd_kafka_event_t* answer = rd_kafka_queue_poll(queue, kPatienceMs)) rd_kafka_event_destroy(answer);
  rd_kafka_DeleteTopic_destroy(topic);
  rd_kafka_queue_destroy(queue);
}

}  // namespace

kafka::KafkaOptions LentOptions() {
  const char* brokers = std::getenv("FASCICOLO_KAFKA");
  if (brokers == nullptr) {
    std::cerr << "FASCICOLO_KAFKA names no broker; run ops/bench/run --kafka\n";
    std::exit(2);
  }
  kafka::KafkaOptions options;
  options.brokers = brokers;
  options.create = true;
  options.topic = {.replication = 1, .min_insync = 1};
  return options;
}

LentLedger::LentLedger(std::string_view origin) {
  auto opened = kafka::KafkaLedger::Open(LentOptions(), events::LedgerIdOf(origin));
  if (!opened) {
    std::cerr << opened.error().message << '\n';
    std::exit(1);
  }
  ledger_ = std::move(*opened);
  if (ledger_->end().value == 0) return;
  std::cerr << "topic " << ledger_->topic() << " holds records already; it is left alone\n";
  std::exit(1);
}

LentLedger::~LentLedger() {
  const std::string topic = ledger_->topic();
  ledger_.reset();
  DeleteTopic(topic);
}

std::string RandomOrigin() {
  std::random_device chance;
  return "bench.example/" + std::to_string(chance()) + '-' + std::to_string(chance());
}

}  // namespace fascicolo::bench
