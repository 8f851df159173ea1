// Why something about public housing is refused.
#include "engine/families/refusal.h"
#include "engine/told_housing.h"

namespace fascicolo::engine {
namespace {

using schema::ForfeitureStep;

EntityId ReadyFlat(AdoptedKit& kit) {
  AdoptHousing(kit);
  return kit.Given(Flat("F-1"));
}
EntityId Housed(AdoptedKit& kit, std::size_t size = 1) {
  AdoptHousing(kit);
  return Tenant(kit, size);
}
/// Somebody in a lodging.
EntityId Lodged(AdoptedKit& kit) {
  AdoptHousing(kit);
  const EntityId room = kit.Given(Lodging("L-1"));
  ByAct(kit, Lodge(room, CaseInCharge(kit), kit.today() + 30));
  return DwellingOf(kit, room).tenancy;
}
EntityId ProvisionallyAssigned(AdoptedKit& kit) {
  AdoptHousing(kit);
  const auto list = ConfirmedList(kit, {1});
  MovedIn(kit, kit.Given(Flat("F-0")), list.entries.front());
  kit.Given(OfCall<schema::CloseRankingT>(list.call));
  const EntityId dwelling = kit.Given(Flat("F-1"));
  ByAct(kit, Provisionally(dwelling, list.call, CaseInCharge(kit)));
  return DwellingOf(kit, dwelling).tenancy;
}

REFUSAL(kServiceHousesNobody, AnOpenCentreHousesNobody) {
  AdoptHousing(kit);
  const EntityId room = kit.Given(Lodging("L-1"));
  auto command = Lodge(room, CaseInCharge(kit), kit.today() + 30);
  command.service = kCentre;
  return kit.When(std::move(command));
}
REFUSAL(kDwellingCodeTaken, ACodeNamesOneDwelling) {
  (void)ReadyFlat(kit);
  return kit.When(Flat("F-1"));
}
REFUSAL(kDwellingOutOfOrder, ADwellingThatIsInWorksIsNotOffered) {
  AdoptHousing(kit);
  auto flat = Flat("F-1");
  flat.state = schema::DwellingState::under_works;
  const EntityId dwelling = kit.Given(std::move(flat));
  return kit.When(OfferTo(dwelling, ConfirmedList(kit, {1}).entries.front()));
}
REFUSAL(kDwellingOfOtherUse, ALodgingIsNotOfferedToTheRanking) {
  AdoptHousing(kit);
  const EntityId entry = ConfirmedList(kit, {1}).entries.front();
  return kit.When(OfferTo(kit.Given(Lodging("L-1")), entry));
}
REFUSAL(kDwellingReserved, ADwellingThatIsKeptForAGroupDoesNotGoByTheRanking) {
  const EntityId dwelling = ReadyFlat(kit);
  kit.Given(Reserve(dwelling, "eviction"));
  return kit.When(OfferTo(dwelling, ConfirmedList(kit, {1}).entries.front()));
}
REFUSAL(kDwellingNotReserved, ADwellingThatIsKeptForNobodyGoesByTheRanking) {
  const EntityId dwelling = ReadyFlat(kit);
  return kit.When(OfferOfReserve(dwelling, CaseInCharge(kit)));
}
REFUSAL(kDwellingDoesNotFit, SixDoNotLiveInASmallDwelling) {
  const EntityId dwelling = ReadyFlat(kit);
  return kit.When(OfferTo(dwelling, ConfirmedList(kit, {6}).entries.front(), "det. 4/2026"));
}
REFUSAL(kNotNextForDwelling, TheSecondDoesNotComeBeforeTheFirst) {
  const EntityId dwelling = ReadyFlat(kit);
  return kit.When(OfferTo(dwelling, ConfirmedList(kit, {1, 1}).entries.back()));
}
REFUSAL(kHasDwelling, NobodyHasTwoDwellings) {
  const EntityId tenancy = Housed(kit);
  const EntityId dwelling = kit.Given(Flat("F-2"));
  kit.Given(Reserve(dwelling, "eviction"));
  return kit.When(OfferOfReserve(dwelling, TenancyOf(kit, tenancy).case_file));
}
REFUSAL(kTenancyOutOfOrder, KeysAreNotHandedOverTwice) { return kit.When(HandKeys(Housed(kit))); }
REFUSAL(kListNotExhausted, NobodyGetsADwellingProvisionallyWhileTheListGoesOn) {
  const EntityId dwelling = ReadyFlat(kit);
  const EntityId call = ConfirmedList(kit, {1}).call;
  return kit.When(Provisionally(dwelling, call, CaseInCharge(kit)));
}
REFUSAL(kNotAuthorised, NoContractIsSignedBeforeTheRegionSaysYes) {
  return kit.When(SignContract(ProvisionallyAssigned(kit)));
}
REFUSAL(kContractExists, AContractIsSignedOnce) { return kit.When(SignContract(Housed(kit), "rep. 12/2026")); }
REFUSAL(kGuestIsMember, AMemberIsNoGuest) {
  const EntityId tenancy = Housed(kit);
  return kit.When(Guest(tenancy, TenancyOf(kit, tenancy).person, kit.today() + 9));
}
REFUSAL(kGroundNotForeseen, NobodyLosesADwellingOnAGroundThatIsNotListed) { return kit.When(Forfeit(Housed(kit), "noise")); }
REFUSAL(kChangeAskedFor, AChangeIsAskedForOnce) {
  const EntityId tenancy = Housed(kit);
  kit.Given(WantChange(tenancy));
  return kit.When(WantChange(tenancy));
}
REFUSAL(kNoChangeAsked, WhoAsksForNoChangeIsOfferedNone) {
  const EntityId tenancy = Housed(kit);
  return kit.When(OfferInPlaceOf(kit.Given(Flat("F-2")), tenancy));
}
REFUSAL(kNotASuccessor, AStrangerDoesNotSucceed) {
  const EntityId tenancy = Housed(kit);
  return kit.When(SucceededBy(tenancy, Relatives(kit, 1).front()));
}
REFUSAL(kTenantStillThere, NobodySucceedsATenantWhoIsThere) {
  const EntityId tenancy = Housed(kit, 2);
  return kit.When(SucceededBy(tenancy, TenancyOf(kit, tenancy).members.front()));
}
REFUSAL(kForfeitureOutOfOrder, NothingIsNotifiedBeforeItBegins) {
  return kit.When(ForfeitStep(Housed(kit), ForfeitureStep::notified));
}
REFUSAL(kObservationsRun, TheTenantIsHeardFirst) {
  const EntityId tenancy = Housed(kit);
  kit.Given(Forfeit(tenancy));
  kit.Given(ForfeitStep(tenancy, ForfeitureStep::notified));
  return kit.When(Act(ForfeitStep(tenancy, ForfeitureStep::declared)));
}
REFUSAL(kOrderNotNotified, NobodyIsPutOutBeforeTheOrderIsNotified) {
  const EntityId dwelling = ReadyFlat(kit);
  kit.Given(OccupiedBySomebody(dwelling));
  return kit.When(OccupationStepOf(dwelling, schema::OccupationStep::cleared));
}
REFUSAL(kLodgingTooLong, ALodgingIsNotGivenForAYear) {
  AdoptHousing(kit);
  return kit.When(Act(Lodge(kit.Given(Lodging("L-1")), CaseInCharge(kit), kit.today() + 365)));
}
REFUSAL(kNoMoreExtensions, ALodgingIsExtendedTwice) {
  const EntityId tenancy = Lodged(kit);
  for (int i = 1; i <= 2; ++i) ByAct(kit, ExtendTo(tenancy, *TenancyOf(kit, tenancy).until + 10));
  return kit.When(Act(ExtendTo(tenancy, *TenancyOf(kit, tenancy).until + 10)));
}

}  // namespace
}  // namespace fascicolo::engine
