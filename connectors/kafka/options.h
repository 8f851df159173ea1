// Where the broker is, and how far it is trusted to answer.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace fascicolo::kafka {

class TrafficMeter;

using ClientSettings = std::vector<std::pair<std::string, std::string>>;

/// How safely the topic keeps what it reports as durable. The defaults survive the loss of one broker out of three. One
/// replica is for development, and for an office that accepts one machine. Where one replica's word is enough, its broker
/// must flush every message.
struct TopicWish {
  int replication = 3;
  int min_insync = 2;  ///< replicas that must hold a record before it is reported
};

struct KafkaOptions {
  std::string brokers;  ///< host:port,... of some brokers of the cluster
  bool create = false;  ///< make the topic if there is none
  TopicWish topic{};
  int patience_ms = 10'000;  ///< a question that no broker answers for so long is given up as kUnavailable
  /// A record that is not reported for so long counts as failed: a new client sends it, and all behind it, again.
  int report_within_ms = 30'000;
  /// Handed over and not yet reported; more is kUnavailable, unless nothing else is unsettled.
  std::size_t max_unsettled_records = 8'192;
  std::size_t max_unsettled_bytes = std::size_t{64} << 20;
  /// Further settings of librdkafka (security.protocol, sasl.*, ssl.*). Those that the ledger relies on win.
  ClientSettings client{};
  std::shared_ptr<TrafficMeter> meter{};  ///< told what goes to and from the ledger's topic; null: nobody looks
};

}  // namespace fascicolo::kafka
