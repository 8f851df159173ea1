#include "projections/ledger_rows.h"

#include "events/tree.h"
#include "projections/view.h"

namespace fascicolo::projections {

std::optional<Standing> StandingOf(const store::Rows& rows) {
  const ViewReader reader(rows);
  const auto point = reader.Find<FoldPointTable>();
  if (!point || point->head.next == Position{0}) return std::nullopt;
  const auto ledger = reader.Find<LedgerTable>().value_or(engine::LedgerRow{});
  const events::Head& head = point->head;
  return Standing{.position = Position{head.next.value - 1},
                  .root = events::Frontier(head.next.value, point->edge).Root(),
                  .lineage = head.lineage,
                  .recorded_at = head.recorded_at,
                  .today = ledger.today,
                  .frozen = ledger.frozen,
                  .events = point->events};
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
      prefix, from, [&](std::string_view key, const engine::FrozenRow& row) {
        FrozenEntity frozen{{}, row.since};
        FrozenEntityTable::Read(key, frozen.entity);
        if (after && frozen.entity == *after) return true;
        found.push_back(frozen);
        return found.size() < PageOf(page);
      });
  return found;
}

}  // namespace fascicolo::projections
