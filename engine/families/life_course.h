// Lives whose state no row keeps as such, because what else it says shows it: `StateOf(row)` tells it. Their tables have a line
// for each state to which a step may lead.
#pragma once

#include <algorithm>

#include "engine/families/evolving.h"
#include "engine/families/life_cycle.h"

namespace fascicolo::engine {

/// The step is allowed in this state: deciders ask it before, evolvers after.
template <class State, class Step>
[[nodiscard]] bool Allows(std::span<const Transition<State, Step>> course, State state, Step step) {
  return NextState(course, state, step).has_value();
}

/// By the step, which is allowed in `before`, it may come to `after`.
template <class State, class Step>
[[nodiscard]] constexpr bool Leads(std::span<const Transition<State, Step>> course, State before, Step step, State after) {
  return std::any_of(course.begin(), course.end(), [&](const auto& line) {
    return line.state == before && line.step == step && line.next == after;
  });
}

/// Changes a row by a step of its life; false: it is not allowed, or leads elsewhere, or the fact makes no sense.
template <class State, class Step, class Row, class Change>
[[nodiscard]] bool ChangeByCourse(std::span<const Transition<State, Step>> course, Step step, Row& row, Change change) {
  const State before = StateOf(row);
  return Allows(course, before, step) && change(row) && Leads(course, before, step, StateOf(row));
}

/// The same for the row of the event's entity, of it the one under `parts`.
template <class TableType, class State, class Step, class Change, class... Parts>
[[nodiscard]] bool EditByCourse(const schema::Event& event, StateEditor& editor,
                                std::span<const Transition<State, Step>> course, Step step, Change change,
                                const Parts&... parts) {
  const auto edit = [&](EntityId entity, typename TableType::Row& row) {
    return ChangeByCourse(course, step, row, [&](typename TableType::Row& changed) {
      return detail::Applied(change, entity, changed);
    });
  };
  return EditRow<TableType>(event, editor, edit, parts...);
}

}  // namespace fascicolo::engine
