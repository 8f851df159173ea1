// Why a placement, or what surrounds it, is refused.
#include "engine/families/refusal.h"
#include "engine/told_people.h"
#include "engine/told_placements.h"

namespace fascicolo::engine {
namespace {

InFacility Placed(AdoptedKit& kit, int years = 8) {
  AdoptPlacing(kit);
  return ChildInFacility(kit, years);
}
/// A shelter with one bed.
EntityId OneBed(AdoptedKit& kit) {
  AdoptPlacing(kit);
  return kit.Given(OpenUnit(kShelter, 1, kit.today()));
}
EntityId Removed(AdoptedKit& kit) {
  AdoptPlacing(kit);
  const EntityId unit = kit.Given(OpenUnit(kMinors, 2, kit.today() - 5));
  return kit.Given(Removal(CaseOf(kit, 6), unit, StartOfDay(kit.today())));
}
/// A child of so many years and a foster family that accepted.
std::pair<EntityId, EntityId> Matched(AdoptedKit& kit, int years) {
  AdoptPlacing(kit);
  const EntityId family = FosterHome(kit);
  return {AcceptedBy(kit, CaseOf(kit, years), family, {}, kFosterCare), family};
}
/// A household on a pitch, or, without its pact, before it.
EntityId HouseholdAt(AdoptedKit& kit, EntityId site) {
  const EntityId placement = kit.Given(RequestOf(CaseInCharge(kit), kSites));
  kit.Given(SignPact(placement));
  kit.Given(TakeIn(placement, site, kit.today()));
  return placement;
}
EntityId Site(AdoptedKit& kit) {
  AdoptPlacing(kit);
  return kit.Given(OpenUnit(kSites, 2, kit.today()));
}

REFUSAL(kActNeeded, NobodyIsPlacedByHandWhereTheSheetWantsAnAct) {
  AdoptPlacingByAct(kit);
  const EntityId residence = kit.Given(OpenUnit(kResidence, 1, kit.today()));
  const EntityId placement = AcceptedWithoutDecree(kit, CaseOf(kit, 80), residence, {}, kResidence);
  return kit.When(TakeIn(placement, residence, kit.today()));
}
REFUSAL(kServicePlacesNobody, AnOpenCentrePlacesNobody) { return kit.When(RequestOf(CaseInCharge(kit), kCentre)); }
REFUSAL(kPlacementOutOfOrder, NobodyIsTakenInBeforeSomebodyAccepts) {
  AdoptPlacing(kit);
  const EntityId unit = kit.Given(OpenUnit(kMinors, 2, kit.today()));
  return kit.When(TakeIn(kit.Given(RequestOf(CaseOf(kit, 8), kMinors)), unit, kit.today()));
}
REFUSAL(kPlacementOfOtherKind, AFacilityHasNoNights) { return kit.When(Night(Placed(kit).placement, kit.today())); }
REFUSAL(kPlacementOfOtherKind, AShelterHasNoFosterFamilies) {
  return kit.When(FosterFamily(OneBed(kit), {PersonOf(kit, CaseInCharge(kit))}));
}
REFUSAL(kAlreadyPlaced, NobodyIsInTwoPlacesOnOneDay) {
  const auto there = Placed(kit);
  const EntityId again = AcceptedBy(kit, CaseOf(kit, 8), there.unit, {there.child});
  return kit.When(TakeIn(again, there.unit, kit.today()));
}
REFUSAL(kNotPlaced, WhoIsNotThereIsNotAbsent) {
  const auto there = Placed(kit);
  return kit.When(Absent(there.placement, PersonOf(kit, CaseInCharge(kit)), kit.today()));
}
REFUSAL(kNotAMinor, AdultsAreNotFostered) {
  AdoptPlacing(kit);
  return kit.When(RequestOf(CaseOf(kit, 18), kFosterCare));
}
REFUSAL(kHostAlreadyAsked, AFacilityIsAskedOnce) {
  AdoptPlacing(kit);
  const EntityId unit = kit.Given(OpenUnit(kMinors, 2, kit.today()));
  const EntityId placement = kit.Given(RequestOf(CaseOf(kit, 8), kMinors));
  kit.Given(Ask(placement, unit));
  return kit.When(Ask(placement, unit));
}
REFUSAL(kHostNotAsked, WhoWasNotAskedDoesNotAnswer) {
  AdoptPlacing(kit);
  const EntityId unit = kit.Given(OpenUnit(kMinors, 2, kit.today()));
  const EntityId placement = kit.Given(RequestOf(CaseOf(kit, 8), kMinors));
  kit.Given(Ask(placement, unit));
  return kit.When(HostAccepts(placement, kit.Given(OpenUnit(kMinors, 2, kit.today()))));
}
REFUSAL(kHostHasNotAccepted, TheyComeToWhoAccepted) {
  AdoptPlacing(kit);
  const EntityId placement = AcceptedBy(kit, CaseOf(kit, 8), kit.Given(OpenUnit(kMinors, 2, kit.today())));
  return kit.When(TakeIn(placement, kit.Given(OpenUnit(kMinors, 2, kit.today())), kit.today()));
}
REFUSAL(kTitleMissing, NoChildIsPlacedWithoutDecreeOrAgreement) {
  AdoptPlacing(kit);
  const EntityId unit = kit.Given(OpenUnit(kMinors, 2, kit.today()));
  const EntityId placement = kit.Given(RequestOf(CaseOf(kit, 8), kMinors));
  kit.Given(Ask(placement, unit));
  kit.Given(HostAccepts(placement, unit));
  return kit.When(TakeIn(placement, unit, kit.today()));
}
REFUSAL(kPayerNotInformed, WhoPaysIsToldBefore) {
  AdoptPlacing(kit);
  const EntityId unit = kit.Given(OpenUnit(kMinors, 2, kit.today()));
  auto start = TakeIn(AcceptedBy(kit, CaseOf(kit, 8), unit), unit, kit.today());
  start.payer_informed = false;
  return kit.When(start);
}
REFUSAL(kChildNotHeard, AChildOfTwelveIsHeard) {
  const auto [placement, family] = Matched(kit, 12);
  return kit.When(TakeInByFamily(placement, family, kit.today()));
}
REFUSAL(kFosterFamilyNotRegistered, AFamilyStandsInTheRegister) {
  AdoptPlacing(kit);
  const EntityId unit = kit.Given(OpenUnit(kFosterCare, 1, kit.today()));
  return kit.When(Ask(kit.Given(RequestOf(CaseOf(kit, 8), kFosterCare)), unit));
}
REFUSAL(kExtensionNeedsDecree, TwoYearsAreTheMost) {
  const auto [placement, family] = Matched(kit, 6);
  kit.Given(TakeInByFamily(placement, family, kit.today()));
  return kit.When(Extend(placement, AddMonths(kit.today(), 25)));
}
REFUSAL(kBeyondTwentyOne, NobodyIsKeptBeyondTwentyOne) {
  const auto there = Placed(kit, 17);
  auto extend = Extend(there.placement, AddMonths(kit.today(), 12 * 5), "R.G. 9/2026");
  extend.person = Ref(there.child);
  return kit.When(extend);
}
REFUSAL(kSameUnit, WhoIsThereIsNotMovedThere) {
  const auto there = Placed(kit);
  return kit.When(MoveTo(there.placement, there.unit, kit.today() + 1));
}
REFUSAL(kAlreadyAbsent, WhoIsAwayDoesNotLeaveAgain) {
  const auto there = Placed(kit, 16);
  kit.Given(Absent(there.placement, there.child, kit.today(), schema::AbsenceKind::runaway));
  return kit.When(Absent(there.placement, there.child, kit.today()));
}
REFUSAL(kNotAbsent, WhoIsThereDoesNotReturn) {
  const auto there = Placed(kit);
  return kit.When(Returned(there.placement, there.child, kit.today()));
}
REFUSAL(kContactForbidden, NobodyVisitsAgainstTheCourt) {
  const auto there = Placed(kit);
  const EntityId father = PersonOf(kit, CaseInCharge(kit));
  kit.Given(OrderContact(there.placement, father, schema::ContactRule::forbidden));
  return kit.When(Visit(there.placement, father, true));
}
REFUSAL(kVisitNotSupervised, AProtectedVisitIsWatchedOver) {
  const auto there = Placed(kit);
  const EntityId father = PersonOf(kit, CaseInCharge(kit));
  kit.Given(OrderContact(there.placement, father, schema::ContactRule::supervised));
  return kit.When(Visit(there.placement, father, false));
}
REFUSAL(kNoMeasure, WhereNobodyWasRemovedThereAreNoSteps) {
  return kit.When(Step(Placed(kit).placement, schema::MeasureStep::file_sent, StartOfDay(kit.today())));
}
REFUSAL(kMeasureOutOfOrder, TheCourtDoesNotHearBeforeTheFile) {
  return kit.When(Step(Removed(kit), schema::MeasureStep::heard, StartOfDay(kit.today())));
}
REFUSAL(kNoTermMissed, NothingLapsesInTime) { return kit.When(Lapse(Removed(kit))); }
REFUSAL(kTooManyNights, AStayKeepsToTheSheet) {
  return kit.When(Nights(CaseInCharge(kit), OneBed(kit), kit.today(), 31));
}
REFUSAL(kBanned, WhoIsBannedDoesNotComeAgain) {
  const EntityId shelter = OneBed(kit);
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Ban(kit.Given(Nights(case_file, shelter, kit.today(), 5)), kit.today() + 10));
  return kit.When(Nights(case_file, shelter, kit.today() + 9, 1));
}
REFUSAL(kNightNotOpen, ANightIsRecordedOnce) {
  const EntityId guest = InShelter(kit, OneBed(kit));
  kit.Given(Night(guest, kit.today()));
  return kit.When(Night(guest, kit.today()));
}
REFUSAL(kNightNotOpen, ANightBeforeTheStayIsNoneOfTheirs) {
  const EntityId shelter = OneBed(kit);
  return kit.When(Night(InShelter(kit, shelter), kit.today() - 1));
}
REFUSAL(kPactMissing, NoHouseholdComesWithoutItsPact) {
  const EntityId site = Site(kit);
  return kit.When(TakeIn(kit.Given(RequestOf(CaseInCharge(kit), kSites)), site, kit.today()));
}
REFUSAL(kNoSuchCondition, OnlyConditionsOfThePactAreBroken) {
  return kit.When(Incident(HouseholdAt(kit, Site(kit)), schema::IncidentKind::breach, "silence"));
}
REFUSAL(kSiteClosed, AClosedSiteTakesNobody) {
  const EntityId site = Site(kit);
  kit.Given(CloseSite(site, kit.today()));
  const EntityId placement = kit.Given(RequestOf(CaseInCharge(kit), kSites));
  kit.Given(SignPact(placement));
  return kit.When(TakeIn(placement, site, kit.today()));
}
REFUSAL(kSiteOccupied, ASiteDoesNotCloseAroundPeople) {
  const EntityId site = Site(kit);
  HouseholdAt(kit, site);
  return kit.When(CloseSite(site, kit.today() + 30));
}
REFUSAL(kAlreadyApplied, ARequestIsMadeOnceAtATime) {
  const EntityId shelter = OneBed(kit);
  InShelter(kit, shelter);
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Nights(case_file, shelter, kit.today(), 3));
  return kit.When(Nights(case_file, shelter, kit.today(), 3));
}
REFUSAL(kNothingProposed, NobodyDeclinesWhatNobodyProposed) {
  AdoptPlacing(kit);
  const EntityId unit = kit.Given(OpenUnit(kResidence, 2, kit.today()));
  const EntityId placement = AcceptedBy(kit, CaseOf(kit, 80), unit, {}, kResidence);
  kit.Given(TakeIn(placement, unit, kit.today()));
  return kit.When(DeclineMove(placement));
}
REFUSAL(kPersonDeceased, NobodyIsPlacedWhoHasDied) {
  AdoptPlacing(kit);
  const EntityId case_file = CaseOf(kit, 8);
  kit.Given(Death(PersonOf(kit, case_file)));
  return kit.When(RequestOf(case_file, kMinors));
}
REFUSAL(kNoCapacity, AFullFacilityTakesNoRemovedChild) {
  AdoptPlacing(kit);
  const EntityId unit = kit.Given(OpenUnit(kMinors, 0, kit.today() - 5));
  return kit.When(Removal(CaseOf(kit, 6), unit, StartOfDay(kit.today())));
}

}  // namespace
}  // namespace fascicolo::engine
