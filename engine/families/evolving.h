// What evolvers share: changing a row of the event's own entity. A fact that does not fit the state is poison, never a crash.
#pragma once

#include <concepts>
#include <cstdint>
#include <span>

#include "engine/families/life_cycle.h"
#include "engine/state/state.h"
#include "events/body.h"

namespace fascicolo::engine {

namespace detail {

template <class Change, class Row>
[[nodiscard]] bool Applied(Change& change, EntityId entity, Row& row) {
  if constexpr (std::invocable<Change&, EntityId, Row&>) {
    return change(entity, row);
  } else {
    return change(row);
  }
}

}  // namespace detail

/// Changes the row of the event's entity, of it the one under `parts`. `change` takes the row, or the entity and the row, and
/// answers false when the fact makes no sense. False, too: there is no such row.
template <class TableType, class Change, class... Parts>
[[nodiscard]] bool EditRow(const schema::Event& event, StateEditor& editor, Change change, const Parts&... parts) {
  const EntityId entity = events::Entity(event.entity());
  auto row = editor.Find<TableType>(entity, parts...);
  if (!row) return false;
  if (!detail::Applied(change, entity, *row)) return false;
  editor.Put<TableType>(*row, entity, parts...);
  return true;
}

/// Changes a row that has a life: in a state in which the event may happen, and to one to which it leads.
template <class State, class Row, class Change>
[[nodiscard]] bool ChangeByCycle(const schema::Event& event, std::span<const StateMove<State>> cycle, Row& row,
                                 Change change) {
  const State before = row.state;
  if (!StatesBefore(cycle, event.payload_type()).Has(before)) return false;
  return change(row) && Leads(cycle, before, event.payload_type(), row.state);
}

/// The same for the row of the event's entity, of it the one under `parts`.
template <class TableType, class State, class Change, class... Parts>
[[nodiscard]] bool EditByCycle(const schema::Event& event, StateEditor& editor, std::span<const StateMove<State>> cycle,
                               Change change, const Parts&... parts) {
  const auto edit = [&](EntityId entity, typename TableType::Row& row) {
    return ChangeByCycle(event, cycle, row,
                         [&](typename TableType::Row& changed) { return detail::Applied(change, entity, changed); });
  };
  return EditRow<TableType>(event, editor, edit, parts...);
}

/// The event's entity began by an act: if that is annulled, its end is proposed (act_effects.h).
inline void NoteEffectOfAct(const schema::Event& event, StateEditor& editor) {
  if (event.act() != nullptr) editor.Put<EffectOfActTable>(MarkRow{}, events::Entity(event.act()), events::Entity(event.entity()));
}

/// Takes the next number for what an event adds to its entity. False: it is another one.
template <class Row>
[[nodiscard]] bool TakeNumber(std::uint32_t number, Row& row) {
  if (number != row.parts + 1) return false;
  row.parts = number;
  return true;
}

}  // namespace fascicolo::engine
