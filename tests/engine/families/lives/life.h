// Walks a life: every command that moves it, handed in in every state. What its table allows is taken, and leads where the table
// says; what it does not is refused by name, and leaves the state as it was.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/families/life_cycle.h"
#include "engine/kit.h"

namespace fascicolo::engine {

template <class State, class Step>
using LifeLine = std::tuple<State, Step, State>;

/// A command that takes a step; several may take the same.
template <class State, class Step>
struct Deed {
  Deed(Step taken, std::string called, std::function<Then(Kit&, EntityId)> how, std::set<State> except = std::set<State>())
      : step(taken), name(std::move(called)), hand_in(std::move(how)), not_from(std::move(except)) {}

  Step step;
  std::string name;
  std::function<Then(Kit&, EntityId)> hand_in;
  std::set<State> not_from;  ///< where the table allows the step, but not to this command
};

template <class State, class Step>
struct Life {
  std::set<LifeLine<State, Step>> lines;
  std::vector<State> states;
  std::function<EntityId(Kit&, State)> come;  ///< brings something new into the state
  std::function<State(const Kit&, EntityId)> now;
  std::vector<Deed<State, Step>> deeds;
  std::set<Step> by_itself;  ///< steps that no command takes by itself; clocks and other tests show them
  std::set<Rule> refusals;        ///< by which the table refuses
};

template <class State, class Step>
[[nodiscard]] std::set<LifeLine<State, Step>> LinesOf(std::span<const Transition<State, Step>> course) {
  std::set<LifeLine<State, Step>> lines;
  for (const auto& line : course) lines.emplace(line.state, line.step, line.next);
  return lines;
}
/// Of these states.
template <class State>
[[nodiscard]] std::set<LifeLine<State, schema::EventPayload>> LinesOf(std::span<const StateMove<State>> cycle,
                                                                      const std::vector<State>& states) {
  std::set<LifeLine<State, schema::EventPayload>> lines;
  for (const auto& move : cycle) {
    for (const State before : states) {
      for (const State after : states) {
        if (move.from.Has(before) && move.Leads(before, after)) lines.emplace(before, move.event, after);
      }
    }
  }
  return lines;
}

/// Returns the lines that were taken.
template <class State, class Step>
std::set<LifeLine<State, Step>> Walk(const Life<State, Step>& life) {
  std::set<LifeLine<State, Step>> taken;
  for (const State state : life.states) {
    for (const auto& deed : life.deeds) {
      SCOPED_TRACE(deed.name + " in state " + std::to_string(static_cast<int>(state)));
      Kit kit;
      const EntityId id = life.come(kit, state);
      EXPECT_EQ(life.now(kit, id), state);
      const Told told = deed.hand_in(kit, id).told();
      const State after = life.now(kit, id);
      const bool is_allowed = std::any_of(life.lines.begin(), life.lines.end(), [&](const auto& line) {
        return std::get<0>(line) == state && std::get<1>(line) == deed.step;
      });
      if (is_allowed && !deed.not_from.contains(state)) {
        EXPECT_FALSE(told.events.empty()) << ToString(told);
        EXPECT_TRUE(life.lines.contains({state, deed.step, after})) << "to " << static_cast<int>(after);
        taken.emplace(state, deed.step, after);
      } else {
        EXPECT_TRUE(told.refusal && life.refusals.contains(told.refusal->rule)) << ToString(told);
        EXPECT_EQ(after, state);
      }
    }
  }
  return taken;
}

/// And every line of the table was taken, but for what goes by itself, and for `elsewhere`, which another test shows.
template <class State, class Step>
void ExpectLife(const Life<State, Step>& life, const std::set<LifeLine<State, Step>>& elsewhere = {}) {
  const auto taken = Walk(life);
  for (const auto& line : life.lines) {
    const bool is_shown = taken.contains(line) || elsewhere.contains(line) || life.by_itself.contains(std::get<1>(line));
    EXPECT_TRUE(is_shown) << "nobody went from " << static_cast<int>(std::get<0>(line)) << " to "
                          << static_cast<int>(std::get<2>(line)) << " by " << static_cast<int>(std::get<1>(line));
  }
}

}  // namespace fascicolo::engine
