// Published figures counted again: as they were published, which must give the same, and as the ledger stands now; and which
// late events make the difference.
#pragma once

#include "connectors/program/statistics/counted.h"

#include <optional>
#include <string>
#include <vector>

namespace fascicolo::program {

inline constexpr std::size_t kMaxLateEvents = 50;  ///< named of one figure

/// Recorded after the figures were counted, and bears on days that they tell of.
struct LateEvent {
  Position position;
  std::uint32_t index = 0;
  Instant recorded_at;
  std::string type;
  EntityId entity;
  Day bears_on;  ///< the earliest day of which it says something that is counted
};

struct ChangedCell {
  std::vector<std::string> key;
  std::string measure;
  std::string published;  ///< as it was counted then, before anything was suppressed
  std::string now;
};

struct Restatement {
  bool recomputes = false;            ///< counted at its position, it has the published digest
  std::vector<ChangedCell> changed;   ///< empty: the figures stand
  std::vector<LateEvent> late;        ///< of the commits that changed something, in their order
  bool more = false;                  ///< there are more late events than are named
};

/// `last`: up to where the ledger is counted now.
[[nodiscard]] Result<Restatement> Restate(Session& session, Readable& source, const engine::FigureRow& figure, Position last);

}  // namespace fascicolo::program
