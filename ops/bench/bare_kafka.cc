#include "ops/bench/bare_kafka.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>

#include "events/result.h"
#include "ops/bench/lent_ledger.h"
#include "ops/bench/measure.h"

namespace fascicolo::bench {
namespace {

constexpr int kPatienceMs = 30'000;
constexpr std::size_t kMessagesAtOnce = 1'024;

kafka::Client MakeProducer() {
  return kafka::MakeClient(kafka::ClientKind::kProducer, LentOptions(),
                           {{"enable.idempotence", "true"},
                            {"acks", "all"},
                            {"linger.ms", "0"},
                            {"compression.type", "lz4"},
                            {"queue.buffering.max.messages", "1000000"}})
      .value();
}

kafka::Client MakeConsumer() {
  return kafka::MakeClient(kafka::ClientKind::kConsumer, LentOptions(),
                           {{"enable.auto.commit", "false"},
                            {"enable.auto.offset.store", "false"},
                            {"auto.offset.reset", "error"},
                            {"isolation.level", "read_uncommitted"},
                            {"check.crcs", "true"},
                            {"queued.min.messages", "1000000"},
                            {"queued.max.messages.kbytes", "262144"},
                            {"fetch.message.max.bytes", "8388608"}})
      .value();
}

}  // namespace

BareProducer::BareProducer(const std::string& topic)
    : client_(MakeProducer()), topic_(rd_kafka_topic_new(client_.get(), topic.c_str(), nullptr)) {}

void BareProducer::Send(std::string_view record) {
  auto* bytes = const_cast<char*>(record.data());
  FASCICOLO_CHECK(rd_kafka_produce(topic_.get(), 0, 0, bytes, record.size(), nullptr, 0, nullptr) == 0);
  ++on_their_way_;
}

std::size_t BareProducer::AwaitReports() {
  rd_kafka_queue_t* queue = rd_kafka_queue_get_main(client_.get());
  for (int wait_ms = kPatienceMs; on_their_way_ > 0; wait_ms = 0) {
    rd_kafka_event_t* event = rd_kafka_queue_poll(queue, wait_ms);
    FASCICOLO_CHECK(event != nullptr || wait_ms == 0);
    if (event == nullptr) break;
    FASCICOLO_CHECK(rd_kafka_event_type(event) == RD_KAFKA_EVENT_DR);
    while (const rd_kafka_message_t* message = rd_kafka_event_message_next(event)) {
      FASCICOLO_CHECK(message->err == RD_KAFKA_RESP_ERR_NO_ERROR);
      --on_their_way_;
    }
    rd_kafka_event_destroy(event);
  }
  rd_kafka_queue_destroy(queue);
  return on_their_way_;
}

BareConsumer::BareConsumer(const std::string& topic)
    : client_(MakeConsumer()), topic_(rd_kafka_topic_new(client_.get(), topic.c_str(), nullptr)) {
  FASCICOLO_CHECK(rd_kafka_consume_start(topic_.get(), 0, 0) == 0);
}

BareConsumer::~BareConsumer() { rd_kafka_consume_stop(topic_.get(), 0); }

Consumed BareConsumer::Take(std::uint64_t records) {
  Consumed taken;
  std::array<rd_kafka_message_t*, kMessagesAtOnce> messages;
  while (taken.records < records) {
    const std::size_t wanted = std::min<std::size_t>(messages.size(), records - taken.records);
    // One is waited for: a batch is waited for until it is full.
    const int wait_ms = wanted == 1 ? kPatienceMs : 100;
    const auto count = rd_kafka_consume_batch(topic_.get(), 0, wait_ms, messages.data(), wanted);
    for (std::ptrdiff_t i = 0; i < count; ++i) {
      rd_kafka_message_t* message = messages[static_cast<std::size_t>(i)];
      FASCICOLO_CHECK(message->err == RD_KAFKA_RESP_ERR_NO_ERROR);
      ++taken.records;
      taken.bytes += message->len;
      rd_kafka_message_destroy(message);
    }
  }
  return taken;
}

double AppendAndReadBack(BareProducer& producer, BareConsumer& consumer, std::string_view record) {
  return Seconds([&] {
    producer.Send(record);
    (void)producer.AwaitReports();
    (void)consumer.Take(1);
  });
}

double AppendMany(const std::string& topic, const std::vector<std::string>& records, std::size_t on_their_way,
                  double seconds) {
  BareProducer producer(topic);
  std::uint64_t sent = 0;
  std::size_t waiting = 0;
  double took = 0;
  while (took < seconds) {
    took += Seconds([&] {
      for (; waiting < on_their_way; ++waiting) producer.Send(records[sent++ % records.size()]);
      waiting = producer.AwaitReports();
    });
  }
  const double rate = static_cast<double>(sent - waiting) / took;
  while (producer.AwaitReports() > 0) {
  }
  return rate;
}

}  // namespace fascicolo::bench
