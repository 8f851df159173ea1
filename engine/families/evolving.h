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

/// The same for a row that has a life: in a state in which the event may happen, and to one to which it leads.
template <class TableType, class State, class Change>
[[nodiscard]] bool EditByCycle(const schema::Event& event, StateEditor& editor, std::span<const StateMove<State>> cycle,
                               Change change) {
  const StateMove<State>* move = MoveOf(cycle, event.payload_type());
  if (move == nullptr) return false;
  return EditRow<TableType>(event, editor, [&](EntityId entity, typename TableType::Row& row) {
    const State before = row.state;
    if (!move->from.Has(before)) return false;
    return detail::Applied(change, entity, row) && move->Leads(before, row.state);
  });
}

/// Takes the next number for what an event adds to its entity. False: it is another one.
template <class Row>
[[nodiscard]] bool TakeNumber(std::uint32_t number, Row& row) {
  if (number != row.parts + 1) return false;
  row.parts = number;
  return true;
}

}  // namespace fascicolo::engine
