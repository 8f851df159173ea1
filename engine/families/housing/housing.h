// Public housing (L.R. Sardegna 13/1989): dwellings, the households that get them, and how they lose them.
//
// A dwelling has a state (dwelling_states.h) and is held by at most one tenancy; a tenancy is an entity of its own, from the
// offer to the keys that come back (tenancy_states.h). Nobody is in two of them, under whatever entry of theirs, but for a
// lodging until the dwelling's keys are handed over. A dwelling goes to the first of the final list that is confirmed and whom
// it fits, by a formula of the sheet; to the first who waits for a change; or, where it is kept for a group, to a household of
// that group. What assigns, declares forfeited, evicts, lodges or makes regular comes with an act, where the sheet wants one.
//
// Terms are the deadlines of a tenancy; when one passes the office is told, and nothing else happens. Rents are debts of the
// tenant (money.h).
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr auto kDwellingKind = schema::EntityKind::dwelling;
inline constexpr auto kTenancyKind = schema::EntityKind::tenancy;

#define FASCICOLO_HOUSING_COMMAND(Name) \
  Decision Decide(const State& state, const Intent& intent, const schema::Name& command)
FASCICOLO_HOUSING_COMMAND(RegisterDwelling);
FASCICOLO_HOUSING_COMMAND(MoveDwelling);
FASCICOLO_HOUSING_COMMAND(ReserveDwelling);
FASCICOLO_HOUSING_COMMAND(RecordOccupation);
FASCICOLO_HOUSING_COMMAND(AdvanceOccupation);
FASCICOLO_HOUSING_COMMAND(RegulariseOccupation);
FASCICOLO_HOUSING_COMMAND(OfferDwelling);
FASCICOLO_HOUSING_COMMAND(AnswerDwelling);
FASCICOLO_HOUSING_COMMAND(AssignDwelling);
FASCICOLO_HOUSING_COMMAND(AssignProvisionally);
FASCICOLO_HOUSING_COMMAND(RecordAuthorisation);
FASCICOLO_HOUSING_COMMAND(SignTenancy);
FASCICOLO_HOUSING_COMMAND(HandOverKeys);
FASCICOLO_HOUSING_COMMAND(ReleaseDwelling);
FASCICOLO_HOUSING_COMMAND(SetRent);
FASCICOLO_HOUSING_COMMAND(RaiseRents);
FASCICOLO_HOUSING_COMMAND(AdmitGuest);
FASCICOLO_HOUSING_COMMAND(AuthoriseAbsence);
FASCICOLO_HOUSING_COMMAND(CheckRequisites);
FASCICOLO_HOUSING_COMMAND(RequestChange);
FASCICOLO_HOUSING_COMMAND(WithdrawChange);
FASCICOLO_HOUSING_COMMAND(SucceedTenant);
FASCICOLO_HOUSING_COMMAND(StartForfeiture);
FASCICOLO_HOUSING_COMMAND(AdvanceForfeiture);
FASCICOLO_HOUSING_COMMAND(GrantLodging);
FASCICOLO_HOUSING_COMMAND(ExtendLodging);
#undef FASCICOLO_HOUSING_COMMAND

FASCICOLO_EVOLVE(DwellingRegistered);
FASCICOLO_EVOLVE(DwellingMoved);
FASCICOLO_EVOLVE(DwellingReserved);
FASCICOLO_EVOLVE(OccupationRecorded);
FASCICOLO_EVOLVE(OccupationAdvanced);
FASCICOLO_EVOLVE(TenancyOpened);
FASCICOLO_EVOLVE(DwellingAnswered);
FASCICOLO_EVOLVE(DwellingAssigned);
FASCICOLO_EVOLVE(AuthorisationRecorded);
FASCICOLO_EVOLVE(TenancySigned);
FASCICOLO_EVOLVE(KeysHandedOver);
FASCICOLO_EVOLVE(TenancyEnded);
FASCICOLO_EVOLVE(RentSet);
FASCICOLO_EVOLVE(GuestAdmitted);
FASCICOLO_EVOLVE(AbsenceAuthorised);
FASCICOLO_EVOLVE(RequisitesChecked);
FASCICOLO_EVOLVE(ChangeRequested);
FASCICOLO_EVOLVE(ChangeWithdrawn);
FASCICOLO_EVOLVE(TenantSucceeded);
FASCICOLO_EVOLVE(ForfeitureStarted);
FASCICOLO_EVOLVE(ForfeitureAdvanced);
FASCICOLO_EVOLVE(LodgingExtended);

}  // namespace fascicolo::engine
