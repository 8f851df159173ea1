// Dwellings of public housing (L.R. Sardegna 13/1989).
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr auto kDwellingKind = schema::EntityKind::dwelling;

Decision Decide(const State& state, const Intent& intent, const schema::RegisterDwelling& command);

FASCICOLO_EVOLVE(DwellingRegistered);

}  // namespace fascicolo::engine
