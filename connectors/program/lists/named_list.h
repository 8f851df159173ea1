// A waiting list as somebody names it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "events/result.h"
#include "projections/waiting_list.h"

namespace fascicolo::program {

/// All of them, the longest first.
[[nodiscard]] std::vector<projections::ListSummary> ListsOf(const store::Rows& rows);
/// A list by the code of its service, by its id, or by the first digits of that where no other begins so.
[[nodiscard]] Result<projections::ListSummary, FormError> FindList(const store::Rows& rows, const std::string& text);

/// Everybody on a list, in its order.
void ForEachEntry(const store::Rows& rows, EntityId list,
                  const std::function<void(const projections::WaitingEntry&)>& visit);

}  // namespace fascicolo::program
