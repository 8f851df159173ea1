// The ground for what is measured on Kafka: librdkafka itself, with the settings that the ledger's clients have, and nothing
// of ours around it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/kafka/client.h"

namespace fascicolo::bench {

/// Idempotent, acks=all, no linger, lz4. The bytes are lent until they are reported.
class BareProducer {
 public:
  explicit BareProducer(const std::string& topic);
  void Send(std::string_view record);
  /// Waits for a first report unless nothing is on its way, takes all there are, and returns how many are on their way.
  std::size_t AwaitReports();

 private:
  kafka::Client client_;
  kafka::TopicHandle topic_;
  std::size_t on_their_way_ = 0;
};

/// What a consumer has taken.
struct Consumed {
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;
};

class BareConsumer {
 public:
  /// From the beginning of the topic on.
  explicit BareConsumer(const std::string& topic);
  ~BareConsumer();
  BareConsumer(const BareConsumer&) = delete;
  BareConsumer& operator=(const BareConsumer&) = delete;
  /// Takes and drops so many further records.
  Consumed Take(std::uint64_t records);

 private:
  kafka::Client client_;
  kafka::TopicHandle topic_;
};

/// One record appended by one client, reported, and read back by a consumer that waits for it; the seconds it took.
double AppendAndReadBack(BareProducer& producer, BareConsumer& consumer, std::string_view record);

/// Appends `records`, over and over, with so many on their way at any time; returns how many per second were reported.
double AppendMany(const std::string& topic, const std::vector<std::string>& records, std::size_t on_their_way,
                  double seconds);

}  // namespace fascicolo::bench
