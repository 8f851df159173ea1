// Programmes: opened on a sheet that foresees them, with enrolments by name, closed when nothing in them is open.
//
//   programme   open --CloseProgramme--> closed
//   enrolment   waiting --(a place is free)--> enrolled;   both --EndEnrolment--> ended
//
// Who enrols when the programme is full waits; whoever leaves makes room for the first who waits, in the same commit. Those
// who have died are passed over. Who is under age takes part with the authorisation of who may sign for them (civil code,
// art. 316); where the sheet wants it, nobody takes part uninsured.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

Decision Decide(const State& state, const Intent& intent, const schema::OpenProgramme& command);
Decision Decide(const State& state, const Intent& intent, const schema::CloseProgramme& command);
Decision Decide(const State& state, const Intent& intent, const schema::Enrol& command);
Decision Decide(const State& state, const Intent& intent, const schema::EndEnrolment& command);

FASCICOLO_EVOLVE(ProgrammeOpened);
FASCICOLO_EVOLVE(ProgrammeClosed);
FASCICOLO_EVOLVE(Enrolled);
FASCICOLO_EVOLVE(EnrolmentAdmitted);
FASCICOLO_EVOLVE(EnrolmentEnded);

}  // namespace fascicolo::engine
