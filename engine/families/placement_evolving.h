// What the evolvers of placements share.
#pragma once

#include "engine/families/evolving.h"
#include "engine/families/placement_days.h"
#include "engine/families/placement_deciding.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// Changes the row of a placement that may do `act`. `change` answers false when the fact makes no sense: poison.
template <class Change>
[[nodiscard]] bool EditPlacement(const schema::Event& event, StateEditor& editor, PlacementAct act, Change change) {
  return EditRow<PlacementTable>(event, editor, [&](EntityId id, PlacementRow& row) {
    const PlacementState before = row.state;
    return IsAllowed(row.kind, before, act) && change(id, row) && Leads(row.kind, before, act, row.state);
  });
}

/// It begins: everybody is at the host, and from their 18th birthday on the office is asked. False: it makes no sense.
[[nodiscard]] bool BeginPlacement(const EventContext& context, EntityId id, const HostRow& host, std::optional<Day> until,
                                  PlacementRow& row, StateEditor& editor);
/// Nobody is left: nothing keeps its case open, no term runs, nothing is proposed.
void ClosePlacement(EntityId id, PlacementState state, PlacementRow& row, StateEditor& editor);
/// Everybody leaves on `on`.
void EndNow(EntityId id, Day on, PlacementRow& row, StateEditor& editor);

}  // namespace fascicolo::engine
