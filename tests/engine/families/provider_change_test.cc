// A unit's users go to another unit.
#include "engine/families/provider_change.h"

#include <algorithm>
#include <map>

#include "engine/families/service_unit.h"
#include "engine/told_programmes.h"

namespace fascicolo::engine {
namespace {

using Names = std::vector<std::string>;

class ProviderChange : public testing::Test {
 protected:
  ProviderChange() {
    AdoptCatalogue(kit);
    old_unit = kit.Given(OpenUnit(kCentre, 300, kit.today()));
    new_unit = kit.Given(OpenUnit(kCentre, 300, kit.today()));
    kit.RunDue();
  }
  EntityId User(std::optional<Day> until = std::nullopt) {
    const EntityId activation = Applicant(kit);
    kit.Given(Start(activation, old_unit, kit.today(), until));
    kit.RunDue();
    return activation;
  }
  std::int64_t Taken(EntityId unit, Day day) { return kit.state().LevelOn<TakenTable>(unit, day); }
  EntityId UnitOf(EntityId activation) { return kit.Activation(activation)->unit; }
  Kit kit;
  EntityId old_unit;
  EntityId new_unit;
};

TEST_F(ProviderChange, MovesEverybodyOnItsDay) {
  const EntityId one = User();
  const EntityId two = User();
  const Day from = kit.today() + 10;
  kit.When(ChangeProvider(old_unit, new_unit, from)).ThenEvents({"ProviderChanged", "CapacitySet"});
  EXPECT_EQ(NamesOf(kit.PassUntil(from - 1)), Names{});
  EXPECT_EQ(UnitOf(one), old_unit);
  const auto moved = NamesOf(kit.PassUntil(from));
  EXPECT_EQ(std::count(moved.begin(), moved.end(), "ServiceMoved"), 2);
  EXPECT_EQ(UnitOf(one), new_unit);
  EXPECT_EQ(UnitOf(two), new_unit);
  EXPECT_EQ(Taken(old_unit, from - 1), 2) << "what was given before stays the old unit's";
  EXPECT_EQ(Taken(old_unit, from), 0);
  EXPECT_EQ(Taken(new_unit, from - 1), 0);
  EXPECT_EQ(Taken(new_unit, from), 2);
}

TEST_F(ProviderChange, GoesCommitByCommitAndNobodyIsLeftOutOrMovedTwice) {
  std::vector<EntityId> users;
  for (std::size_t i = 0; i < kMaxUsersPerMove + 7; ++i) users.push_back(User());
  kit.Given(ChangeProvider(old_unit, new_unit, kit.today()));
  std::map<EntityId, int> moves;
  std::vector<std::uint32_t> commits;
  for (const auto& event : kit.RunDue()) {
    if (event.payload.AsServiceMoved() != nullptr) ++moves[events::FromSchema<EntityId>(event.entity.get())];
    if (const auto* moved = event.payload.AsUsersMoved()) commits.push_back(moved->moved);
  }
  EXPECT_EQ(commits, (std::vector<std::uint32_t>{kMaxUsersPerMove, 7}));
  EXPECT_EQ(moves.size(), users.size());
  for (const EntityId user : users) EXPECT_EQ(moves[user], 1);
  EXPECT_EQ(Taken(old_unit, kit.today()), 0);
  EXPECT_EQ(Taken(new_unit, kit.today()), static_cast<std::int64_t>(users.size()));
}

TEST_F(ProviderChange, LeavesWhoHasGoneByThen) {
  const EntityId gone = User(kit.today() + 5);
  kit.Given(ChangeProvider(old_unit, new_unit, kit.today() + 5));
  kit.PassUntil(kit.today() + 5);
  EXPECT_EQ(UnitOf(gone), old_unit);
  EXPECT_EQ(Taken(new_unit, kit.today()), 0);
}

TEST_F(ProviderChange, WantsRoomForAllOfThem) {
  const EntityId small = kit.Given(OpenUnit(kCentre, 1, kit.today()));
  for (int i = 0; i < 2; ++i) User();
  kit.When(ChangeProvider(old_unit, small, kit.today())).ThenRefused(Rule::kNoCapacity, "asked", "2");
  kit.Given(SetCapacity(small, 2, kit.today() + 3));
  kit.When(ChangeProvider(old_unit, small, kit.today() + 2)).ThenRefused(Rule::kNoCapacity);
  kit.When(ChangeProvider(old_unit, small, kit.today() + 3)).ThenEvents({"ProviderChanged", "CapacitySet"});
}

TEST_F(ProviderChange, NobodyStartsAtTheOldUnitForTheDaysAfter) {
  kit.Given(ChangeProvider(old_unit, new_unit, kit.today() + 10));
  kit.When(Start(Applicant(kit), old_unit, kit.today() + 10)).ThenRefused(Rule::kNoCapacity);
  kit.When(Start(Applicant(kit), old_unit, kit.today(), kit.today() + 10)).ThenEvents({"ServiceStarted", "PlaceTaken"});
}

TEST_F(ProviderChange, AnOpenOfferIsOneOfTheNewUnit) {
  const EntityId waits = Waiting(kit);
  kit.Given(Offer(waits, old_unit, kit.today()));
  kit.Given(ChangeProvider(old_unit, new_unit, kit.today() + 3));
  kit.PassUntil(kit.today() + 3);
  EXPECT_EQ(kit.Activation(waits)->from, kit.today());
  kit.When(Refuse(waits, "too_far")).ThenEvents({"OfferRefused", "PlaceFreed"});
  EXPECT_EQ(Taken(old_unit, kit.today()), 0);
  EXPECT_EQ(Taken(new_unit, kit.today()), 0);
}

TEST_F(ProviderChange, WhatIsChangedAfterwardsConcernsTheNewUnitAlone) {
  const EntityId user = User();
  const Day from = kit.today() + 5;
  kit.Given(ChangeProvider(old_unit, new_unit, from));
  kit.PassUntil(from + 5);
  kit.When(End(user, from - 2)).ThenEvents({"ServiceEnded", "PlaceFreed"});
  EXPECT_EQ(Taken(old_unit, from - 3), 1);
  EXPECT_EQ(Taken(old_unit, from), 0) << "nothing was freed there twice";
  EXPECT_EQ(Taken(new_unit, from), 0);
  EXPECT_EQ(Taken(new_unit, from - 1), 0);
}

TEST_F(ProviderChange, GoesOnceAndToAUnitThatStays) {
  const EntityId third = kit.Given(OpenUnit(kCentre, 300, kit.today()));
  const EntityId other = kit.Given(OpenUnit(kHomeCare, 300, kit.today()));
  kit.When(ChangeProvider(old_unit, old_unit, kit.today())).ThenRejected(RejectionCode::kForm, "/successor");
  kit.When(ChangeProvider(old_unit, {}, kit.today())).ThenRejected(RejectionCode::kUnknownEntity, "/successor");
  kit.When(ChangeProvider(old_unit, other, kit.today())).ThenRefused(Rule::kUnitOfOtherService);
  kit.When(ChangeProvider(old_unit, new_unit, kit.today() - 1)).ThenRefused(Rule::kDateOutOfOrder);
  kit.Given(ChangeProvider(old_unit, new_unit, kit.today() + 1));
  kit.When(ChangeProvider(old_unit, third, kit.today() + 1)).ThenRefused(Rule::kProviderChangePending);
  kit.When(ChangeProvider(third, old_unit, kit.today() + 1)).ThenRefused(Rule::kProviderChangePending);
}

TEST_F(ProviderChange, TakesNothingThatMakesNoSenseForAFact) {
  schema::ServiceMovedT moved;
  moved.unit = Ref(new_unit);
  moved.previous = Ref(new_unit);
  moved.from = kit.today().days;
  EXPECT_FALSE(kit.Folds(User(), schema::EntityKind::activation, moved)) << "it is not there";
}

}  // namespace
}  // namespace fascicolo::engine
