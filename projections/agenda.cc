#include "projections/agenda.h"

#include <limits>

#include "projections/ledger_rows.h"

namespace fascicolo::projections {

AgendaPage Agenda(const store::Rows& rows, const AgendaFilter& filter, std::optional<DueKey> after,
                  std::size_t page) {
  AgendaPage found;
  const auto standing = StandingOf(rows);
  Day today{std::numeric_limits<std::int32_t>::min()};  // before the first day, nothing is overdue
  if (standing && standing->today) today = *standing->today;
  std::string from = filter.from ? DueTable::Key(*filter.from) : DueTable::Key();
  if (after) from = DueTable::Key(after->due_on, after->kind, after->about, after->number) + '\0';
  ViewReader(rows).Scan<DueTable>(
      DueTable::Key(), from, [&](std::string_view bytes, const DueRow& row) {
        DueItem item{.key = {}, .row = row, .frozen_since = {}};
        DueTable::Read(bytes, item.key.due_on, item.key.kind, item.key.about, item.key.number);
        if (filter.until && item.key.due_on > *filter.until) return false;
        if (filter.kind && item.key.kind != *filter.kind) return true;
        if (filter.weight && row.weight != *filter.weight) return true;
        if (filter.service && row.service != *filter.service) return true;
        if (found.items.size() == PageOf(page)) {
          found.after = found.items.back().key;
          return false;
        }
        item.overdue = item.key.due_on < today;
        item.frozen_since = FrozenSince(rows, item.key.about);
        found.items.push_back(std::move(item));
        return true;
      });
  return found;
}

}  // namespace fascicolo::projections
