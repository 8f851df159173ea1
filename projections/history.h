// The history of anything: which commits and events it consists of, in ledger order. The view holds
// references; projections/history_reader.h fetches what they name from the log.
//
// An event stands in the history of its own entity. What an entity consists of (a person's cases, a
// case's activations) is linked to it, and read together with it. A commit stands in the history of
// its actor, as a whole; one that a rule refused stands also in that of the entity it was aimed at.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "projections/view.h"

namespace fascicolo::projections {

/// A reference into the ledger.
struct HistoryRef {
  Position position;
  std::optional<std::uint32_t> event;  ///< none: the commit as a whole
  auto operator<=>(const HistoryRef&) const = default;
};

/// The newest references of one history. When it is full, it is put away under its last position,
/// and a new one begun: appending costs the same however long a history grows.
struct OpenChunkRow {
  std::uint64_t count = 0;  ///< references of the whole history, those put away included
  std::uint32_t held = 0;   ///< of these in `refs`
  Position last;            ///< of the newest reference; counts when `held` is not 0
  std::string refs;         ///< varints: step of the position, event index + 1 (0: whole commit)
  template <class V>
  void Visit(V& v) {
    v(count, held, last, refs);
  }
};
struct ChunkRow {
  std::string refs;
  template <class V>
  void Visit(V& v) {
    v(refs);
  }
};
inline constexpr std::uint32_t kChunkRefs = 64;  ///< a chunk ends with the commit that reaches this

using EntityOpenTable = ViewTable<ViewId::kHistory, 0, OpenChunkRow, EntityId>;
using EntityChunkTable = ViewTable<ViewId::kHistory, 1, ChunkRow, EntityId, Position>;
using ActorOpenTable = ViewTable<ViewId::kHistory, 2, OpenChunkRow, std::string>;
using ActorChunkTable = ViewTable<ViewId::kHistory, 3, ChunkRow, std::string, Position>;
using PartTable = ViewTable<ViewId::kHistory, 4, PresentRow, EntityId, EntityId>;  ///< whole, part

bool FoldHistory(const FoldedCommit& commit, ViewRows& rows);

struct HistoryPage {
  std::vector<HistoryRef> refs;    ///< in ledger order, each once
  std::optional<HistoryRef> after;  ///< ask again with this; none: there are no more
  std::optional<Position> frozen_since;
};

enum class WithParts { kOwnOnly, kWithParts };

/// Of an entity: person, case, activation, unit, list, sheet. Unknown ones have none.
[[nodiscard]] HistoryPage HistoryOf(const store::Rows& rows, EntityId entity, WithParts parts,
                                    std::optional<HistoryRef> after = {},
                                    std::size_t page = kDefaultPage);
/// What an actor did, and tried to do.
[[nodiscard]] HistoryPage HistoryOfActor(const store::Rows& rows, std::string_view actor,
                                         std::optional<HistoryRef> after = {},
                                         std::size_t page = kDefaultPage);
/// Length of an entity's own history.
[[nodiscard]] std::uint64_t HistoryLength(const store::Rows& rows, EntityId entity);

/// What a command is aimed at: the case, activation, unit or person that its payload names. None:
/// it makes something new, or concerns the authority.
[[nodiscard]] std::optional<EntityId> TargetOf(const schema::Command& command);

}  // namespace fascicolo::projections
