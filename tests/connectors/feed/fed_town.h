// A town that lives in memory, and its feeds.
#pragma once

#include "connectors/feed/feed.h"
#include "connectors/simulator/lived_town.h"
#include "events/acceptance.h"

#include <set>
#include <string>
#include <vector>

namespace fascicolo::feed {

/// Lived once for all tests that only look.
inline simulator::LivedTown& FedTown() {
  static simulator::LivedTown town({.inhabitants = 3'000, .years = 2, .seed = 11});
  return town;
}

/// A consumer of everything that may leave.
inline Consumer Everything(const std::string& name) {
  Consumer consumer{
      .name = name, .purpose = "Trial", .legal_basis = "None", .events = {}, .areas = {}, .precision = {}};
  for (const auto& [type, line] : FieldTable::Own().lines()) {
    if (IsEventType(type) && !line.never) consumer.events.insert(type);
  }
  return consumer;
}

inline std::vector<FeedRecord> RecordsOf(const Consumer& consumer) {
  simulator::LivedTown& town = FedTown();
  Feed feed(consumer, events::LedgerIdOf("fascicolo/simulated"), town.vault.FeedSecret());
  std::vector<FeedRecord> all;
  town.ForEachCommit([&](const events::CommitReading& commit) {
    auto records = feed.Take(commit);
    FASCICOLO_CHECK(records.ok());
    for (auto& record : *records) all.push_back(std::move(record));
  });
  return all;
}

}  // namespace fascicolo::feed
