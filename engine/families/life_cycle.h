// Life cycles as tables: what is allowed in which state, and where it leads. What no line allows is refused by deciders, and
// is poison to evolvers. engine/LIFE_CYCLES.md shows them as pictures.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>

#include "schemas/event_generated.h"

namespace fascicolo::engine {

template <class State, class Step>
struct Transition {
  State state;
  Step step;
  State next;
};

/// Where `step` leads from `state`; none: it is not allowed there.
template <class State, class Step>
[[nodiscard]] std::optional<State> NextState(std::span<const Transition<State, Step>> cycle, State state, Step step) {
  for (const auto& line : cycle) {
    if (line.state == state && line.step == step) return line.next;
  }
  return std::nullopt;
}

/// Some states of a life, which count from 1 to 31 at most.
template <class State>
class StateSet {
 public:
  constexpr StateSet(std::initializer_list<State> states) {
    for (const State state : states) mask_ |= 1U << static_cast<unsigned>(state);
  }
  [[nodiscard]] constexpr bool Has(State state) const { return (mask_ >> static_cast<unsigned>(state) & 1U) != 0; }
  [[nodiscard]] constexpr bool empty() const { return mask_ == 0; }

 private:
  std::uint32_t mask_ = 0;
};

/// What an event does to the state of what it is about.
template <class State>
struct StateMove {
  schema::EventPayload event;
  StateSet<State> from;  ///< where it may happen; empty: the life begins with it
  StateSet<State> to;    ///< where it leads; empty: the state stays

  [[nodiscard]] constexpr bool Leads(State before, State after) const {
    return to.empty() ? before == after : to.Has(after);
  }
};

/// What the event does in this life; null: nothing that the table knows.
template <class State>
[[nodiscard]] constexpr const StateMove<State>* MoveOf(std::span<const StateMove<State>> cycle,
                                                       schema::EventPayload event) {
  for (const auto& move : cycle) {
    if (move.event == event) return &move;
  }
  return nullptr;
}

}  // namespace fascicolo::engine
