#include "connectors/kafka/broker.h"

#include <librdkafka/rdkafka.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <random>
#include <thread>

#include "connectors/kafka/topic.h"
#include "events/result.h"

namespace fascicolo::kafka {
namespace {

constexpr int kPatienceMs = 30'000;

[[noreturn]] void StopTest(const std::string& why) {
  std::cerr << "broker test: " << why << std::endl;
  std::abort();
}

void Expect(rd_kafka_resp_err_t error, const std::string& what) {
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) StopTest(what + ": " + rd_kafka_err2str(error));
}
void Expect(rd_kafka_error_t* error, const std::string& what) {
  if (error != nullptr) StopTest(what + ": " + rd_kafka_error_string(error));
}

using ClientUnderTest = std::unique_ptr<rd_kafka_t, void (*)(rd_kafka_t*)>;

ClientUnderTest MakeProducer(const std::string& transaction) {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  char problem[256];
  rd_kafka_conf_set(conf, "bootstrap.servers", BrokersUnderTest().c_str(), problem, sizeof problem);
  if (!transaction.empty()) {
    rd_kafka_conf_set(conf, "transactional.id", transaction.c_str(), problem, sizeof problem);
  }
  rd_kafka_conf_set_log_cb(conf, nullptr);
  rd_kafka_t* client = rd_kafka_new(RD_KAFKA_PRODUCER, conf, problem, sizeof problem);
  if (client == nullptr) StopTest(problem);
  return {client, rd_kafka_destroy};
}

/// Sends an admin request and checks the answer's own error.
template <class Ask>
void Admin(rd_kafka_t* client, const std::string& what, Ask ask) {
  rd_kafka_queue_t* queue = rd_kafka_queue_new(client);
  ask(queue);
  rd_kafka_event_t* event = rd_kafka_queue_poll(queue, kPatienceMs);
  if (event == nullptr) StopTest(what + ": no answer");
  Expect(rd_kafka_event_error(event), what);
  std::size_t count = 0;
  if (const auto* made = rd_kafka_event_CreateTopics_result(event)) {
    Expect(rd_kafka_topic_result_error(rd_kafka_CreateTopics_result_topics(made, &count)[0]), what);
  }
  if (const auto* gone = rd_kafka_event_DeleteTopics_result(event)) {
    const auto error = rd_kafka_topic_result_error(rd_kafka_DeleteTopics_result_topics(gone, &count)[0]);
    if (error != RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) Expect(error, what);
  }
  rd_kafka_event_destroy(event);
  rd_kafka_queue_destroy(queue);
}

void Produce(rd_kafka_t* client, const std::string& topic, const void* value, std::size_t bytes, std::string_view key = {}) {
  rd_kafka_topic_t* handle = rd_kafka_topic_new(client, topic.c_str(), nullptr);
  if (rd_kafka_produce(handle, 0, RD_KAFKA_MSG_F_COPY, const_cast<void*>(value), bytes, key.empty() ? nullptr : key.data(),
                       key.size(), nullptr) != 0) {
    Expect(rd_kafka_last_error(), "put a record");
  }
  rd_kafka_topic_destroy(handle);
}

}  // namespace

std::string BrokersUnderTest() {
  const char* brokers = std::getenv("FASCICOLO_KAFKA");
  if (brokers == nullptr) StopTest("FASCICOLO_KAFKA names no broker; run ops/test --broker");
  return brokers;
}

void CommandBroker(const std::string& command) {
  if (std::system((FASCICOLO_SOURCE_DIR "/ops/kafka/broker " + command).c_str()) != 0) StopTest(command);
}

std::filesystem::path BrokersFolder() {
  const char* given = std::getenv("FASCICOLO_KAFKA_DIR");
  return std::filesystem::path(FASCICOLO_SOURCE_DIR) / (given != nullptr ? given : "build/kafka/dev");
}

KafkaOptions OptionsUnderTest() {
  KafkaOptions options;
  options.brokers = BrokersUnderTest();
  options.create = true;
  options.topic = {.replication = 1, .min_insync = 1};
  return options;
}

