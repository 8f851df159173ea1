// The benchmarks. Each works in `dir`, which is on the disk to be measured, and returns its rows.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ops/bench/measure.h"

namespace fascicolo::bench {

/// Durable decisions through the loop on segment files, with one client and with 256, beside the bare disk.
std::vector<Row> Decisions(const std::filesystem::path& dir);

/// Rebuilding the state and all views of an existing authority (DIR/authority.json ...), beside a bare scan of its segments.
std::vector<Row> Rebuild(const std::filesystem::path& authority, const std::filesystem::path& dir);

/// Proving the log of an existing authority, from its headers and from all that it says, and deciding all of it again.
std::vector<Row> Audit(const std::filesystem::path& authority, const std::filesystem::path& dir);

/// Signing, proving and checking what was proven of an existing authority, beside signatures and hashes alone; and decisions with
/// and without the tree, in turn.
std::vector<Row> Proofs(const std::filesystem::path& authority, const std::filesystem::path& dir);

/// Durable decisions through the loop on Kafka, with one client, with 256 and with 4096, with and without live views, beside
/// bare appends. The broker is the one that FASCICOLO_KAFKA names, here and below.
std::vector<Row> KafkaDecisions(const std::filesystem::path& dir);

/// Rebuilding the state and all views of an existing authority from a topic with its records, beside a bare consumer.
std::vector<Row> KafkaRebuild(const std::filesystem::path& authority, const std::filesystem::path& dir);

/// How long a ledger is without a writer when the one it had falls silent, and when it leaves.
std::vector<Row> KafkaTakeover();

struct Soaked {
  std::vector<Row> rows;
  std::vector<std::string> faults;  ///< what did not hold; empty: all did
};
/// Half of what saturates it, for so many minutes, with state and live views on Kafka: memory must stay flat, what lags must
/// lag within a bound, and at the end the rows must be those of a rebuild.
Soaked KafkaSoak(const std::filesystem::path& dir, int minutes);

}  // namespace fascicolo::bench
