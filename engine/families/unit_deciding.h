// What the deciders and evolvers of how a unit is run share.
#pragma once

#include "engine/decision.h"
#include "engine/families/programme_deciding.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr auto kUnitKind = schema::EntityKind::unit;

/// A decision about a unit that is there, with what is known of how it is run.
template <class Rules>
Decision OnUnit(const State& state, const schema::Id* unit, Rules rules) {
  const EntityId id = events::Entity(unit);
  const auto row = state.FindEntity<UnitTable>(id);
  if (!row) return Unknown("/unit", id, "unit");
  return rules(id, *row, state.Find<UnitRunningTable>(id).value_or(UnitRunningRow{}));
}

/// Changes how a unit that is there is run. `change` answers false when the fact makes no sense: poison.
template <class Change>
[[nodiscard]] bool EditRunning(const schema::Event& event, StateEditor& editor, Change change) {
  const EntityId id = events::Entity(event.entity());
  auto row = editor.Find<UnitRunningTable>(id).value_or(UnitRunningRow{});
  if (!editor.Find<UnitTable>(id) || !change(id, row)) return false;
  editor.Put<UnitRunningTable>(row, id);
  return true;
}

}  // namespace fascicolo::engine