LedgerId RandomLedger() {
  std::random_device chance;
  LedgerId ledger;
  for (auto& byte : ledger.bytes) byte = static_cast<std::uint8_t>(chance());
  return ledger;
}

TopicUnderTest::TopicUnderTest(LedgerId ledger, std::string name)
    : ledger_(ledger), name_(name.empty() ? TopicOf(ledger) : std::move(name)), client_(MakeProducer({})) {}

TopicUnderTest::~TopicUnderTest() { Delete(); }

void TopicUnderTest::Create(int partitions, const std::map<std::string, std::string>& settings) {
  char problem[256];
  rd_kafka_NewTopic_t* topic = rd_kafka_NewTopic_new(name_.c_str(), partitions, 1, problem, sizeof problem);
  for (const auto& [name, value] : settings) rd_kafka_NewTopic_set_config(topic, name.c_str(), value.c_str());
  Admin(client_.get(), "create " + name_,
        [&](rd_kafka_queue_t* queue) { rd_kafka_CreateTopics(client_.get(), &topic, 1, nullptr, queue); });
  rd_kafka_NewTopic_destroy(topic);
}

void TopicUnderTest::Delete() {
  rd_kafka_DeleteTopic_t* topic = rd_kafka_DeleteTopic_new(name_.c_str());
  Admin(client_.get(), "delete " + name_,
        [&](rd_kafka_queue_t* queue) { rd_kafka_DeleteTopics(client_.get(), &topic, 1, nullptr, queue); });
  rd_kafka_DeleteTopic_destroy(topic);
}

void TopicUnderTest::DeleteRecordsBefore(std::int64_t offset) {
  auto* where = rd_kafka_topic_partition_list_new(1);
  rd_kafka_topic_partition_list_add(where, name_.c_str(), 0)->offset = offset;
  rd_kafka_DeleteRecords_t* request = rd_kafka_DeleteRecords_new(where);
  rd_kafka_topic_partition_list_destroy(where);
  Admin(client_.get(), "cut " + name_,
        [&](rd_kafka_queue_t* queue) { rd_kafka_DeleteRecords(client_.get(), &request, 1, nullptr, queue); });
  rd_kafka_DeleteRecords_destroy(request);
}

int TopicUnderTest::InSyncReplicas() const {
  rd_kafka_topic_t* handle = rd_kafka_topic_new(client_.get(), name_.c_str(), nullptr);
  const rd_kafka_metadata_t* all = nullptr;
  const auto error = rd_kafka_metadata(client_.get(), 0, handle, &all, kPatienceMs);
  rd_kafka_topic_destroy(handle);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return 0;
  const bool is_there = all->topic_cnt == 1 && all->topics[0].partition_cnt > 0;
  const int in_sync = is_there ? all->topics[0].partitions[0].isr_cnt : 0;
  rd_kafka_metadata_destroy(all);
  return in_sync;
}

void TopicUnderTest::Put(const void* value, std::size_t bytes) {
  Produce(client_.get(), name_, value, bytes);
  Expect(rd_kafka_flush(client_.get(), kPatienceMs), "put a record");
}

void TopicUnderTest::PutTombstone(std::string_view key) {
  Produce(client_.get(), name_, nullptr, 0, key);
  Expect(rd_kafka_flush(client_.get(), kPatienceMs), "put a tombstone");
}

void TopicUnderTest::PutInTransaction(std::string_view value) {
  const auto client = HangInTransaction(value);
  Expect(rd_kafka_commit_transaction(client.get(), kPatienceMs), "commit");
}

std::unique_ptr<rd_kafka_s, void (*)(rd_kafka_s*)> TopicUnderTest::HangInTransaction(std::string_view value) {
  auto client = MakeProducer(name_);
  Expect(rd_kafka_init_transactions(client.get(), kPatienceMs), "init");
  Expect(rd_kafka_begin_transaction(client.get()), "begin");
  Produce(client.get(), name_, value.data(), value.size());
  Expect(rd_kafka_flush(client.get(), kPatienceMs), "flush");
  return client;
}

}  // namespace fascicolo::kafka
