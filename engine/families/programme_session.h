// Sessions of a programme: planned, then held or cancelled.
//
//   planned --RecordSession--> held, or cancelled with a reason
//
// Who came is told by name of those who are enrolled, in numbers by age and sex of everybody else, and by their actor's code
// of staff, each only where the sheet foresees it. Enrolled and counted together are never more than the session has room for.
// Where a pact is behind an enrolment, nobody attends more in a week, Monday to Sunday, than the sheet allows.
//
// Credits of a training are given for the part that the sheet wants attended, up to its yearly most over all programmes.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// What a worker was trained in a year, over all programmes.
[[nodiscard]] TrainingRow TrainingOf(const State& state, std::string_view worker, int year);

Decision Decide(const State& state, const Intent& intent, const schema::PlanSession& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordSession& command);

bool Evolve(const EventContext& context, const schema::Event& event, const schema::SessionPlanned& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::SessionRecorded& fact,
            StateEditor& editor);

}  // namespace fascicolo::engine
