// What the views know of the ledger itself: where they stand, what is frozen, and, for this copy
// alone, where the commits lie in its log.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/fold_point.h"
#include "projections/view_rows.h"

namespace fascicolo::projections {

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

using ReaderTable = ViewTable<ViewId::kCopy, 0, events::ReaderRow>;
using OffsetsTable = ViewTable<ViewId::kCopy, 1, OffsetsRow, std::uint64_t>;  ///< position / 128

using FoldPointTable = ViewTable<ViewId::kLedger, 0, events::FoldPointRow>;
using FrozenEntityTable = ViewTable<ViewId::kLedger, 1, engine::FrozenRow, EntityId>;
using LedgerTable = ViewTable<ViewId::kLedger, 2, engine::LedgerRow>;

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
