// Beds by night: given, queued for, confirmed, missed, ended by themselves; warnings, bans and the cold plan.
#include "engine/families/placement_shelter.h"

#include "engine/catalogue/documents.h"
#include "engine/families/activation.h"
#include "engine/families/placement_deciding.h"
#include "engine/told_people.h"
#include "engine/told_placements.h"

namespace fascicolo::engine {
namespace {

using schema::Urgency;

class Shelter : public testing::Test {
 protected:
  Shelter() {
    AdoptPlacing(kit);
    shelter = kit.Given(OpenUnit(kShelter, 1, kit.today() - 10));
    kit.RunDue();
  }
  EntityId Asks(std::uint32_t nights = 5, Urgency need = Urgency::ordinary) {
    return kit.Given(Nights(CaseInCharge(kit), shelter, kit.today(), nights, need));
  }
  [[nodiscard]] PlacementState StateOf(EntityId id) const { return PlacementOf(kit, id).state; }
  Kit kit;
  EntityId shelter;
};

TEST_F(Shelter, GivesAFreeBedAtOnceAndQueuesTheNext) {
  kit.When(Nights(CaseInCharge(kit), shelter, kit.today(), 5))
      .ThenEvents({"PlacementRequested", "PlacementStarted", "PlaceTaken"});
  const EntityId first = kit.Made();
  kit.When(Nights(CaseInCharge(kit), shelter, kit.today(), 5)).ThenEvents({"PlacementRequested", "EntryAdded"});
  const EntityId second = kit.Made();
  EXPECT_EQ(StateOf(first), PlacementState::kInForce);
  EXPECT_EQ(StateOf(second), PlacementState::kQueued);
}

TEST_F(Shelter, CallsWhoNeedsItMoreAndThenWhoAskedFirst) {
  Asks();
  const EntityId early = Asks();
  const EntityId late = Asks();
  const EntityId needy = Asks(5, Urgency::urgent);
  EXPECT_THAT(kit.ListInOrder(kShelter), testing::ElementsAre(needy, early, late));
  kit.When(TakeIn(early, shelter, kit.today() + 20)).ThenRefused(Rule::kNotNextInLine, "first", ToHex(needy));
  auto exception = TakeIn(early, shelter, kit.today() + 20);
  exception.exception = "det. 8/2026";
  kit.When(exception).ThenEvents({"PlacementStarted", "EntryRemoved", "PlaceTaken"});
}

TEST_F(Shelter, PassesTheBedOnWhenTheNightsAreOver) {
  const EntityId first = Asks(3);
  const EntityId second = Asks(2);
  const EntityId third = Asks(2);
  EXPECT_THAT(NamesOf(kit.PassUntil(kit.today() + 3)),
              testing::ElementsAre("PlacementEnded", "PlacementStarted", "EntryRemoved", "PlaceTaken", "ObligationDropped"));
  EXPECT_EQ(StateOf(first), PlacementState::kEnded);
  EXPECT_EQ(StateOf(second), PlacementState::kInForce);
  EXPECT_EQ(StateOf(third), PlacementState::kQueued);
}

TEST_F(Shelter, GivesABedThatNobodyCameForToTheNext) {
  const EntityId first = Asks();
  const EntityId second = Asks();
  kit.When(Night(first, kit.today())).ThenEvents({"NightConfirmed"});
  kit.PassUntil(kit.today() + 1);
  kit.When(Night(first, kit.today(), false)).ThenEvents({"NightMissed", "PlaceFreed"});
  EXPECT_THAT(NamesOf(kit.RunDue()), testing::ElementsAre("PlacementStarted", "EntryRemoved", "PlaceTaken"));
  EXPECT_EQ(StateOf(second), PlacementState::kInForce);
  EXPECT_EQ(kit.state().LevelOn<TakenTable>(shelter, kit.today()), 1);
}

TEST_F(Shelter, TellsTheOfficeWhoIsNextWhereTheOfficeDecides) {
  kit.Given(AdoptSheet(With("night_shelter", "/waiting/on_free", "by_office")));
  const EntityId first = Asks();
  const EntityId second = Asks();
  kit.Given(EndStay(first, kit.today(), "autonomy"));
  EXPECT_THAT(NamesOf(kit.RunDue()), testing::ElementsAre("OfferProposed"));
  EXPECT_EQ(StateOf(second), PlacementState::kQueued);
  kit.When(TakeIn(second, shelter, kit.today())).ThenEvents({"PlacementStarted", "EntryRemoved", "PlaceTaken"});
}

TEST_F(Shelter, PassesOverWhoHasDied) {
  const EntityId first = Asks();
  const EntityId dead = Asks();
  const EntityId next = Asks();
  kit.Given(Death(PlacementOf(kit, dead).persons.at(0).person));
  kit.Given(EndStay(first, kit.today()));
  kit.RunDue();
  EXPECT_EQ(StateOf(dead), PlacementState::kQueued);
  EXPECT_EQ(StateOf(next), PlacementState::kInForce);
}

TEST_F(Shelter, BansAGuestUnderEveryEntryUntilADay) {
  const EntityId guest = Asks();
  const EntityId person = PlacementOf(kit, guest).persons.at(0).person;
  kit.Given(Incident(guest, schema::IncidentKind::warning, "noise"));
  EXPECT_EQ(PlacementOf(kit, guest).warnings, 1U);
  kit.When(Ban(guest, kit.today() + 30)).ThenEvents({"GuestBanned", "PlaceFreed"});
  const EntityId again = CaseInCharge(kit);
  kit.Given(Merge(person, PersonOf(kit, again)));
  kit.When(Nights(again, shelter, kit.today() + 29, 1)).ThenRefused(Rule::kBanned);
  kit.When(Nights(again, shelter, kit.today() + 30, 1)).ThenEvents({"PlacementRequested", "PlacementStarted", "PlaceTaken"});
}

TEST_F(Shelter, HasMoreBedsInTheColdAndNoMoreAfterIt) {
  Asks(30);
  const EntityId waits = Asks(3);
  kit.When(ColdPlan(shelter, 2, kit.today(), kit.today() + 5)).ThenEvents({"ColdPlanSet", "CapacitySet", "CapacitySet"});
  kit.RunDue();
  EXPECT_EQ(StateOf(waits), PlacementState::kInForce);
  EXPECT_EQ(kit.state().LevelOn<CapacityTable>(shelter, kit.today() + 4), 3);
  EXPECT_EQ(kit.state().LevelOn<CapacityTable>(shelter, kit.today() + 5), 1);
  // A bed of the plan is not given beyond the plan.
  EXPECT_EQ(StateOf(Asks(6)), PlacementState::kQueued);
  EXPECT_EQ(StateOf(Asks(5)), PlacementState::kInForce) << "who waits for more nights than there are holds nobody up";
}

TEST_F(Shelter, GoesOnForMoreNightsWithinTheSheetOrByAnAct) {
  const EntityId guest = Asks(10);
  kit.When(Extend(guest, kit.today() + 30)).ThenEvents({"PlacementExtended", "PlaceTaken"});
  kit.When(Extend(guest, kit.today() + 31)).ThenRefused(Rule::kTooManyNights);
  kit.When(Extend(guest, kit.today() + 31, "det. 5/2026")).ThenEvents({"PlacementExtended", "PlaceTaken"});
  kit.PassUntil(kit.today() + 30);
  EXPECT_EQ(StateOf(guest), PlacementState::kInForce) << "the old end is forgotten";
  kit.PassUntil(kit.today() + 1);
  EXPECT_EQ(StateOf(guest), PlacementState::kEnded);
}

TEST_F(Shelter, WithdrawnRequestsLeaveTheQueue) {
  Asks();
  const EntityId second = Asks();
  kit.When(WithdrawRequest(second)).ThenEvents({"PlacementWithdrawn", "EntryRemoved"});
  EXPECT_THAT(kit.ListInOrder(kShelter), testing::IsEmpty());
}

TEST_F(Shelter, RejectsWhatMakesNoPlan) {
  kit.When(ColdPlan(shelter, 0, kit.today(), kit.today() + 5)).ThenRejected(RejectionCode::kForm, "/beds");
  kit.When(ColdPlan(shelter, kMaxColdPlanBeds + 1, kit.today(), kit.today() + 5)).ThenRejected(RejectionCode::kForm, "/beds");
  kit.When(ColdPlan(shelter, 1, kit.today(), kit.today() + kMaxColdPlanDays + 1)).ThenRejected(RejectionCode::kForm, "/until");
  kit.When(ColdPlan(shelter, 1, kit.today() - 1, kit.today() + 5)).ThenRefused(Rule::kCapacityInThePast);
  kit.When(Nights(CaseInCharge(kit), shelter, kit.today(), 0)).ThenRejected(RejectionCode::kForm, "/nights");
  kit.When(Nights(CaseInCharge(kit), shelter, Day{}, 3)).ThenRejected(RejectionCode::kForm, "/from");
}

TEST_F(Shelter, NoFactPutsMoreNightsIntoAStayThanThereMayBe) {
  schema::PlacementRequestedT fact;
  fact.case_file = Ref(CaseInCharge(kit));
  fact.service = kShelter;
  fact.persons = {events::ToSchema(PersonOf(kit, CaseInCharge(kit)))};
  fact.nights = kMaxNights + 1;
  EXPECT_FALSE(kit.Folds(NewEntity({}, 77), kPlacement, fact));
  fact.nights = kMaxNights;
  EXPECT_TRUE(kit.Folds(NewEntity({}, 77), kPlacement, fact));
}

}  // namespace
}  // namespace fascicolo::engine
