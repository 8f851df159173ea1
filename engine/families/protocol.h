// The protocol (protocollo informatico): under which number something about an entity came in or went out. The register is
// another system's; its numbers are unique within the authority (D.P.R. 445/2000, art. 53, 57).
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

Decision Decide(const State& state, const Intent& intent, const schema::RecordProtocol& command);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::ProtocolRecorded& fact,
            StateEditor& editor);

}  // namespace fascicolo::engine
