// Life cycles as tables: which step is allowed in which state, and where it leads. What no line allows is refused.
#pragma once

#include <optional>
#include <span>

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

}  // namespace fascicolo::engine
