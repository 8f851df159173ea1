// Households: who is a member on which day, and what is told when they come together, part and move.
#include "engine/families/household_days.h"
#include "engine/families/limits.h"
#include "engine/kit.h"
#include "engine/told_households.h"
#include "engine/told_people.h"

namespace fascicolo::engine {
namespace {

using schema::Composition;
using schema::LeaveReason;
using schema::Relationship;

class Household : public testing::Test {
 protected:
  Household()
      : day(kit.today() - 300), mother(SomePerson(kit)), father(SomePerson(kit)), daughter(SomePerson(kit)) {}

  /// Mother, as reference person, father and daughter.
  EntityId TheFamily(Composition composition = Composition::registry) {
    return kit.Given(Form({{mother, Relationship::reference_person},
                           {father, Relationship::spouse},
                           {daughter, Relationship::child}},
                          day, composition));
  }
  HouseholdRow Row(EntityId household) { return kit.state().Find<HouseholdTable>(household).value(); }
  bool IsMember(EntityId household, EntityId person, Day on) {
    return MembershipOn(Row(household), person, on) != nullptr;
  }

  Kit kit;
  Day day;
  EntityId mother;
  EntityId father;
  EntityId daughter;
};

TEST_F(Household, IsFormedOfItsMembersFromADayOn) {
  const auto formed = kit.When(Form({{mother, Relationship::reference_person}, {daughter, Relationship::child}}, day))
                          .ThenEvents({"HouseholdFormed"}).First<schema::HouseholdFormedT>();
  EXPECT_EQ(formed.composition, Composition::registry);
  EXPECT_EQ(formed.municipality, kSassari);
  EXPECT_FALSE(formed.address_protected);
  ASSERT_EQ(formed.members.size(), 2U);
  const EntityId household = kit.Made();
  EXPECT_FALSE(IsMember(household, daughter, day - 1));
  EXPECT_TRUE(IsMember(household, daughter, day));
  EXPECT_EQ(MembershipOn(Row(household), daughter, day)->relationship, Relationship::child);
  EXPECT_EQ(ReferenceOn(Row(household), day), mother);
  EXPECT_EQ(ReferenceOn(Row(household), day - 1), EntityId{});
}

TEST_F(Household, HasItsAddressSealedUnderItsOwnKey) {
  const auto formed = kit.WhenWith({{"/address", "Via Fittizia 1"}}, Form(Family({mother}), day))
                          .ThenEvents({"HouseholdFormed"}).told();
  ASSERT_EQ(formed.events[0].sections.size(), 1U);
  EXPECT_EQ(formed.events[0].sections[0]->field, "/address");
  EXPECT_EQ(events::Entity(formed.events[0].sections[0]->subject.get()), kit.Made());
}

TEST_F(Household, OfEachCompositionIsAThingOfItsOwn) {
  const EntityId registry = TheFamily(Composition::registry);
  const EntityId real = kit.Given(Form(Family({daughter}), day, Composition::real));
  const EntityId isee = kit.Given(Form(Family({mother, daughter}), day, Composition::isee));
  kit.When(Leave(registry, father, day + 10)).ThenEvents({"MemberLeft"});
  EXPECT_TRUE(IsMember(registry, daughter, kit.today()));
  EXPECT_TRUE(IsMember(real, daughter, kit.today()));
  EXPECT_TRUE(IsMember(isee, daughter, kit.today()));
  EXPECT_FALSE(IsMember(isee, father, kit.today()));
}

TEST_F(Household, IsJoinedAndLeftAndJoinedAgain) {
  const EntityId household = kit.Given(Form(Family({mother}), day));
  kit.When(Join(household, daughter, day + 10)).ThenEvents({"MemberJoined"});
  kit.When(Leave(household, daughter, day + 20, {}, LeaveReason::adult)).ThenEvents({"MemberLeft"});
  kit.When(Join(household, daughter, day + 30)).ThenEvents({"MemberJoined"});
  for (const auto& [on, is_member] : std::map<int, bool>{{9, false}, {10, true}, {19, true}, {20, false}, {30, true}}) {
    EXPECT_EQ(IsMember(household, daughter, day + on), is_member) << on;
  }
}

TEST_F(Household, IsLeftForAnotherOnTheSameDay) {
  const EntityId old_home = TheFamily();
  const EntityId new_home = kit.Given(Form(Family({SomePerson(kit)}), day));
  kit.When(Join(new_home, daughter, day + 50)).ThenRefused(Rule::kAlreadyInHousehold, "household", ToHex(old_home));
  kit.Given(Leave(old_home, daughter, day + 50));
  kit.When(Join(new_home, daughter, day + 49)).ThenRefused(Rule::kAlreadyInHousehold, "household", ToHex(old_home));
  kit.When(Join(new_home, daughter, day + 50)).ThenEvents({"MemberJoined"});
}

TEST_F(Household, IsNotJoinedForDaysBeforeALaterStayElsewhere) {
  const EntityId later = kit.Given(Form(Family({daughter}), day + 100));
  const EntityId household = kit.Given(Form(Family({mother}), day));
  kit.When(Join(household, daughter, day + 10)).ThenRefused(Rule::kAlreadyInHousehold, "household", ToHex(later));
}

TEST_F(Household, WhoseReferencePersonLeavesNamesAnother) {
  const EntityId household = TheFamily();
  kit.When(Leave(household, mother, day + 10, father, LeaveReason::died))
      .ThenEvents({"MemberLeft"});
  EXPECT_EQ(ReferenceOn(Row(household), day + 9), mother);
  EXPECT_EQ(ReferenceOn(Row(household), day + 10), father);
  EXPECT_EQ(MembershipOn(Row(household), father, day + 10)->relationship, Relationship::reference_person);
  EXPECT_EQ(MembershipOn(Row(household), daughter, day + 10)->relationship, Relationship::none)
      << "what she is to her father nobody has said";
}

TEST_F(Household, StatesAnewWhatItsMembersAreToAnotherReferencePerson) {
  const EntityId household = TheFamily();
  kit.When(NameReferencePerson(household, father, day + 10,
                               {{mother, Relationship::spouse}, {daughter, Relationship::child}}))
      .ThenEvents({"ReferencePersonNamed"});
  EXPECT_EQ(MembershipOn(Row(household), mother, kit.today())->relationship, Relationship::spouse);
  EXPECT_EQ(MembershipOn(Row(household), daughter, kit.today())->relationship, Relationship::child);
  EXPECT_EQ(MembershipOn(Row(household), father, kit.today())->relationship, Relationship::reference_person);
}

TEST_F(Household, EndsWithItsLastMember) {
  const EntityId household = kit.Given(Form(Family({mother, daughter}), day));
  kit.Given(Leave(household, daughter, day + 30));
  kit.When(Leave(household, mother, day + 20)).ThenRefused(Rule::kReferencePersonMissing, "day", FormatDay(day + 20));
  const auto ended = kit.When(Leave(household, mother, day + 40)).ThenEvents({"MemberLeft", "HouseholdDissolved"});
  EXPECT_EQ(ended.First<schema::HouseholdDissolvedT>().on, (day + 40).days);
  EXPECT_EQ(Row(household).dissolved_on, day + 40);
  kit.When(Form(Family({mother}), day + 40)).ThenEvents({"HouseholdFormed"});
}

TEST_F(Household, SplitsInOneCommitAndBothTellOfIt) {
  const EntityId household = TheFamily();
  const Then then = kit.When(Split(household, Family({father}), day + 10, LeaveReason::separated, kCagliari));
  then.ThenEvents({"HouseholdSplit", "HouseholdFormed"});
  const EntityId his = kit.Made();
  EXPECT_EQ(events::Entity(then.told().events[0].entity.get()), household);
  EXPECT_EQ(events::Entity(then.told().events[1].entity.get()), his);
  const auto split = then.First<schema::HouseholdSplitT>();
  EXPECT_EQ(events::Entity(split.into.get()), his);
  EXPECT_EQ(split.reason, LeaveReason::separated);
  const auto formed = then.First<schema::HouseholdFormedT>();
  EXPECT_EQ(events::Entity(formed.split_from.get()), household);
  EXPECT_EQ(formed.composition, Composition::registry);
  EXPECT_FALSE(formed.address_protected);
  EXPECT_FALSE(IsMember(household, father, day + 10));
  EXPECT_TRUE(IsMember(household, father, day + 9));
  EXPECT_TRUE(IsMember(his, father, day + 10));
  EXPECT_EQ(MunicipalityOn(Row(his), day + 10), kCagliari);
}

TEST_F(Household, WhoseReferencePersonSplitsOffNamesAnother) {
  const EntityId household = TheFamily();
  auto split = Split(household, Family({mother, daughter}), day + 10);
  split.reference = Ref(father);
  kit.When(std::move(split)).ThenEvents({"HouseholdSplit", "HouseholdFormed"});
  EXPECT_EQ(ReferenceOn(Row(household), day + 10), father);
}

TEST_F(Household, ThatLosesWhoStayedLaterEndsWithTheSplit) {
  const EntityId household = kit.Given(Form(Family({mother, daughter}), day));
  kit.Given(Leave(household, daughter, day + 30));
  auto split = Split(household, Family({mother}), day + 10);
  split.reference = Ref(daughter);
  kit.When(std::move(split))
      .ThenEvents({"HouseholdSplit", "HouseholdDissolved", "HouseholdFormed"});
  EXPECT_EQ(Row(household).dissolved_on, day + 30);
}

TEST_F(Household, SplitByViolenceDoesNotTellWhereTheyWent) {
  const EntityId household = TheFamily();
  auto split = Split(household, Family({mother, daughter}), day + 10, LeaveReason::violence);
  split.reference = Ref(father);
  const Then then = kit.WhenWith({{"/address", "Casa rifugio"}}, std::move(split));
  then.ThenEvents({"HouseholdSplit", "HouseholdFormed"});
  const EntityId refuge = kit.Made();
  // What he can read about his own household names neither the other one nor the reason.
  const auto seen = then.First<schema::HouseholdSplitT>();
  EXPECT_EQ(seen.into, nullptr);
  EXPECT_EQ(seen.reason, LeaveReason::none);
  EXPECT_TRUE(then.told().events[0].sections.empty());
  // Theirs knows both, and its address is sealed under its own key.
  const auto formed = then.First<schema::HouseholdFormedT>();
  EXPECT_EQ(formed.reason, LeaveReason::violence);
  EXPECT_TRUE(formed.address_protected);
  EXPECT_EQ(formed.municipality, "");
  ASSERT_EQ(then.told().events[1].sections.size(), 1U);
  EXPECT_EQ(events::Entity(then.told().events[1].sections[0]->subject.get()), refuge);
}

TEST_F(Household, WithAProtectedAddressNamesNoMunicipality) {
  const EntityId household = TheFamily();
  const std::size_t before = kit.commits();
  kit.When(Split(household, Family({daughter}), day + 10, LeaveReason::violence, kCagliari))
      .ThenRejected(RejectionCode::kForm, "/municipality");
  EXPECT_EQ(kit.commits(), before) << "what is rejected is not recorded";
  kit.Given(Split(household, Family({daughter}), day + 10, LeaveReason::violence));
  const EntityId refuge = kit.Made();
  kit.When(Move(refuge, day + 20, kCagliari)).ThenRejected(RejectionCode::kForm, "/municipality");
  const auto moved = kit.WhenWith({{"/address", "Altra casa rifugio"}}, Move(refuge, day + 20))
                         .ThenEvents({"HouseholdMoved"}).First<schema::HouseholdMovedT>();
  EXPECT_EQ(moved.municipality, "");
  EXPECT_FALSE(moved.left_municipality);
}

TEST_F(Household, OfSomebodyWhoseAddressIsProtectedNamesNoMunicipalityEither) {
  const EntityId household = TheFamily();
  kit.Given(Protect(daughter));
  kit.When(Move(household, day + 10, kCagliari)).ThenRejected(RejectionCode::kForm, "/municipality");
  kit.When(Split(household, Family({daughter}), day + 10, LeaveReason::separated, kCagliari))
      .ThenRejected(RejectionCode::kForm, "/municipality");
  const auto moved = kit.WhenWith({{"/address", "Casa altrove"}}, Move(household, day + 10))
                         .ThenEvents({"HouseholdMoved"}).First<schema::HouseholdMovedT>();
  EXPECT_EQ(moved.municipality, "");
  EXPECT_EQ(moved.previous, "");
}

TEST_F(Household, MovesWithinItsMunicipalityAndOutOfIt) {
  const EntityId household = TheFamily();
  const auto within = kit.WhenWith({{"/address", "Via Fittizia 2"}}, Move(household, day + 10))
                          .ThenEvents({"HouseholdMoved"}).First<schema::HouseholdMovedT>();
  EXPECT_EQ(within.municipality, kSassari);
  EXPECT_FALSE(within.left_municipality);
  const auto away = kit.When(Move(household, day + 20, kCagliari)).First<schema::HouseholdMovedT>();
  EXPECT_EQ(away.previous, kSassari);
  EXPECT_TRUE(away.left_municipality);
  EXPECT_EQ(MunicipalityOn(Row(household), day + 19), kSassari);
  EXPECT_EQ(MunicipalityOn(Row(household), day + 20), kCagliari);
}

TEST_F(Household, MovesSomewhere) {
  kit.When(Move(TheFamily(), day + 10)).ThenRejected(RejectionCode::kForm, "/address");
}

TEST_F(Household, HasPersonsOfTheLedgerOnlyEachOnce) {
  const EntityId nobody = NewEntity({}, 77);
  kit.When(Form(Family({mother, nobody}), day)).ThenRejected(RejectionCode::kUnknownEntity, "/members/1/person");
  kit.When(Form(Family({mother, mother}), day)).ThenRejected(RejectionCode::kForm, "/members/1");
  kit.When(Form({}, day)).ThenRejected(RejectionCode::kForm, "/members");
  const EntityId household = TheFamily();
  kit.When(Join(household, nobody, day)).ThenRejected(RejectionCode::kUnknownEntity, "/person");
  kit.When(Join(mother, father, day)).ThenRejected(RejectionCode::kUnknownEntity, "/household");
}

TEST_F(Household, HasExactlyOneReferencePerson) {
  kit.When(Form({{mother, Relationship::spouse}}, day)).ThenRejected(RejectionCode::kForm, "/members");
  kit.When(Form({{mother, Relationship::reference_person}, {father, Relationship::reference_person}}, day))
      .ThenRejected(RejectionCode::kForm, "/members");
  const EntityId household = kit.Given(Form(Family({mother}), day));
  kit.When(Join(household, father, day, Relationship::reference_person))
      .ThenRejected(RejectionCode::kForm, "/relationship");
  kit.Given(Join(household, father, day, Relationship::spouse));
  kit.When(NameReferencePerson(household, father, day + 1, {{mother, Relationship::reference_person}}))
      .ThenRejected(RejectionCode::kForm, "/members/0/relationship");
}

TEST_F(Household, WantsWordsThatTheSchemasKnow) {
  kit.When(Form(Family({mother}), day, Composition::none)).ThenRejected(RejectionCode::kForm, "/composition");
  kit.When(Form(Family({mother}), day, Composition::registry, "Sassari"))
      .ThenRejected(RejectionCode::kForm, "/municipality");
  const EntityId household = TheFamily();
  kit.When(Join(household, SomePerson(kit), day, Relationship::none))
      .ThenRejected(RejectionCode::kForm, "/relationship");
  kit.When(Leave(household, daughter, day + 1, {}, LeaveReason::none)).ThenRejected(RejectionCode::kForm, "/reason");
  kit.When(Leave(household, daughter, kLastDay + 1)).ThenRejected(RejectionCode::kForm, "/on");
}

TEST_F(Household, HasSoManyMembersOnOneDayAndNoMore) {
  auto persons = SomePersons(kit, kMaxMembers + 1);
  kit.When(Form(Family(persons), day)).ThenRejected(RejectionCode::kForm, "/members");
  const EntityId last = persons.back();
  persons.pop_back();
  const EntityId household = kit.Given(Form(Family(persons), day));
  kit.When(Join(household, last, day + 5)).ThenRejected(RejectionCode::kForm, "/household");
  kit.Given(Leave(household, persons.back(), day + 5));
  kit.When(Join(household, last, day + 4)).ThenRejected(RejectionCode::kForm, "/household");
  kit.When(Join(household, last, day + 5)).ThenEvents({"MemberJoined"});
}

TEST_F(Household, KeepsSoManyStaysAndMovesAndNoMore) {
  const EntityId household = kit.Given(Form(Family({mother}), day));
  for (std::size_t i = 1; i < kMaxStays; ++i) {
    kit.Given(Join(household, daughter, day + static_cast<int>(i)));
    kit.Given(Leave(household, daughter, day + static_cast<int>(i) + 1));
  }
  kit.When(Join(household, daughter, kit.today())).ThenRejected(RejectionCode::kForm, "/household");
  for (std::size_t i = 1; i < kMaxResidences; ++i) {
    kit.Given(Move(household, day + static_cast<int>(i), i % 2 == 0 ? kSassari : kCagliari));
  }
  kit.When(Move(household, kit.today(), kSassari)).ThenRejected(RejectionCode::kForm, "/household");
}

TEST_F(Household, OfOnePersonThereAreSoManyAndNoMore) {
  for (std::size_t i = 0; i < kMaxHouseholds; ++i) {
    const EntityId household = kit.Given(Form(Family({daughter}), day + static_cast<int>(i)));
    kit.Given(Leave(household, daughter, day + static_cast<int>(i) + 1));
  }
  kit.When(Form(Family({daughter}), kit.today())).ThenRejected(RejectionCode::kForm, "/household");
  kit.When(Form(Family({daughter}), kit.today(), Composition::real)).ThenEvents({"HouseholdFormed"});
}

// --- what a ledger says that makes no sense ---

TEST_F(Household, IsPoisonWhereItIsFormedOfNonsense) {
  std::uint32_t number = 0;
  const auto folds = [&](auto change) {
    schema::HouseholdFormedT formed;
    formed.composition = Composition::registry;
    formed.members = MembersOf(Family({mother, father}));
    formed.from = day.days;
    change(formed);
    return kit.Folds(NewEntity({}, ++number), schema::EntityKind::household, std::move(formed));
  };
  EXPECT_TRUE(folds([](auto&) {}));
  EXPECT_FALSE(folds([](auto& formed) { formed.composition = Composition::none; }));
  EXPECT_FALSE(folds([](auto& formed) { formed.composition = static_cast<Composition>(99); }));
  EXPECT_FALSE(folds([](auto& formed) { formed.from = INT32_MAX; }));
  EXPECT_FALSE(folds([](auto& formed) { formed.members.clear(); }));
  EXPECT_FALSE(folds([](auto& formed) { formed.municipality = "too long for a code"; }));
  EXPECT_FALSE(folds([&](auto& formed) { formed.members = MembersOf(Family({mother, mother})); }));
  EXPECT_FALSE(folds([&](auto& formed) { formed.members = MembersOf({{mother, Relationship::child}}); }));
  EXPECT_FALSE(folds([](auto& formed) { formed.members[1]->relationship = Relationship::reference_person; }));
  EXPECT_FALSE(folds([](auto& formed) { formed.members[1]->relationship = static_cast<Relationship>(99); }));
  EXPECT_FALSE(folds([&](auto& formed) { formed.members = MembersOf(Family(SomePersons(kit, kMaxMembers + 1))); }));
}

TEST_F(Household, IsPoisonWhereWhatHappensToItMakesNoSense) {
  const EntityId household = TheFamily();
  const auto folds = [&](auto fact) { return kit.Folds(household, schema::EntityKind::household, std::move(fact)); };
  schema::MemberJoinedT joined;
  joined.person = Ref(father);
  joined.from = day.days;
  joined.relationship = Relationship::spouse;
  EXPECT_FALSE(folds(std::move(joined))) << "he is a member already";
  schema::MemberJoinedT second_reference;
  second_reference.person = Ref(SomePerson(kit));
  second_reference.from = day.days;
  second_reference.relationship = Relationship::reference_person;
  EXPECT_FALSE(folds(std::move(second_reference)));
  schema::MemberJoinedT too_early;
  too_early.person = Ref(SomePerson(kit));
  too_early.from = day.days - 1;
  EXPECT_FALSE(folds(std::move(too_early)));
  schema::MemberLeftT left;
  left.person = Ref(mother);
  left.on = (day + 1).days;
  EXPECT_FALSE(folds(std::move(left))) << "nobody is reference person then";
  schema::HouseholdSplitT split;
  split.on = (day + 1).days;
  EXPECT_FALSE(folds(split)) << "nobody left";
  for (const EntityId one : {mother, father, daughter}) split.persons.push_back(events::ToSchema(one));
  EXPECT_FALSE(folds(std::move(split))) << "nobody stayed";
  schema::ReferencePersonNamedT named;
  named.person = Ref(SomePerson(kit));
  named.from = day.days;
  EXPECT_FALSE(folds(std::move(named))) << "no member";
  schema::HouseholdMovedT moved;
  moved.from = (day - 1).days;
  EXPECT_FALSE(folds(moved)) << "before it was formed";
  schema::HouseholdDissolvedT dissolved;
  dissolved.on = (day + 1).days;
  EXPECT_FALSE(folds(dissolved)) << "there are members";
  EXPECT_TRUE(IsMember(household, father, kit.today())) << "nothing of all that was kept";
}

TEST_F(Household, IsPoisonBeyondItsStays) {
  const EntityId household = kit.Given(Form(Family({mother}), day));
  const auto join = [&](std::size_t number) {
    schema::MemberJoinedT joined;
    joined.person = Ref(daughter);
    joined.relationship = Relationship::child;
    joined.from = (day + static_cast<int>(number)).days;
    return kit.Folds(household, schema::EntityKind::household, std::move(joined));
  };
  for (std::size_t i = 1; i < kMaxStays; ++i) {
    ASSERT_TRUE(join(i));
    schema::MemberLeftT left;
    left.person = Ref(daughter);
    left.on = (day + static_cast<int>(i) + 1).days;
    ASSERT_TRUE(kit.Folds(household, schema::EntityKind::household, std::move(left)));
  }
  EXPECT_FALSE(join(kMaxStays));
}

}  // namespace
}  // namespace fascicolo::engine
