// What a cluster says of itself, asked without a ledger: how many brokers there are, and which topics.
#pragma once

#include <string>
#include <vector>

#include "connectors/kafka/client.h"
#include "connectors/kafka/options.h"
#include "connectors/kafka/topic.h"
#include "events/names.h"
#include "events/result.h"

namespace fascicolo::kafka {

/// "fascicolo.<ledger id>.copy-of-lineage-<lineage>": stands beside a ledger's topic that was made as a copy of a ledger in
/// that lineage. Its name says all; it holds no records.
[[nodiscard]] std::string CopyMarkOf(LedgerId ledger, Lineage lineage);

/// Three replicas of which two must hold a record, or as many as there are brokers: with one, a development machine or an
/// office that accepts one machine.
[[nodiscard]] TopicWish WishFor(std::size_t brokers);

class Cluster {
 public:
  /// kIo: a setting is unknown. Talks to nobody yet.
  static Result<Cluster> Open(const KafkaOptions& options);

  /// host:port of each broker that is up, ordered by broker id. kUnavailable: none answers within the patience.
  [[nodiscard]] Result<std::vector<std::string>> Brokers() const;
  /// kNotFound: there is no such topic.
  [[nodiscard]] Result<TopicFound> Describe(const std::string& topic) const;
  [[nodiscard]] Result<bool> Has(const std::string& topic) const;
  /// The topics whose names begin so, in ascending order.
  [[nodiscard]] Result<std::vector<std::string>> TopicsWith(const std::string& prefix) const;
  /// Makes a topic of one partition; one that is there already is left as it is.
  Status Make(const std::string& topic, int replication) const;

 private:
  Cluster(Client client, int patience_ms) : client_(std::move(client)), patience_ms_(patience_ms) {}
  Client client_;
  int patience_ms_;
};

}  // namespace fascicolo::kafka
