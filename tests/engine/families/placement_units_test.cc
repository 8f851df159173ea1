// Foster families, sites and residences.
#include "engine/families/placement_deciding.h"
#include "engine/told_people.h"
#include "engine/told_placements.h"

namespace fascicolo::engine {
namespace {

class Hosts : public testing::Test {
 protected:
  Hosts() { AdoptPlacing(kit); }
  /// A household with its pact on a pitch since today.
  EntityId OnPitch(EntityId site) {
    const EntityId placement = kit.Given(RequestOf(CaseInCharge(kit), kSites, {PersonOf(kit, CaseInCharge(kit)), PersonOf(kit, CaseInCharge(kit))}));
    kit.Given(SignPact(placement));
    kit.Given(TakeIn(placement, site, kit.today()));
    return placement;
  }
  Kit kit;
};

TEST_F(Hosts, AFosterFamilyIsMatchedBeforeAChildComes) {
  const EntityId family = FosterHome(kit);
  const EntityId case_file = CaseOf(kit, 6);
  const EntityId placement = kit.Given(RequestOf(case_file, kFosterCare));
  kit.When(OfPlacement<schema::StartSearchT>(placement)).ThenEvents({"SearchStarted"});
  kit.Given(Ask(placement, family));
  EXPECT_EQ(PlacementOf(kit, placement).state, PlacementState::kMatching);
  kit.Given(HostRefuses(placement, family, "unsuitable_match"));
  EXPECT_EQ(PlacementOf(kit, placement).state, PlacementState::kSearching) << "the search goes on";
  kit.Given(Ask(placement, family));
  kit.Given(HostAccepts(placement, family));
  auto agreement = Decree(placement, "foster_care");
  agreement.title = schema::PlacementTitle::agreement;
  agreement.court = schema::Court::none;
  kit.Given(std::move(agreement));
  const auto begun = kit.When(TakeInByFamily(placement, family, kit.today()));
  begun.ThenEvents({"PlacementStarted", "PlaceTaken", "DeadlineOpened", "DeadlineOpened"});
  EXPECT_EQ(begun.First<schema::PlacementStartedT>().monthly_contribution, 671'00);
  EXPECT_EQ(PlacementOf(kit, placement).hosts.at(0).monthly_contribution_cents, 671'00);
  auto unsaid = TakeInByFamily(placement, family, kit.today());
  unsaid.kinship = schema::Kinship::none;
  kit.When(unsaid).ThenRefused(Rule::kPlacementOutOfOrder);
}

TEST_F(Hosts, AFosterFamilysSuitabilityRunsOut) {
  const EntityId unit = kit.Given(OpenUnit(kFosterCare, 1, kit.today()));
  auto family = FosterFamily(unit, {PersonOf(kit, CaseInCharge(kit))});
  family.suitable_until = (kit.today() + 10).days;
  kit.When(family).ThenEvents({"FosterFamilyRegistered"});
  const EntityId placement = kit.Given(RequestOf(CaseOf(kit, 6), kFosterCare));
  kit.Given(Ask(placement, unit));
  kit.Given(HostAccepts(placement, unit));
  kit.Given(Decree(placement));
  kit.When(TakeInByFamily(placement, unit, kit.today() + 10)).ThenRefused(Rule::kFosterFamilyNotRegistered);
  family.members.assign(kMaxFosterMembers + 1, family.members.at(0));
  kit.When(family).ThenRejected(RejectionCode::kForm, "/members");
}

TEST_F(Hosts, AHouseholdHoldsOnePitchHoweverManyTheyAre) {
  const EntityId site = kit.Given(OpenUnit(kSites, 2, kit.today()));
  const EntityId household = OnPitch(site);
  EXPECT_EQ(kit.state().LevelOn<TakenTable>(site, kit.today()), 1);
  kit.When(Incident(household, schema::IncidentKind::inspection, "utilities")).ThenEvents({"IncidentRecorded"});
  kit.When(Incident(household, schema::IncidentKind::breach, "waste")).ThenEvents({"IncidentRecorded"});
}

TEST_F(Hosts, ASiteClosesWhenEverybodyHasMovedOrLeft) {
  const EntityId site = kit.Given(OpenUnit(kSites, 2, kit.today()));
  const EntityId other = kit.Given(OpenUnit(kSites, 2, kit.today()));
  const EntityId first = OnPitch(site);
  const EntityId second = OnPitch(site);
  kit.When(CloseSite(site, kit.today() + 10)).ThenRefused(Rule::kSiteOccupied);
  kit.Given(MoveTo(first, other, kit.today() + 9));
  kit.When(CloseSite(site, kit.today() + 10)).ThenRefused(Rule::kSiteOccupied);
  kit.PassUntil(kit.today() + 9);
  kit.Given(EndStay(second, kit.today(), "autonomy"));
  kit.When(CloseSite(site, kit.today() + 1)).ThenEvents({"SiteClosed", "CapacitySet"});
  kit.When(MoveTo(first, site, kit.today() + 1)).ThenRefused(Rule::kSiteClosed);
  kit.When(CloseSite(site, kit.today() + 1)).ThenRefused(Rule::kSiteClosed);
}

TEST_F(Hosts, APactHasConditionsAndNotTooMany) {
  const EntityId placement = kit.Given(RequestOf(CaseInCharge(kit), kSites));
  kit.When(SignPact(placement, {})).ThenRejected(RejectionCode::kForm, "/conditions");
  kit.When(SignPact(placement, std::vector<std::string>(kMaxConditions + 1, "school")))
      .ThenRejected(RejectionCode::kForm, "/conditions");
}

TEST_F(Hosts, WhoIsNoLongerSelfSufficientIsAssessedAnewAndATransferIsProposed) {
  const EntityId unit = kit.Given(OpenUnit(kResidence, 2, kit.today()));
  const EntityId case_file = CaseOf(kit, 82);
  const EntityId guest = PersonOf(kit, case_file);
  const EntityId placement = AcceptedBy(kit, case_file, unit, {}, kResidence);
  kit.Given(TakeIn(placement, unit, kit.today()));
  kit.When(SelfSufficiencyOf(placement, guest, schema::SelfSufficiency::partly)).ThenEvents({"SelfSufficiencyRecorded"});
  const auto lost = kit.When(SelfSufficiencyOf(placement, guest, schema::SelfSufficiency::lost));
  lost.ThenEvents({"SelfSufficiencyRecorded", "DeadlineOpened", "ActionProposed"});
  EXPECT_EQ(lost.First<schema::DeadlineOpenedT>().deadline, "reassessment");
  kit.When(SelfSufficiencyOf(placement, guest, schema::SelfSufficiency::lost)).ThenEvents({"SelfSufficiencyRecorded"});
  kit.When(DeclineMove(placement)).ThenEvents({"TransferDeclined"});
  EXPECT_TRUE(kit.state().Find<ProposalTable>(placement, schema::Proposal::transfer_placement)) << "the office decides";
  const EntityId better = kit.Given(OpenUnit(kResidence, 1, kit.today()));
  kit.When(MoveTo(placement, better, kit.today())).ThenEvents({"PlacementTransferred", "PlaceFreed", "PlaceTaken"});
  EXPECT_FALSE(kit.state().Find<ProposalTable>(placement, schema::Proposal::transfer_placement));
}

}  // namespace
}  // namespace fascicolo::engine
