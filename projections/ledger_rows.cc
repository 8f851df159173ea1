#include "projections/ledger_rows.h"

#include "events/tree.h"
#include "projections/view.h"

namespace fascicolo::projections {

std::optional<Standing> StandingOf(const store::Rows& rows) {
  const auto row = ViewReader(rows).Find<StandTable>();
  if (!row || row->next == Position{0}) return std::nullopt;
  return Standing{.position = Position{row->next.value - 1},
                  .root = events::Frontier(row->next.value, row->edge).Root(),
                  .lineage = row->lineage,
                  .recorded_at = row->recorded_at,
                  .today = row->today,
                  .frozen = row->frozen,
                  .events = row->events};
}

events::Head HeadOf(const StandRow& row) {
  events::Head head;
  head.ledger = row.ledger;
  head.lineage = row.lineage;
  head.next = row.next;
  head.hash = row.hash;
  head.term = row.term;
  head.holder = row.holder;
  head.recorded_at = row.recorded_at;
  return head;
}

std::optional<Position> FrozenSince(const store::Rows& rows, EntityId entity) {
  const auto row = ViewReader(rows).Find<FrozenEntityTable>(entity);
  if (!row) return std::nullopt;
  return row->since;
}

std::optional<events::LogOffset> OffsetOf(const store::Rows& rows, Position position) {
  const auto row = ViewReader(rows).Find<OffsetsTable>(position.value / kOffsetsPerRow);
  const std::size_t within = position.value % kOffsetsPerRow;
  if (!row || row->steps.size() <= within) return std::nullopt;
  events::LogOffset offset;
  for (std::size_t i = 0; i <= within; ++i) offset.value += row->steps[i];
  return offset;
}

std::vector<FrozenEntity> FrozenEntities(const store::Rows& rows, std::optional<EntityId> after,
                                         std::size_t page) {
  std::vector<FrozenEntity> found;
  const std::string prefix = FrozenEntityTable::Key();
  const std::string from = after ? FrozenEntityTable::Key(*after) : prefix;
  ViewReader(rows).Scan<FrozenEntityTable>(
      prefix, from, [&](std::string_view key, const FrozenEntityRow& row) {
        FrozenEntity frozen{{}, row.since};
        FrozenEntityTable::Read(key, frozen.entity);
        if (after && frozen.entity == *after) return true;
        found.push_back(frozen);
        return found.size() < PageOf(page);
      });
  return found;
}

}  // namespace fascicolo::projections
