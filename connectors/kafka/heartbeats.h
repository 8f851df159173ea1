// The heartbeats of one ledger's nodes in a topic of their own, beside the ledger's (design D3). The broker stamps them
// when it appends them: its clock is the one that nodes judge by. Nothing depends on one of them arriving.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "connectors/kafka/client.h"
#include "connectors/kafka/options.h"
#include "engine/leadership/heartbeats.h"

namespace fascicolo::kafka {

/// "fascicolo.<ledger id>.heartbeats".
[[nodiscard]] std::string HeartbeatTopicOf(LedgerId ledger);

/// How long the broker keeps heartbeats: longer than any lease, so that a node that starts hears of who was there.
inline constexpr int kHeartbeatHours = 24;

class KafkaHeartbeats final : public engine::Heartbeats {
 public:
  /// Makes the topic if there is none. kIo: the broker refuses. kUnavailable: no broker answers within the patience.
  static Result<std::unique_ptr<KafkaHeartbeats>> Open(KafkaOptions options, LedgerId ledger);
  ~KafkaHeartbeats() override;

  /// Sent in the background; one that no broker took within kLateMs is dropped. kUnavailable: too many wait.
  Status Beat(const engine::Heartbeat& beat) override;
  static constexpr int kLateMs = 5'000;
  /// Waits at most some milliseconds. What is no heartbeat of ours is passed over.
  Result<std::vector<engine::HeardBeat>> Hear() override;

 private:
  KafkaHeartbeats(KafkaOptions options, std::string topic) : options_(std::move(options)), topic_name_(std::move(topic)) {}
  Status Start();
  void DropReports(int wait_ms);

  const KafkaOptions options_;
  const std::string topic_name_;
  Client producer_;
  TopicHandle beats_;
  Client consumer_;
  TopicHandle heard_;
  std::string buffer_;
  TrafficMeter::Told told_{.counts_records = false};  ///< a node that follows asks brokers little else
};

}  // namespace fascicolo::kafka
