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

#define FASCICOLO_PROGRAMME_EVENT(Name) \
  bool Evolve(const EventContext& context, const schema::Event& event, const schema::Name& fact, StateEditor& editor)
FASCICOLO_PROGRAMME_EVENT(ProgrammeOpened);
FASCICOLO_PROGRAMME_EVENT(ProgrammeClosed);
FASCICOLO_PROGRAMME_EVENT(Enrolled);
FASCICOLO_PROGRAMME_EVENT(EnrolmentAdmitted);
FASCICOLO_PROGRAMME_EVENT(EnrolmentEnded);
#undef FASCICOLO_PROGRAMME_EVENT

}  // namespace fascicolo::engine
