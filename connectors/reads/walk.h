// Going through what was recorded, also while the node goes on recording; nothing is locked or changed.
#pragma once

#include "connectors/reads/drop_note.h"
#include "connectors/reads/month.h"
#include "connectors/reads/reading.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fascicolo::reads {

/// A reading with its place in the ledger of its month.
struct RecordedReading {
  std::string node{};
  std::string month{};
  Position place{};
  Instant at{};
  CommandId id{};  ///< of the request, as its answer said
  Reading reading{};
};
using OnReading = std::function<void(const RecordedReading&)>;

/// What a month's ledger proves of itself.
struct SeenMonth {
  std::string node{};
  MonthEnd end{};
  std::optional<MonthEnd> after{};  ///< what it says of the month before
  std::vector<DropNote> dropped{};  ///< what it says of months that went
  std::uint64_t readings = 0;
  std::uint64_t files = 0;
};

/// Every commit of the month in order, each by the acceptance rule and by its hashes. kDamaged names the place: a hash,
/// the chain, a leaf that is none of ours. Other failures of events::UnlockedSegments.
[[nodiscard]] Result<SeenMonth> WalkMonth(const ReadsPlace& place, const std::string& node, const std::string& month,
                                          const OnReading& on_reading = {});
using WantsMonth = std::function<bool(const std::string& month)>;
/// All months of all nodes, by node and month; where `wants` is given, those alone that it wants.
[[nodiscard]] Result<std::vector<SeenMonth>> WalkAll(const ReadsPlace& place, const OnReading& on_reading,
                                                     const WantsMonth& wants = {});

/// Whether each node's months continue each other: what is wrong, for people. A month that is gone must have been
/// dropped by an act, and have been then what the month behind it says.
[[nodiscard]] std::vector<std::string> ProblemsOf(const std::vector<SeenMonth>& months);

}  // namespace fascicolo::reads
