// Placements: foster care, facilities, residences, beds by night, pitches of sites; and the removal of a child by the public
// authority. Which command is allowed when, one table says (placement_states.h).
//
// Places are those of service units, held and freed as activations hold them (service_unit.h). A placement may hold several
// persons; nobody is placed twice on one day, under whatever entry. Who pays is frozen at the start (L. 328/2000, art. 6
// c. 4). What has a term is a deadline of the placement (deadline_keeping.h), numbered within it. An 18th birthday, a death and
// the loss of self-sufficiency propose; they execute nothing. When a term of art. 403 c.c. passes in silence the office is
// told; that the measure has lost its effect, a person records.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// A bed is free at a shelter: the next in the queue gets it, or is proposed to the office.
Decision FulfilFreeBed(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);
/// The last night that was given is over.
Decision FulfilNightsEnd(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);
/// Somebody who is placed became 18: their end is proposed.
Decision FulfilComingOfAge(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);

#define FASCICOLO_PLACEMENT_COMMAND(Name) \
  Decision Decide(const State& state, const Intent& intent, const schema::Name& command)
FASCICOLO_PLACEMENT_COMMAND(RequestPlacement);
FASCICOLO_PLACEMENT_COMMAND(StartSearch);
FASCICOLO_PLACEMENT_COMMAND(AskHost);
FASCICOLO_PLACEMENT_COMMAND(AnswerHost);
FASCICOLO_PLACEMENT_COMMAND(RecordDecree);
FASCICOLO_PLACEMENT_COMMAND(StartPlacement);
FASCICOLO_PLACEMENT_COMMAND(RecordAbsence);
FASCICOLO_PLACEMENT_COMMAND(RecordReturn);
FASCICOLO_PLACEMENT_COMMAND(OrderContact);
FASCICOLO_PLACEMENT_COMMAND(RecordVisit);
FASCICOLO_PLACEMENT_COMMAND(SendPlacementReport);
FASCICOLO_PLACEMENT_COMMAND(ExtendPlacement);
FASCICOLO_PLACEMENT_COMMAND(TransferPlacement);
FASCICOLO_PLACEMENT_COMMAND(RecordIncident);
FASCICOLO_PLACEMENT_COMMAND(EndPlacement);
FASCICOLO_PLACEMENT_COMMAND(WithdrawPlacement);
FASCICOLO_PLACEMENT_COMMAND(RecordRemoval);
FASCICOLO_PLACEMENT_COMMAND(RecordMeasureStep);
FASCICOLO_PLACEMENT_COMMAND(RecordMeasureLapse);
FASCICOLO_PLACEMENT_COMMAND(RecordNight);
FASCICOLO_PLACEMENT_COMMAND(BanGuest);
FASCICOLO_PLACEMENT_COMMAND(SetColdPlan);
FASCICOLO_PLACEMENT_COMMAND(RegisterFosterFamily);
FASCICOLO_PLACEMENT_COMMAND(SignSitePact);
FASCICOLO_PLACEMENT_COMMAND(CloseSite);
FASCICOLO_PLACEMENT_COMMAND(RecordSelfSufficiency);
FASCICOLO_PLACEMENT_COMMAND(DeclineTransfer);
#undef FASCICOLO_PLACEMENT_COMMAND

FASCICOLO_EVOLVE(PlacementRequested);
FASCICOLO_EVOLVE(SearchStarted);
FASCICOLO_EVOLVE(HostAsked);
FASCICOLO_EVOLVE(HostAnswered);
FASCICOLO_EVOLVE(DecreeRecorded);
FASCICOLO_EVOLVE(PlacementStarted);
FASCICOLO_EVOLVE(AbsenceRecorded);
FASCICOLO_EVOLVE(ReturnRecorded);
FASCICOLO_EVOLVE(ContactOrdered);
FASCICOLO_EVOLVE(VisitRecorded);
FASCICOLO_EVOLVE(PlacementReported);
FASCICOLO_EVOLVE(PlacementExtended);
FASCICOLO_EVOLVE(PlacementTransferred);
FASCICOLO_EVOLVE(IncidentRecorded);
FASCICOLO_EVOLVE(PlacementEnded);
FASCICOLO_EVOLVE(PlacementWithdrawn);
FASCICOLO_EVOLVE(RemovalRecorded);
FASCICOLO_EVOLVE(MeasureStepRecorded);
FASCICOLO_EVOLVE(MeasureLapsed);
FASCICOLO_EVOLVE(NightConfirmed);
FASCICOLO_EVOLVE(NightMissed);
FASCICOLO_EVOLVE(GuestBanned);
FASCICOLO_EVOLVE(ColdPlanSet);
FASCICOLO_EVOLVE(FosterFamilyRegistered);
FASCICOLO_EVOLVE(SitePactSigned);
FASCICOLO_EVOLVE(SiteClosed);
FASCICOLO_EVOLVE(SelfSufficiencyRecorded);
FASCICOLO_EVOLVE(TransferDeclined);

}  // namespace fascicolo::engine
