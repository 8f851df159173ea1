// What an act carries: kept as a finished command, and decided as the act's signer's.
#pragma once

#include "engine/decision.h"
#include "engine/state/state.h"
#include "schemas/command_generated.h"

namespace fascicolo::engine {

/// What the act's row keeps of a command that it carries.
[[nodiscard]] CarriedRow Kept(const schema::Carried& carried);
/// What a command that `act` carries comes to, at this moment.
[[nodiscard]] Decision DecideCarried(const State& state, const Intent& intent, EntityId act, const CarriedRow& carried);

}  // namespace fascicolo::engine
