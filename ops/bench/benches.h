// The benchmarks. Each works in `dir`, which is on the disk to be measured, and returns its rows.
#pragma once

#include <filesystem>
#include <vector>

#include "ops/bench/measure.h"

namespace fascicolo::bench {

/// Durable decisions through the loop on segment files, with one client and with 256, beside the bare disk.
std::vector<Row> Decisions(const std::filesystem::path& dir);

/// Rebuilding the state and all views of an existing authority (DIR/authority.json ...), beside a bare scan of its segments.
std::vector<Row> Rebuild(const std::filesystem::path& authority, const std::filesystem::path& dir);

/// Durable decisions through the loop on Kafka, with one client, with 256 and with 4096, with and without live views, beside
/// bare appends. The broker is the one that FASCICOLO_KAFKA names, here and below.
std::vector<Row> KafkaDecisions(const std::filesystem::path& dir);

/// Rebuilding the state and all views of an existing authority from a topic with its records, beside a bare consumer.
std::vector<Row> KafkaRebuild(const std::filesystem::path& authority, const std::filesystem::path& dir);

}  // namespace fascicolo::bench
