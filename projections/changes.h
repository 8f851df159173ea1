// What changed since a position: for the worker who was away, for whoever comes back to a case.
//
// A view of views: it holds no rows of its own, and reads caseload and history.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "projections/history.h"

namespace fascicolo::projections {

/// A case in which something happened.
struct ChangedCase {
  EntityId case_file;
  std::vector<HistoryRef> refs;  ///< of the case and its services, behind `since`, in ledger order
  bool more = false;             ///< there are more than kMaxChangesPerCase
};
inline constexpr std::size_t kMaxChangesPerCase = 100;

struct ChangesPage {
  std::vector<ChangedCase> cases;  ///< in the order of their ids
  std::optional<EntityId> after;   ///< ask again with this; none: there are no more
};

/// The open cases of a worker (none: all open cases) in which something was recorded behind `since`. `page`: cases looked at.
[[nodiscard]] ChangesPage ChangesSince(const store::Rows& rows, Position since,
                                       const std::optional<std::string>& worker,
                                       std::optional<EntityId> after = {},
                                       std::size_t page = kDefaultPage);

}  // namespace fascicolo::projections
