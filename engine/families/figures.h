// Published figures (statistiche pubblicate): what left the office, frozen with its query, the position that it was counted
// at, its digest and its signer. The program counts (projections/statistics); what is decided here is that it may be
// published as what it says it is. Figures are never changed: later ones of the same query restate them.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr auto kFigureKind = schema::EntityKind::figure;

Decision Decide(const State& state, const Intent& intent, const schema::PublishFigures& command);

FASCICOLO_EVOLVE(FiguresPublished);

}  // namespace fascicolo::engine
