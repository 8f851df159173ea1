// Who of a placement is where, day by day, and what that holds of its units. Deciders and evolvers change a row by the same
// functions, so the places that a decision takes and frees are exactly the difference between the row before and the row after.
#pragma once

#include <optional>
#include <vector>

#include "engine/families/activation_days.h"
#include "engine/state/placement_rows.h"

namespace fascicolo::engine {

/// Who is to be placed.
void NamePersons(PlacementRow& row, const std::vector<EntityId>& persons);
/// Everybody is at `host.unit` from `host.from` on; `until`: first day without them, none: not known yet.
void BeginDays(PlacementRow& row, const HostRow& host, std::optional<Day> until);
/// Everybody who is there moves.
void MoveDays(PlacementRow& row, const HostRow& host);
/// Whoever was to leave on the planned day leaves on `until` instead.
void ProlongDays(PlacementRow& row, Day until);
/// `person`, or with a zero id everybody, is no longer there from `on` on; who had left before is left alone.
void LeaveDays(PlacementRow& row, EntityId person, Day on);

/// Whoever is placed by this row and stands in it under `person`, or null.
[[nodiscard]] const PlacedRow* FindPlaced(const PlacementRow& row, EntityId person);
[[nodiscard]] PlacedRow* FindPlaced(PlacementRow& row, EntityId person);
/// They began and have not left on `day` or before.
[[nodiscard]] bool IsThere(const PlacedRow& placed, Day day);
/// Somebody has not left by `day`.
[[nodiscard]] bool IsAnybodyLeft(const PlacementRow& row, Day day);
/// The first day of the placement; none: it has not begun.
[[nodiscard]] std::optional<Day> FirstDay(const PlacementRow& row);

/// What is held of `unit`: a place for each person, on a site one pitch for all of them.
[[nodiscard]] Steps HeldAt(const PlacementRow& row, EntityId unit);
/// Days of places that were held of `unit` in [from, until), absences with it: what a host bills.
[[nodiscard]] std::int64_t DaysHeldAt(const PlacementRow& row, EntityId unit, Day from, Day until);
/// Every unit at which they are or were, each once, in the order of their days.
[[nodiscard]] std::vector<EntityId> UnitsOf(const PlacementRow& row);

}  // namespace fascicolo::engine
