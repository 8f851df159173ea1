// What the views know of the ledger itself: where they stand, what is frozen, and, for this copy
// alone, where the commits lie in its log.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/acceptance.h"
#include "events/follower.h"
#include "projections/view_rows.h"

namespace fascicolo::projections {

/// Where all views of a ledger stand: one row, written with them in one batch.
struct StandRow {
  LedgerId ledger;
  Lineage lineage;
  Position next;
  Hash hash;
  Term term;
  WriterId holder;
  Instant recorded_at;
  std::vector<Hash> edge;    ///< frontier of the tree over the accepted commits
  std::optional<Day> today;  ///< the last day opened
  std::uint64_t frozen = 0;  ///< entities frozen
  std::uint64_t events = 0;  ///< of all accepted commits, those of frozen entities included
  template <class V>
  void Visit(V& v) {
    v(ledger, lineage, next, hash, term, holder, recorded_at, edge, today, frozen, events);
  }
};

struct FrozenEntityRow {
  Position since;  ///< the commit that was not understood
  template <class V>
  void Visit(V& v) {
    v(since);
  }
};

/// Where this copy's reader goes on.
struct CopyRow {
  std::uint64_t next_offset = 0;
  std::uint64_t last_offset = 0;  ///< of the last accepted commit
  template <class V>
  void Visit(V& v) {
    v(next_offset, last_offset);
  }
};

/// Log offsets of kOffsetsPerRow commits in a row, each but the first as the distance from the one
/// before.
struct OffsetsRow {
  std::vector<std::uint64_t> steps;
  template <class V>
  void Visit(V& v) {
    v(steps);
  }
};
inline constexpr std::uint64_t kOffsetsPerRow = 128;

using CopyTable = ViewTable<ViewId::kCopy, 0, CopyRow>;
using OffsetsTable = ViewTable<ViewId::kCopy, 1, OffsetsRow, std::uint64_t>;  ///< position / 128

using StandTable = ViewTable<ViewId::kLedger, 0, StandRow>;
using FrozenEntityTable = ViewTable<ViewId::kLedger, 1, FrozenEntityRow, EntityId>;

/// What every answer says of itself: it holds for the ledger through `position`, whose tree has
/// this root.
struct Standing {
  Position position;  ///< of the last commit folded
  Hash root;          ///< RFC 6962 root over the commits 0..position
  Lineage lineage;
  Instant recorded_at;       ///< of that commit
  std::optional<Day> today;  ///< the last day opened: what "overdue" is measured against
  std::uint64_t frozen = 0;  ///< entities frozen
  std::uint64_t events = 0;
};

/// None: nothing is folded yet. Throws StoreBroken, as all that follows.
[[nodiscard]] std::optional<Standing> StandingOf(const store::Rows& rows);
[[nodiscard]] events::Head HeadOf(const StandRow& row);
/// The commit that froze an entity; none: it is not frozen.
[[nodiscard]] std::optional<Position> FrozenSince(const store::Rows& rows, EntityId entity);
/// Where a commit lies in this copy's log; none: not folded by this copy.
[[nodiscard]] std::optional<events::LogOffset> OffsetOf(const store::Rows& rows, Position position);

struct FrozenEntity {
  EntityId entity;
  Position since;
};
/// In entity order, behind `after`, at most `page` of them.
[[nodiscard]] std::vector<FrozenEntity> FrozenEntities(const store::Rows& rows,
                                                       std::optional<EntityId> after,
                                                       std::size_t page);

}  // namespace fascicolo::projections
