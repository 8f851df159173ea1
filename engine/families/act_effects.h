// What an act put into force, and what becomes of it when the act falls: nothing by itself (the law asks for another act, L.
// 241/1990, art. 21-nonies, and weighs who trusted in the first). So each end is proposed to the office.
#pragma once

#include <string_view>

#include "engine/decision.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// The decision by which `act` falls, and the proposals to end what it put into force and still is: services, placements, plans.
/// What is proposed already for another reason stays as it is.
[[nodiscard]] Decision AndProposeEnds(const State& state, const Intent& intent, EntityId act, std::string_view ground,
                                      Decision decision);

}  // namespace fascicolo::engine
