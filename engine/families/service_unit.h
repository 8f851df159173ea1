// A service unit: what it can give on each day, and who holds how much of it. Capacity and what is taken are step
// functions over local days; capacity is checked on each day of an interval (design D6).
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// The least that is free on any day of [from, until); no `until`: from then on for ever. Negative: overbooked.
[[nodiscard]] std::int64_t LeastFree(const State& state, EntityId unit, Day from, std::optional<Day> until);

/// The first day of [from, until) on which less than `quantity` is free, and how much it is; none: it fits every day.
struct ShortDay {
  Day day;
  std::int64_t free = 0;
};
[[nodiscard]] std::optional<ShortDay> FirstShortDay(const State& state, EntityId unit, Day from,
                                                    std::optional<Day> until, std::int64_t quantity);

Decision Decide(const State& state, const Intent& intent, const schema::OpenUnit& command);
Decision Decide(const State& state, const Intent& intent, const schema::SetCapacity& command);

bool Evolve(const EventContext& context, const schema::Event& event, const schema::UnitOpened& fact,
            StateEditor& editor);
/// Where it raises the capacity, opens the obligation to offer what became free.
bool Evolve(const EventContext& context, const schema::Event& event, const schema::CapacitySet& fact,
            StateEditor& editor);
/// With `offer_on`, opens the obligation to go on offering.
bool Evolve(const EventContext& context, const schema::Event& event, const schema::PlaceTaken& fact,
            StateEditor& editor);
/// With `offer_on`, opens the obligation to offer what became free; and, unless the place was `declined`, begins a round,
/// in which everybody may be asked once more.
bool Evolve(const EventContext& context, const schema::Event& event, const schema::PlaceFreed& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::OfferProposed& fact,
            StateEditor& editor);

}  // namespace fascicolo::engine
