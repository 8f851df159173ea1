#include "engine/families/refusal.h"
#include "engine/told_households.h"

namespace fascicolo::engine {
namespace {

EntityId Alone(Kit& kit, EntityId person) { return kit.Given(Form(Family({person}), kit.today() - 100)); }

REFUSAL(kHouseholdDissolved, NobodyJoinsAHouseholdThatIsNoMore) {
  const EntityId person = SomePerson(kit);
  const EntityId household = Alone(kit, person);
  kit.Given(Leave(household, person, kit.today() - 10));
  return kit.When(Join(household, SomePerson(kit), kit.today() - 20));
}
REFUSAL(kHouseholdDissolved, AHouseholdThatIsNoMoreDoesNotMove) {
  const EntityId person = SomePerson(kit);
  const EntityId household = Alone(kit, person);
  kit.Given(Leave(household, person, kit.today()));
  return kit.When(Move(household, kit.today(), kCagliari));
}
REFUSAL(kAlreadyInHousehold, NobodyFormsASecondHousehold) {
  const EntityId person = SomePerson(kit);
  Alone(kit, person);
  return kit.When(Form(Family({SomePerson(kit), person}), kit.today()));
}
REFUSAL(kAlreadyInHousehold, NobodyJoinsTheirOwnHousehold) {
  const EntityId person = SomePerson(kit);
  return kit.When(Join(Alone(kit, person), person, kit.today()));
}
REFUSAL(kAlreadyInHousehold, NobodyComesBackForDaysBeforeALaterStayElsewhere) {
  const auto persons = SomePersons(kit, 2);
  const EntityId household = kit.Given(Form(Family(persons), kit.today() - 100));
  kit.Given(Leave(household, persons[1], kit.today() - 50));
  kit.Given(Form(Family({persons[1]}), kit.today() - 30));
  return kit.When(Join(household, persons[1], kit.today() - 40));
}
REFUSAL(kNotAMember, WhoIsNoMemberDoesNotLeave) {
  return kit.When(Leave(Alone(kit, SomePerson(kit)), SomePerson(kit), kit.today()));
}
REFUSAL(kNotAMember, NobodyLeavesTwice) {
  const auto persons = SomePersons(kit, 2);
  const EntityId household = kit.Given(Form(Family(persons), kit.today() - 100));
  kit.Given(Leave(household, persons[1], kit.today() - 50));
  return kit.When(Leave(household, persons[1], kit.today() - 60));
}
REFUSAL(kNotAMember, AStrangerIsNoReferencePerson) {
  return kit.When(NameReferencePerson(Alone(kit, SomePerson(kit)), SomePerson(kit), kit.today()));
}
REFUSAL(kNotAMember, AStrangerDoesNotSplitOff) {
  return kit.When(Split(Alone(kit, SomePerson(kit)), Family({SomePerson(kit)}), kit.today()));
}
REFUSAL(kReferencePersonMissing, TheReferencePersonDoesNotLeaveTheOthersWithoutOne) {
  const auto persons = SomePersons(kit, 2);
  const EntityId household = kit.Given(Form(Family(persons), kit.today() - 100));
  return kit.When(Leave(household, persons[0], kit.today()));
}
REFUSAL(kSameReferencePerson, TheReferencePersonIsNotNamedTwice) {
  const EntityId person = SomePerson(kit);
  return kit.When(NameReferencePerson(Alone(kit, person), person, kit.today()));
}
REFUSAL(kNobodyStays, AHouseholdDoesNotSplitAsAWhole) {
  const auto persons = SomePersons(kit, 2);
  const EntityId household = kit.Given(Form(Family(persons), kit.today() - 100));
  return kit.When(Split(household, Family(persons), kit.today()));
}
REFUSAL(kDateOutOfOrder, NobodyJoinsTomorrow) {
  return kit.When(Join(Alone(kit, SomePerson(kit)), SomePerson(kit), kit.today() + 1));
}
REFUSAL(kDateOutOfOrder, NobodyJoinsBeforeThereIsAHousehold) {
  return kit.When(Join(Alone(kit, SomePerson(kit)), SomePerson(kit), kit.today() - 101));
}

}  // namespace
}  // namespace fascicolo::engine
