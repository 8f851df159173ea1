// The appending side. Records go to the broker in order, and when the client in between gives one up or dies of an
// error, a new client sends that record and all behind it again, in the same order and with the same bytes. So in the
// log, before the reported copy of any record there is a copy of each record that was appended before it; the copies
// that are too many are set aside by the rule of acceptance (events/acceptance.h).
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "connectors/kafka/client.h"
#include "events/record.h"

namespace fascicolo::kafka {

/// One thread. The topic must exist.
class Producer {
 public:
  static Result<std::unique_ptr<Producer>> Open(KafkaOptions options, std::string topic);
  /// What is not settled may or may not reach the log.
  ~Producer();
  Producer(const Producer&) = delete;
  Producer& operator=(const Producer&) = delete;

  /// As Ledger::Append. kTooLarge: above kMaxRecordBytes. kUnavailable: the limits of the options are reached.
  Status Append(std::span<const events::Record> records);
  /// How many records, from the first on, are durable: each is reported by all replicas in sync. Waits some milliseconds
  /// for a report if one is owed and none is there. kIo: the broker refuses for good; this producer is dead.
  Result<std::uint64_t> Settle();

  /// Clients that were given up so far.
  [[nodiscard]] std::uint64_t restarts() const { return restarts_; }

 private:
  struct Unsettled {
    events::Record record;
    bool reported = false;
  };
  using Time = std::chrono::steady_clock::time_point;

  Producer(KafkaOptions options, std::string topic) : options_(std::move(options)), topic_name_(std::move(topic)) {}
  Status Start();
  void HandOver();
  bool ServeReports(int wait_ms);
  void OnReport(const rd_kafka_message_s& message);
  void OnTrouble(int error, const char* text);
  void GiveUpClient();
  void DropSettled();

  const KafkaOptions options_;
  const std::string topic_name_;
  std::deque<Unsettled> unsettled_;  ///< declared before the client, which borrows the records' bytes
  std::uint64_t settled_ = 0;        ///< records before unsettled_.front()
  std::size_t unsettled_bytes_ = 0;
  std::size_t handed_over_ = 0;  ///< of unsettled_, to the present client
  Client client_;  ///< null: given up, to be made anew at restart_at_
  Queue events_;
  TrafficMeter::Told told_;  ///< by the present client
  TopicHandle topic_;
  bool in_trouble_ = false;  ///< the present client failed to deliver a record
  Time restart_at_{};
  std::chrono::milliseconds backoff_;
  std::uint64_t restarts_ = 0;
  std::optional<Failure> dead_;
};

}  // namespace fascicolo::kafka
