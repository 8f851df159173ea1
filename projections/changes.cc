#include "projections/changes.h"

#include <limits>

#include "projections/caseload.h"

namespace fascicolo::projections {

ChangesPage ChangesSince(const store::Rows& rows, Position since,
                         const std::optional<std::string>& worker, std::optional<EntityId> after,
                         std::size_t page) {
  ChangesPage found;
  CaseFilter filter;
  filter.worker = worker;
  const CasePage cases = FindCases(rows, filter, after, page);
  found.after = cases.after;
  // Behind every event of the commit at `since` itself.
  const HistoryRef seen{since, std::numeric_limits<std::uint32_t>::max()};
  for (const CaseEntry& entry : cases.cases) {
    HistoryPage history =
        HistoryOf(rows, entry.case_file, WithParts::kWithParts, seen, kMaxChangesPerCase);
    if (history.refs.empty()) continue;
    found.cases.push_back({entry.case_file, std::move(history.refs), history.after.has_value()});
  }
  return found;
}

}  // namespace fascicolo::projections
