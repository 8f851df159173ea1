// The place on a waiting list as bytes: std::string comparison of two keys (lexicographic, bytes
// unsigned) is the list's order, so a store with ordered keys is the list.
#pragma once

#include "engine/rules/evaluation.h"
#include "events/calendar.h"
#include "events/names.h"

#include <string>

namespace fascicolo::engine {

/// Points descending, then the tie-breaks in their order, then the activation's id, so that no two
/// are equal. 24 bytes and 8 per tie-break. Keys compare only within one version of one rule set: a
/// list moves to a new version as a whole.
[[nodiscard]] std::string SortKey(const Evaluation& evaluation, Day applied_on,
                                  EntityId activation);

/// For a list by arrival: day of application, then the moment in which it was recorded (of one day,
/// whoever was recorded first), then the activation's id. 32 bytes.
[[nodiscard]] std::string ArrivalSortKey(Day applied_on, Instant recorded_at, EntityId activation);

}  // namespace fascicolo::engine
