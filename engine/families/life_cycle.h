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
  [[nodiscard]] constexpr StateSet operator|(StateSet other) const {
    StateSet both({});
    both.mask_ = mask_ | other.mask_;
    return both;
  }

 private:
  std::uint32_t mask_ = 0;
};

/// What an event does to the state of what it is about. An event that leads elsewhere from other states has a line for each.
template <class State>
struct StateMove {
  schema::EventPayload event;
  StateSet<State> from;  ///< where it may happen; empty: the life begins with it
  StateSet<State> to;    ///< where it leads; empty: the state stays

  [[nodiscard]] constexpr bool Leads(State before, State after) const {
    return to.empty() ? before == after : to.Has(after);
  }
};

/// The states in which the event may happen: deciders ask it before, evolvers after.
template <class State>
[[nodiscard]] constexpr StateSet<State> StatesBefore(std::span<const StateMove<State>> cycle,
                                                     schema::EventPayload event) {
  StateSet<State> before({});
  for (const auto& move : cycle) {
    if (move.event == event) before = before | move.from;
  }
  return before;
}

/// By the event, which may happen in `before`, it may come to `after`.
template <class State>
[[nodiscard]] constexpr bool Leads(std::span<const StateMove<State>> cycle, State before, schema::EventPayload event,
                                   State after) {
  for (const auto& move : cycle) {
    if (move.event == event && move.from.Has(before) && move.Leads(before, after)) return true;
  }
  return false;
}

}  // namespace fascicolo::engine
