// Proposals: what the office is asked to decide about a service, a case or a person (design D10). None is executed by
// itself: it goes when the office does what is proposed, when its ground falls away, or when the office says no.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

Decision Decide(const State& state, const Intent& intent, const schema::DismissProposal& command);

bool Evolve(const EventContext& context, const schema::Event& event, const schema::ActionProposed& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::ProposalWithdrawn& fact,
            StateEditor& editor);

}  // namespace fascicolo::engine
