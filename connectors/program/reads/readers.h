// Who read a file, out of what was recorded on every node that this machine sees.
#pragma once

#include "connectors/program/reading.h"
#include "connectors/reads/walk.h"
#include "engine/access/may.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace fascicolo::program {

/// A file that was shown to somebody.
struct ReadingLine {
  reads::RecordedReading recorded{};  ///< without its files
  reads::ShownFile file{};
  std::optional<std::vector<engine::Relation>> then{};  ///< in which the reader stood to it; none: not asked
  /// Neither holder nor of the team; or allowed by something else than a row of the policy: an emergency, a grant.
  [[nodiscard]] bool IsUnrelated() const;
};

struct FoundReaders {
  std::vector<ReadingLine> lines{};        ///< in the order of their times
  std::vector<reads::SeenMonth> months{};  ///< of all nodes; with what each says of months that were dropped
};

struct WantedReaders {
  std::set<EntityId> files{};       ///< none: of any
  std::optional<std::string> by{};  ///< by this worker alone
  std::optional<Position> until{};  ///< of readings that knew the ledger up to there
  std::optional<Day> first{};       ///< recorded on this day or later, in Rome
  std::optional<Day> last{};        ///< and on this one or earlier
};

/// Where a node keeps the readings that it sees.
[[nodiscard]] reads::ReadsPlace ReadsOf(Node& node);

/// Of the node's own folder and of others: a folder of another machine that was brought here. kDamaged: a month does
/// not hold. From any thread.
[[nodiscard]] Result<FoundReaders> FindReaders(const reads::ReadsPlace& own, const std::vector<std::string>& other_folders,
                                          const WantedReaders& wanted);

/// Says of each line how the reader stood to the case then, or to any case of the person or household: the ledger is
/// folded again, up to the last reading. A reading under another lineage is judged by where it stands in this one.
Status RecallRelations(Readable& source, std::vector<ReadingLine>& lines);

/// What of a person can be read: their entries, cases and households.
[[nodiscard]] std::set<EntityId> FilesOfPerson(const engine::State& state, EntityId person);

}  // namespace fascicolo::program
