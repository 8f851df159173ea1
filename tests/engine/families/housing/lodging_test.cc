// Emergency lodgings: given by an act, for a term, extended as often as the sheet allows.
#include <algorithm>

#include "engine/told_housing.h"

namespace fascicolo::engine {
namespace {

class Lodgings : public testing::Test {
 protected:
  Lodgings() {
    AdoptHousing(kit);
    room = kit.Given(Lodging("L-1"));
    family = CaseInCharge(kit);
  }
  /// The family lives in the room.
  EntityId GivenLodged(int days = 60) {
    ByAct(kit, Lodge(room, family, kit.today() + days));
    return DwellingOf(kit, room).tenancy;
  }
  Kit kit;
  EntityId room;
  EntityId family;
};

TEST_F(Lodgings, AreGivenByAnActForATermThatTheSheetAllows) {
  kit.When(Lodge(room, family, kit.today() + 60)).ThenRefused(Rule::kActNeeded);
  kit.When(Act(Lodge(room, family, kit.today() + 91))).ThenRefused(Rule::kLodgingTooLong, "max_days", "90");
  kit.When(Act(Lodge(kit.Given(Flat("A-1")), family, kit.today() + 60))).ThenRefused(Rule::kDwellingOfOtherUse);
  const EntityId tenancy = GivenLodged();
  EXPECT_EQ(TenancyOf(kit, tenancy).state, TenancyState::kInForce);
  EXPECT_EQ(DwellingOf(kit, room).state, schema::DwellingState::occupied);
  // Nobody else gets it, and the family gets no second one.
  kit.When(Act(Lodge(room, CaseInCharge(kit), kit.today() + 5))).ThenRefused(Rule::kDwellingOutOfOrder);
  kit.When(Act(Lodge(kit.Given(Lodging("L-2")), family, kit.today() + 5)))
      .ThenRefused(Rule::kHasDwelling, "tenancy", ToHex(tenancy));
}

TEST_F(Lodgings, AreExtendedTwiceByAct) {
  const EntityId tenancy = GivenLodged();
  for (int i = 0; i < 2; ++i) {
    const Day until = *TenancyOf(kit, tenancy).until;
    kit.When(Act(ExtendTo(tenancy, until + 91))).ThenRefused(Rule::kLodgingTooLong);
    kit.When(ExtendTo(tenancy, until + 30)).ThenRefused(Rule::kActNeeded);
    ByAct(kit, ExtendTo(tenancy, until + 30));
    EXPECT_EQ(TenancyOf(kit, tenancy).until, until + 30);
  }
  kit.When(Act(ExtendTo(tenancy, *TenancyOf(kit, tenancy).until + 1))).ThenRefused(Rule::kNoMoreExtensions, "extensions", "2");
}

TEST_F(Lodgings, TellTheOfficeWhenTheirTermHasPassedAndEndWithTheKeys) {
  const EntityId tenancy = GivenLodged(10);
  const auto told = NamesOf(kit.PassUntil(kit.today() + 10));
  EXPECT_EQ(std::count(told.begin(), told.end(), "DeadlinePassed"), 1);
  EXPECT_EQ(TenancyOf(kit, tenancy).state, TenancyState::kInForce) << "nobody is put out by a clock";
  kit.When(Release(tenancy, "autonomy")).ThenEvents({"TenancyEnded", "DwellingMoved"});
  kit.When(WantChange(tenancy)).ThenRefused(Rule::kTenancyOutOfOrder);
}

TEST_F(Lodgings, AreNoDwellingsOfTheRanking) {
  const EntityId entry = ConfirmedList(kit, {1}).entries.front();
  kit.When(OfferTo(room, entry)).ThenRefused(Rule::kDwellingOfOtherUse);
  const EntityId tenancy = GivenLodged();
  kit.When(WantChange(tenancy)).ThenRefused(Rule::kTenancyOutOfOrder);
  kit.When(Forfeit(tenancy)).ThenRefused(Rule::kTenancyOutOfOrder);
}

TEST_F(Lodgings, AreLeftBeforeTheKeysOfADwellingAreHandedOver) {
  // Given somebody whose turn it is, and who lives in a lodging until then.
  const EntityId entry = ConfirmedList(kit, {1}).entries.front();
  ByAct(kit, Lodge(room, EntryOf(kit, entry).case_file, kit.today() + 60));
  const EntityId lodged = DwellingOf(kit, room).tenancy;
  // When a dwelling is offered and assigned, then the lodging is no obstacle; two keys at once are.
  const EntityId tenancy = Assigned(kit, kit.Given(Flat("A-1")), entry);
  kit.Given(SignContract(tenancy));
  kit.When(HandKeys(tenancy)).ThenRefused(Rule::kHasDwelling, "tenancy", ToHex(lodged));
  kit.Given(Release(lodged, "assigned"));
  kit.When(HandKeys(tenancy)).ThenEvents({"KeysHandedOver", "DwellingMoved", "DeadlineOpened", "EntryEnded"});
}

}  // namespace
}  // namespace fascicolo::engine
