// The readings of one node in one month: a ledger of its own, with the header chain, the acceptance rule and the tree
// of every ledger (events/), in segment files.
//
//   READS/NODE/2026-03/segments   its origin is "<ledger's origin>/reads/NODE/2026-03"
//
// Its first commit names the month before by size and root, so that no month can be exchanged or left out without
// trace; each process that writes it claims it by a commit of its own.
#pragma once

#include "events/acceptance.h"
#include "events/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::reads {

/// The folder of all nodes' readings of one ledger, as this machine sees them.
struct ReadsPlace {
  std::filesystem::path folder;
  std::string origin;  ///< of the ledger whose files are read
};

/// "2026-03", by Rome's calendar. Texts compare as months do.
[[nodiscard]] std::string MonthAt(Instant instant);
[[nodiscard]] bool IsMonth(std::string_view text);

[[nodiscard]] std::string OriginOfMonth(const ReadsPlace& place, std::string_view node, std::string_view month);
[[nodiscard]] std::filesystem::path FolderOfMonth(const ReadsPlace& place, std::string_view node,
                                                  std::string_view month);

/// Ascending; none where there is no folder. kIo.
[[nodiscard]] Result<std::vector<std::string>> NodesIn(const ReadsPlace& place);
[[nodiscard]] Result<std::vector<std::string>> MonthsOf(const ReadsPlace& place, std::string_view node);

/// Where a month ends, or ended: what the next one is chained to.
struct MonthEnd {
  std::string month{};
  std::uint64_t size = 0;  ///< commits
  Hash root{};
  bool operator==(const MonthEnd&) const = default;
};

}  // namespace fascicolo::reads
