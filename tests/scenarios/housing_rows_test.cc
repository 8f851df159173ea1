// R39b, R40, R41 and R42: emergency lodging; public housing: assignments, changes, forfeitures.
#include <algorithm>

#include "engine/told_housing.h"

namespace fascicolo::engine {
namespace {

using enum schema::DwellingState;
using schema::ForfeitureStep;

Kit& Adopted(Kit& kit) {
  AdoptHousing(kit);
  return kit;
}
std::ptrdiff_t CountOf(const std::vector<schema::EventT>& events, const char* name) {
  const auto names = NamesOf(events);
  return std::count(names.begin(), names.end(), name);
}

TEST(R39b, AFamilyAfterAnEvictionIsLodgedByActForATermAndExtendedByAct) {
  Kit kit;
  Adopted(kit);
  // Given a mother with her son after an eviction, and a room of the municipality.
  const EntityId room = kit.Given(Lodging("L-7"));
  const EntityId case_file = CaseInCharge(kit);
  auto lodge = Lodge(room, case_file, kit.today() + 90);
  lodge.members = {events::ToSchema(Relatives(kit, 1).front())};

  // When the office hands it in without an act, then nothing happens; when the act is signed, they are there.
  kit.When(schema::GrantLodgingT(lodge)).ThenRefused(Rule::kActNeeded);
  const EntityId act = kit.Given(Act(std::move(lodge)));
  EXPECT_EQ(DwellingOf(kit, room).state, ready);
  kit.Given(Sign(act, "31/2026"));
  kit.RunDue();
  const EntityId lodging = DwellingOf(kit, room).tenancy;
  EXPECT_EQ(TenancyOf(kit, lodging).members.size(), 1U);

  // When ninety days are not enough, then an act extends them, twice at most.
  ByAct(kit, ExtendTo(lodging, kit.today() + 150));
  ByAct(kit, ExtendTo(lodging, kit.today() + 200));
  kit.When(Act(ExtendTo(lodging, kit.today() + 210))).ThenRefused(Rule::kNoMoreExtensions);

  // When the term is over, then the office is told, and puts nobody out; with the keys the room is free.
  EXPECT_EQ(CountOf(kit.PassUntil(kit.today() + 200), "DeadlinePassed"), 1);
  kit.When(Release(lodging, "autonomy")).ThenEvents({"TenancyEnded", "DwellingMoved"});
  EXPECT_EQ(DwellingOf(kit, room).vacant_since, kit.today());
}

TEST(R40, ADwellingGoesFromTheListToTheKeys) {
  Kit kit;
  Adopted(kit);
  // Given a final list of a family of four, a couple and somebody alone, and a dwelling of 62 square metres in repair.
  const auto list = ConfirmedList(kit, {4, 2, 1});
  auto flat = Flat("C-3", 62);
  flat.state = to_repair;
  const EntityId dwelling = kit.Given(std::move(flat));
  kit.When(OfferTo(dwelling, list.entries[0])).ThenRefused(Rule::kDwellingOutOfOrder, "state", "to_repair");
  kit.Given(MoveTo(dwelling, under_works));
  kit.PassUntil(kit.today() + 45);
  kit.Given(MoveTo(dwelling, ready));

  // When it is ready, then it is offered to the family, who come first and whom it fits; they have ten days to answer.
  kit.When(OfferTo(dwelling, list.entries[1])).ThenRefused(Rule::kNotNextForDwelling, "first", ToHex(list.entries[0]));
  const EntityId tenancy = kit.Given(OfferTo(dwelling, list.entries[0]));
  EXPECT_EQ(CountOf(kit.PassUntil(kit.today() + 12), "DeadlinePassed"), 1);
  kit.Given(AcceptDwelling(tenancy));

  // When the act is signed, the contract too, and the keys are theirs, then they live there and their entry is done.
  ByAct(kit, AssignTo(tenancy));
  kit.Given(SignContract(tenancy));
  kit.Given(HandKeys(tenancy));
  EXPECT_EQ(DwellingOf(kit, dwelling).state, occupied);
  EXPECT_EQ(EntryOf(kit, list.entries[0]).state, EntryState::kEnded);

  // When the couple declines twice without a good reason, then the one alone comes next.
  for (const char* code : {"C-4", "C-5"}) {
    kit.Given(DeclineDwelling(kit.Given(OfferTo(kit.Given(Flat(code)), list.entries[1]))));
  }
  kit.When(OfferTo(kit.Given(Flat("C-6")), list.entries[2])).ThenEvents({"TenancyOpened", "DwellingMoved", "DeadlineOpened"});
}

TEST(R41, AHouseholdThatGrewChangesItsDwelling) {
  Kit kit;
  Adopted(kit);
  // Given somebody in a dwelling who asks for another, nearer to the hospital.
  const EntityId tenancy = Tenant(kit);
  const EntityId former = TenancyOf(kit, tenancy).dwelling;
  kit.Given(WantChange(tenancy, "health"));

  // When one is ready, then it is offered, accepted and assigned by act; with its keys the former one is given back.
  const EntityId dwelling = kit.Given(Flat("D-2"));
  const EntityId next = kit.Given(OfferInPlaceOf(dwelling, tenancy));
  kit.Given(AcceptDwelling(next));
  ByAct(kit, AssignTo(next));
  kit.Given(SignContract(next, "rep. 40/2026"));
  EXPECT_EQ(DwellingOf(kit, former).state, occupied);
  kit.Given(HandKeys(next));
  EXPECT_EQ(DwellingOf(kit, former).state, to_repair);
  EXPECT_EQ(DwellingOf(kit, dwelling).tenancy, next);

  // When the office wants another change, for works, then an act says so.
  kit.When(OrderChange(next, "works")).ThenRefused(Rule::kActNeeded);
  ByAct(kit, OrderChange(next, "works"));
  EXPECT_TRUE(TenancyOf(kit, next).change.own_motion);
}

TEST(R42, WhoDoesNotLiveInTheDwellingLosesItAfterBeingHeard) {
  Kit kit;
  Adopted(kit);
  // Given a dwelling that is not lived in, as an inspection found.
  const EntityId tenancy = Tenant(kit);
  const auto started = kit.When(Forfeit(tenancy, "unused")).First<schema::ForfeitureStartedT>();
  EXPECT_EQ(started.ground, "unused");

  // When the tenant was told, then nothing is declared within the ten days for observations; none come.
  kit.Given(ForfeitStep(tenancy, ForfeitureStep::notified));
  kit.When(Act(ForfeitStep(tenancy, ForfeitureStep::declared))).ThenRefused(Rule::kObservationsRun);
  EXPECT_EQ(CountOf(kit.PassUntil(kit.today() + 12), "DeadlinePassed"), 1);

  // When the act is signed, then it is forfeited, and thirty days run for leaving it.
  ByAct(kit, ForfeitStep(tenancy, ForfeitureStep::declared));
  EXPECT_EQ(TenancyOf(kit, tenancy).state, TenancyState::kForfeited);
  EXPECT_EQ(CountOf(kit.PassUntil(kit.today() + 32), "DeadlinePassed"), 1);

  // When the eviction is ordered by act and carried out, then the dwelling is free.
  const Day day = kit.today() + 10;
  ByAct(kit, ForfeitStep(tenancy, ForfeitureStep::eviction_ordered, day));
  kit.PassUntil(day);
  kit.Given(ForfeitStep(tenancy, ForfeitureStep::evicted));
  EXPECT_EQ(DwellingOf(kit, TenancyOf(kit, tenancy).dwelling).state, to_repair);
}

}  // namespace
}  // namespace fascicolo::engine
