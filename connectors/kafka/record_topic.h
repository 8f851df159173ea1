// A topic of one partition whose records have keys, headers and times of their own: what others read (connectors/feed).
// Records stand in the order in which they were appended, never with a gap; one that was sent again after a trouble may
// stand there twice.
//
// The idempotent producer lets none through behind one that failed (`enable.gapless.guarantee`), and a client that
// reported a failure is given up. What it had sent may still arrive then, as a beginning of what was appended.
#pragma once

#include "connectors/kafka/client.h"
#include "connectors/kafka/options.h"
#include "events/calendar.h"
#include "events/names.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace fascicolo::kafka {

struct TopicRecord {
  std::string key;  ///< empty: none
  std::vector<std::pair<std::string, std::string>> headers;
  std::string value;
  Instant at;
};

/// One thread.
class RecordTopic {
 public:
  /// To be written with `options.create`, which makes the topic if there is none and checks its settings; else to be asked
  /// for its last record only. kNotFound: there is none. kIo: its settings would lose records; each is named. kUnavailable:
  /// no broker answers within the patience.
  static Result<std::unique_ptr<RecordTopic>> Open(KafkaOptions options, std::string name);
  ~RecordTopic();
  RecordTopic(const RecordTopic&) = delete;
  RecordTopic& operator=(const RecordTopic&) = delete;

  /// The last record; none: the topic has none. Others' transaction markers are passed over. kUnavailable: it does not
  /// come.
  [[nodiscard]] Result<std::optional<TopicRecord>> Last();
  /// All of them held by all replicas in sync, in order. kUnavailable: not known to be; some may be there, from the
  /// first on. kTooLarge: one is larger than a batch may be.
  Status Append(std::span<const TopicRecord> records);
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  RecordTopic(KafkaOptions options, std::string name) : options_(std::move(options)), name_(std::move(name)) {}
  Status CheckTopic();
  Status StartProducer();
  Status HandOver(const TopicRecord& record);
  Status AwaitReports(std::size_t owed);
  void GiveUpProducer();
  [[nodiscard]] Result<std::optional<TopicRecord>> ReadLastFrom(std::int64_t first, std::int64_t end);
  [[nodiscard]] Failure Trouble(FailureCode code, const std::string& what) const;

  const KafkaOptions options_;
  const std::string name_;
  Client consumer_;  ///< for questions, and to read the end
  Client producer_;  ///< made when first needed
  TopicHandle to_;
};

}  // namespace fascicolo::kafka
