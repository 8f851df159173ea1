// Undertakings of a programme: plans about a service (row R36), studies and briefings (R25), funded measures (R39a),
// agreements with other bodies (R47). Their lives are tables (undertaking_life.h); a step that the table does not allow is
// refused. A plan that comes into force replaces the one that it names; an agreement expires on its day by itself; a review, a
// report or a delivery that is late is told once.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

Decision Decide(const State& state, const Intent& intent, const schema::StartUndertaking& command);
Decision Decide(const State& state, const Intent& intent, const schema::AdvanceUndertaking& command);

/// Tells that its day has passed; an agreement expires. Dropped when it was done meanwhile.
Decision FulfilUndertaking(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);

FASCICOLO_EVOLVE(UndertakingStarted);
FASCICOLO_EVOLVE(UndertakingAdvanced);
FASCICOLO_EVOLVE(UndertakingLate);

}  // namespace fascicolo::engine
