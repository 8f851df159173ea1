// A golden ledger: its segments in a directory, and what it must fold to.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "events/segments/segment_ledger.h"

namespace fascicolo::engine {

/// Kits of this program write to a log in `directory`, from now on.
void LogKitsIn(std::filesystem::path directory);

/// What a ledger comes to, by name: its root, and the digests of the state and of every view.
struct Digests {
  std::uint64_t commits = 0;
  std::uint64_t events = 0;
  std::uint64_t frozen = 0;
  std::map<std::string, std::string> hashes;
  std::uint64_t differences = 0;  ///< of decisions of this version of the deciders, taken again
  std::vector<std::string> problems;
};

/// Verifies, folds and decides again the ledger in `directory`, whose kits wrote it.
[[nodiscard]] Digests DigestsOfLedger(const std::filesystem::path& directory);
/// The log in `directory`, made if it is not there.
[[nodiscard]] std::unique_ptr<events::SegmentLedger> LedgerIn(const std::filesystem::path& directory);

}  // namespace fascicolo::engine
