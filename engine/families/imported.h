// Facts of foreign histories. What the source said is kept word for word; where the mapping knows its meaning, the
// engine's own decider decides it, as imported: it must fit the state machine, but neither capacity nor points. Its
// personal texts are sealed as those of any other command: under the subject of the event that they belong to.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// `intent` carries the fact's own time and is marked imported: IntentOf makes it so (engine/loop/drafting.h).
/// The case is `command.case_file`; it need not exist: the first fact creates it. A meaning that the state machine
/// forbids refuses the whole fact, so that the row is reported and can be mapped otherwise.
Decision Decide(const State& state, const Intent& intent, const schema::ImportFact& command);

bool Evolve(const EventContext& context, const schema::Event& event, const schema::SourceFactImported& fact,
            StateEditor& editor);

}  // namespace fascicolo::engine
