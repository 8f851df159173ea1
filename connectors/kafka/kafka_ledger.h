// The log in a Kafka topic of one partition: a driver of the port events/ledger.h, under the same contract suite.
//
// What it keeps: a record that Settle reports is held by as many replicas as the topic's min.insync.replicas says (on a
// single broker: is on its disk). The idempotent producer drops what its client repeats; what a new client repeats after
// an error stands twice in the log, and the rule of acceptance sets the second aside. What it cannot tell: whether a
// topic was exchanged against another whose offsets reach as far; the chain of commits does that (events/follower.h).
//
// Brokers from Apache Kafka 2.1 on; built and tested against 4.1, with librdkafka 2.0.2.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "connectors/kafka/client.h"
#include "connectors/kafka/options.h"
#include "connectors/kafka/producer.h"
#include "events/ledger.h"

namespace fascicolo::kafka {

/// A LogOffset is the topic's own offset. Append, Settle and Rest belong to one thread; Read and end() may be called from
/// any. Readers may outlive the ledger.
class KafkaLedger final : public events::Ledger {
 public:
  /// Opens the topic of `ledger` (TopicOf in topic.h). kNotFound: there is none, and none was to be made. kIo: its
  /// settings would lose or hide history; each one is named with what it is, what is wanted, and what to do; nothing was
  /// changed. kDamaged: its beginning was deleted. kUnavailable: no broker answers within the patience.
  static Result<std::unique_ptr<KafkaLedger>> Open(KafkaOptions options, LedgerId ledger);

  /// kTooLarge: above kMaxRecordBytes. kUnavailable: more is unsettled than the options allow. A record shorter than a
  /// header is a bug. While no broker answers, records are kept here and sent when one does.
  Status Append(std::span<const events::Record> records) override;
  /// Reports come in append order: the number n means that the records 1 to n are all durable, each behind a copy of
  /// those before it, and that whatever else precedes them in the log is so too. A client's failure is mended here, by
  /// sending again from the first record without a report; it delays reports and loses none. Waits at most some
  /// milliseconds. kIo: the broker refuses for good (rights, sizes, the topic is gone). Never kFull.
  Result<std::uint64_t> Settle() override;
  /// kDamaged: the topic's beginning was deleted, or it ends before it did.
  Status Rest() override;
  /// kDamaged: the topic begins behind `from` or ends before it. kUnavailable: no broker answers.
  Result<std::unique_ptr<events::LogReader>> Read(events::LogOffset from) override;
  /// Asks a broker; when none answers, where the end was last.
  [[nodiscard]] events::LogOffset end() const override;

  [[nodiscard]] const std::string& topic() const { return topic_; }
  /// Producer clients that were given up after an error, since this ledger was opened.
  [[nodiscard]] std::uint64_t restarts() const { return producer_->restarts(); }

 private:
  KafkaLedger(KafkaOptions options, std::string topic, Client client)
      : options_(std::move(options)), topic_(std::move(topic)), client_(std::move(client)) {}
  Status CheckTopic();

  const KafkaOptions options_;
  const std::string topic_;
  const Client client_;  ///< for questions
  std::unique_ptr<Producer> producer_;
  mutable std::atomic<std::uint64_t> end_ = 0;
};

}  // namespace fascicolo::kafka
