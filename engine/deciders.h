// The switchboard: which decider answers which command, which evolver folds which event.
#pragma once

#include "engine/decision.h"
#include "engine/state/state.h"
#include "schemas/command_generated.h"

namespace fascicolo::engine {

/// Decides one command of any type. Pure. ClaimTerm decides to no events. Throws ReadsFrozen and StoreBroken only.
[[nodiscard]] Decision DecidePayload(const State& state, const Intent& intent, schema::CommandPayload type,
                                     const void* payload);

}  // namespace fascicolo::engine
