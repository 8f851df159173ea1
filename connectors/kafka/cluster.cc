#include "connectors/kafka/cluster.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <map>
#include <memory>

namespace fascicolo::kafka {
namespace {

struct DestroyMetadata {
  void operator()(const rd_kafka_metadata_t* metadata) const { rd_kafka_metadata_destroy(metadata); }
};
using Metadata = std::unique_ptr<const rd_kafka_metadata_t, DestroyMetadata>;

/// Brokers and, if wished, all topics.
Result<Metadata> AskAll(rd_kafka_s& client, bool with_topics, int patience_ms) {
  const rd_kafka_metadata_t* all = nullptr;
  const auto error = rd_kafka_metadata(&client, with_topics ? 1 : 0, nullptr, &all, patience_ms);
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return Metadata(all);
  return Failure{FailureCode::kUnavailable, std::string("no broker answers: ") + rd_kafka_err2str(error)};
}

}  // namespace

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
  const auto all = AskAll(*client_, false, patience_ms_);
  if (!all) return all.error();
  std::map<int, std::string> by_id;
  for (int i = 0; i < (*all)->broker_cnt; ++i) {
    by_id[(*all)->brokers[i].id] = std::string((*all)->brokers[i].host) + ":" + std::to_string((*all)->brokers[i].port);
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

Result<std::vector<std::string>> Cluster::TopicsWith(const std::string& prefix) const {
  const auto all = AskAll(*client_, true, patience_ms_);
  if (!all) return all.error();
  std::vector<std::string> topics;
  for (int i = 0; i < (*all)->topic_cnt; ++i) {
    const std::string name = (*all)->topics[i].topic;
    if (name.starts_with(prefix)) topics.push_back(name);
  }
  std::sort(topics.begin(), topics.end());
  return topics;
}

Status Cluster::Make(const std::string& topic, int replication) const {
  return CreateTopic(*client_, topic, replication, {}, patience_ms_);
}

}  // namespace fascicolo::kafka
