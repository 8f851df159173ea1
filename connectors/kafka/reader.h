// The reading side: a consumer of its own for each reader, without a group, from one offset on.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "connectors/kafka/client.h"
#include "events/ledger.h"

namespace fascicolo::kafka {

/// As LogReader says. Waits some milliseconds at the end of the log before it says that nothing is new, and up to the
/// patience of the options when there is more that does not come. kDamaged: the log no longer reaches from this place
/// to where it once ended, or its bytes fail their checksum. Whatever lies in the topic comes out, foreign records too.
class Reader final : public events::LogReader {
 public:
  /// kDamaged: the log begins behind `from`, or ends before it. kUnavailable: no broker says where it does.
  static Result<std::unique_ptr<Reader>> Open(const KafkaOptions& options, const std::string& topic,
                                              events::LogOffset from);
  ~Reader() override;
  Status Read(std::size_t max_bytes, events::LogBatch& batch) override;

 private:
  Reader(const KafkaOptions& options, std::string topic, std::int64_t from)
      : options_(options), topic_name_(std::move(topic)), next_(from), fetched_(from) {}
  Status Start();
  Status Examine();
  Status AwaitMore();
  void Fetch(int wait_ms);
  void Take(Message message);
  [[nodiscard]] bool is_at_end();
  void HandOut(std::size_t max_bytes, events::LogBatch& batch);
  void Measure(std::size_t records);

  const KafkaOptions options_;
  const std::string topic_name_;
  std::int64_t next_;     ///< the first offset not handed out
  std::int64_t fetched_;  ///< behind the last message in pending_
  std::int64_t end_ = 0;  ///< the furthest end of the log that a broker told
  std::deque<Message> pending_;
  bool lost_place_ = false;           ///< the broker does not know the offset we stand at
  std::optional<Failure> damage_;     ///< behind pending_
  std::string last_trouble_;          ///< why nothing comes, for the message
  Client client_;
  TopicHandle topic_;
};

}  // namespace fascicolo::kafka
