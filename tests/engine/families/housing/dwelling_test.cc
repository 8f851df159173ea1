// Dwellings: their states, for whom they are kept, and who lives there without a title.
#include "engine/families/housing/dwelling_states.h"
#include "engine/families/limits.h"
#include "engine/told_housing.h"

namespace fascicolo::engine {
namespace {

using enum schema::DwellingState;
using schema::OccupationStep;

class Dwelling : public testing::Test {
 protected:
  Dwelling() { AdoptHousing(kit); }
  Kit kit;
};

TEST_F(Dwelling, GoesFromOneVacantStateIntoAnotherAsTheTableSaysAndInNoOtherWay) {
  const auto vacant = {to_repair, under_works, ready};
  int number = 0;
  for (const auto from : vacant) {
    for (const auto to : schema::EnumValuesDwellingState()) {
      if (to == none) continue;
      auto flat = Flat("T-" + std::to_string(++number));
      flat.state = from;
      const EntityId dwelling = kit.Given(std::move(flat));
      const Then then = kit.When(MoveTo(dwelling, to));
      const bool is_offices = IsHeldByNobody(to) || to == disposed;
      if (is_offices && MayBecome(from, to)) {
        then.ThenEvents({"DwellingMoved"});
        EXPECT_EQ(DwellingOf(kit, dwelling).state, to);
      } else {
        then.ThenRefused(Rule::kDwellingOutOfOrder, "state", std::string(TextOf(from)));
      }
    }
  }
}

TEST_F(Dwelling, IsNothingAnyMoreOnceItIsSold) {
  const EntityId dwelling = kit.Given(Flat("A-1"));
  kit.Given(MoveTo(dwelling, disposed));
  for (const DwellingStep& step : DwellingSteps()) EXPECT_NE(step.from, disposed);
  kit.When(MoveTo(dwelling, ready)).ThenRefused(Rule::kDwellingOutOfOrder);
  kit.When(OccupiedBySomebody(dwelling)).ThenRefused(Rule::kDwellingOutOfOrder);
}

TEST_F(Dwelling, CountsTheDaysSinceNobodyLivesThere) {
  const EntityId tenancy = Tenant(kit);
  const EntityId dwelling = TenancyOf(kit, tenancy).dwelling;
  kit.PassUntil(kit.today() + 40);
  kit.Given(Release(tenancy));
  const Day left = kit.today();
  kit.PassUntil(kit.today() + 9);
  kit.Given(MoveTo(dwelling, under_works));
  const DwellingRow row = DwellingOf(kit, dwelling);
  EXPECT_EQ(row.vacant_since, left);
  EXPECT_EQ(row.since, left + 9);
  EXPECT_TRUE(row.tenancy.is_zero());
}

TEST_F(Dwelling, ThatIsOccupiedWithoutTitleIsClearedOnceTheOrderWasNotified) {
  const EntityId dwelling = kit.Given(Flat("A-1"));
  kit.When(OccupiedBySomebody(dwelling)).ThenEvents({"OccupationRecorded"});
  EXPECT_EQ(DwellingOf(kit, dwelling).state, without_title);
  kit.When(OccupationStepOf(dwelling, OccupationStep::notified)).ThenEvents({"OccupationAdvanced"});
  kit.PassUntil(kit.today() + 30);
  kit.When(OccupationStepOf(dwelling, OccupationStep::cleared)).ThenEvents({"OccupationAdvanced"});
  EXPECT_EQ(DwellingOf(kit, dwelling).state, to_repair);
  EXPECT_EQ(DwellingOf(kit, dwelling).vacant_since, kit.today());
}

TEST_F(Dwelling, ThatIsOccupiedWithoutTitleIsMadeRegularByAnActAndItsContractComesAfter) {
  const EntityId dwelling = kit.Given(Flat("A-1"));
  const EntityId case_file = CaseInCharge(kit);
  kit.When(Regularise(dwelling, case_file)).ThenRefused(Rule::kDwellingOutOfOrder);
  kit.Given(OccupiedBySomebody(dwelling));
  kit.When(Regularise(dwelling, case_file)).ThenRefused(Rule::kActNeeded);
  ByAct(kit, Regularise(dwelling, case_file));
  const EntityId tenancy = DwellingOf(kit, dwelling).tenancy;
  EXPECT_EQ(DwellingOf(kit, dwelling).state, occupied);
  EXPECT_EQ(TenancyOf(kit, tenancy).title, schema::TenancyTitle::regularised);
  EXPECT_TRUE(TenancyOf(kit, tenancy).contract.empty());
  kit.When(SignContract(tenancy)).ThenEvents({"TenancySigned"});
}

TEST_F(Dwelling, ThatIsKeptForAGroupGoesToAHouseholdOfIt) {
  const EntityId next = ConfirmedList(kit, {1}).entries.front();
  const EntityId dwelling = kit.Given(Flat("A-1"));
  const EntityId evacuated = CaseInCharge(kit);
  kit.When(OfferOfReserve(dwelling, evacuated)).ThenRefused(Rule::kDwellingNotReserved);
  kit.When(Reserve(dwelling, "disaster")).ThenEvents({"DwellingReserved"});
  kit.When(OfferTo(dwelling, next)).ThenRefused(Rule::kDwellingReserved, "reserve", "disaster");
  kit.When(OfferOfReserve(dwelling, evacuated)).ThenEvents({"TenancyOpened", "DwellingMoved", "DeadlineOpened"});
  EXPECT_EQ(TenancyOf(kit, kit.Made()).title, schema::TenancyTitle::reserve);
}

TEST_F(Dwelling, IsRegisteredWithFactsThatMakeSense) {
  auto flat = Flat("A-1");
  flat.traits->rooms = kMaxRooms + 1;
  kit.When(flat).ThenRejected(RejectionCode::kForm, "/traits/rooms");
  flat = Flat("A-1");
  flat.traits->square_metres = kMaxSquareMetres + 1;
  kit.When(flat).ThenRejected(RejectionCode::kForm, "/traits/square_metres");
  for (const int floor : {kLowestFloor - 1, kHighestFloor + 1}) {
    flat = Flat("A-1");
    flat.traits->floor = static_cast<std::int8_t>(floor);
    kit.When(flat).ThenRejected(RejectionCode::kForm, "/traits/floor");
  }
  flat = Flat("A-1");
  flat.traits = nullptr;
  kit.When(flat).ThenRejected(RejectionCode::kForm, "/traits");
  flat = Flat("A-1");
  flat.state = occupied;
  kit.When(flat).ThenRejected(RejectionCode::kForm, "/state");
  flat = Flat("A-1");
  flat.owner = schema::DwellingOwner::none;
  kit.When(flat).ThenRejected(RejectionCode::kForm, "/owner");
  kit.When(Flat("")).ThenRejected(RejectionCode::kForm, "/code");
  kit.When(Flat("A-1")).ThenEvents({"DwellingRegistered"});
}

}  // namespace
}  // namespace fascicolo::engine
