#include "connectors/kafka/cluster.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <map>
#include <memory>

namespace fascicolo::kafka {

std::string CopyMarkOf(LedgerId ledger, Lineage lineage) {
  return "fascicolo." + ToHex(ledger) + ".copy-of-lineage-" + std::to_string(lineage.value);
}

TopicWish WishFor(std::size_t brokers) {
  const int replication = static_cast<int>(std::clamp<std::size_t>(brokers, 1, 3));
  return {.replication = replication, .min_insync = replication == 3 ? 2 : 1};
}

Result<Cluster> Cluster::Open(const KafkaOptions& options) {
  // A consumer, because brokers make topics up for a producer that asks about one.
  auto client = MakeClient(ClientKind::kConsumer, options, {});
  if (!client) return client.error();
  return Cluster(std::move(*client), options.patience_ms);
}

Result<std::vector<std::string>> Cluster::Brokers() const {
  const rd_kafka_metadata_t* all = nullptr;
  const auto error = rd_kafka_metadata(client_.get(), 0, nullptr, &all, patience_ms_);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return Failure{FailureCode::kUnavailable, std::string("no broker answers: ") + rd_kafka_err2str(error)};
  }
  const auto destroy = [](const rd_kafka_metadata_t* metadata) { rd_kafka_metadata_destroy(metadata); };
  const std::unique_ptr<const rd_kafka_metadata_t, decltype(destroy)> owned(all, destroy);
  std::map<int, std::string> by_id;
  for (int i = 0; i < all->broker_cnt; ++i) {
    by_id[all->brokers[i].id] = std::string(all->brokers[i].host) + ":" + std::to_string(all->brokers[i].port);
  }
  std::vector<std::string> brokers;
  for (auto& [id, address] : by_id) brokers.push_back(std::move(address));
  return brokers;
}

Result<TopicFound> Cluster::Describe(const std::string& topic) const {
  return DescribeTopic(*client_, topic, patience_ms_);
}

Result<bool> Cluster::Has(const std::string& topic) const {
  const auto found = Describe(topic);
  if (found) return true;
  if (found.error().code == FailureCode::kNotFound) return false;
  return found.error();
}

Status Cluster::Make(const std::string& topic, int replication) const {
  return CreateTopic(*client_, topic, replication, {}, patience_ms_);
}

}  // namespace fascicolo::kafka
