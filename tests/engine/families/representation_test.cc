// Who may sign, receive and be paid for a person.
#include "engine/families/representation.h"

#include "engine/told_people.h"

namespace fascicolo::engine {
namespace {

using enum schema::Power;
using Kind = schema::RepresentationKind;

bool May(const Kit& kit, EntityId person, EntityId who, schema::Power power, Day day) {
  return !CheckPower(kit.state(), person, who, power, day);
}

TEST(Representation, AnAdultActsForThemselvesAndAChildDoesNot) {
  Kit kit;
  const EntityId adult = kit.Given(Person(YearsAgo(kit, 18)));
  const EntityId child = kit.Given(Person(YearsAgo(kit, 18) + 1));
  EXPECT_TRUE(May(kit, adult, adult, sign, kit.today()));
  EXPECT_FALSE(May(kit, child, child, sign, kit.today()));
  EXPECT_TRUE(May(kit, child, child, sign, kit.today() + 1)) << "from the eighteenth birthday on";
}

TEST(Representation, AParentActsWithinWhatTheCourtHasLeft) {
  Kit kit;
  const EntityId child = kit.Given(Person(YearsAgo(kit, 8)));
  const EntityId parent = kit.Given(Person(YearsAgo(kit, 35)));
  kit.When(Represent(child, parent, Kind::parental_responsibility, {sign, receive})).ThenEvents({"RepresentationGranted"});
  EXPECT_TRUE(May(kit, child, parent, sign, kit.today()));
  EXPECT_FALSE(May(kit, child, parent, be_paid, kit.today()));
  kit.When(Represent(parent, child, Kind::parental_responsibility, {sign})).ThenRefused(Rule::kOfFullAge);
}

TEST(Representation, AGuardianACuratorAndAnAdministratorNeedADecree) {
  Kit kit;
  const EntityId person = kit.Given(Person());
  const EntityId other = kit.Given(Person());
  for (const auto kind : {Kind::guardian, Kind::special_curator, Kind::support_administrator}) {
    kit.When(Represent(person, other, kind, {sign})).ThenRefused(Rule::kDecreeMissing);
    kit.When(Represent(person, other, kind, {sign}, "R.G. 12/2026")).ThenEvents({"RepresentationGranted"});
  }
}

TEST(Representation, EndsOnItsDayOrWhenItIsEnded) {
  Kit kit;
  const EntityId person = kit.Given(Person(YearsAgo(kit, 80)));
  const EntityId administrator = kit.Given(Person());
  auto command = Represent(person, administrator, Kind::support_administrator, {be_paid}, "R.G. 7/2025");
  command.until = (kit.today() + 10).days;
  kit.Given(std::move(command));
  EXPECT_TRUE(May(kit, person, administrator, be_paid, kit.today() + 9));
  EXPECT_FALSE(May(kit, person, administrator, be_paid, kit.today() + 10));
  kit.When(EndRepresentation(person, 1)).ThenEvents({"RepresentationEnded"});
  EXPECT_FALSE(May(kit, person, administrator, be_paid, kit.today()));
  kit.When(EndRepresentation(person, 1)).ThenRefused(Rule::kRepresentationNotInForce);
}

TEST(Representation, IsSeenThroughMerges) {
  Kit kit;
  const EntityId child = kit.Given(Person(YearsAgo(kit, 8)));
  const EntityId parent = kit.Given(Person());
  const EntityId again = kit.Given(Person());
  kit.Given(Represent(child, again, Kind::parental_responsibility, {sign}));
  EXPECT_FALSE(May(kit, child, parent, sign, kit.today()));
  kit.Given(Merge(parent, again));
  EXPECT_TRUE(May(kit, child, parent, sign, kit.today()));
}

TEST(Representation, AMinorGivesNoDelegation) {
  Kit kit;
  const EntityId child = kit.Given(Person(YearsAgo(kit, 17)));
  kit.When(Represent(child, kit.Given(Person()), Kind::delegate, {receive})).ThenRefused(Rule::kMinorDelegates);
}

TEST(Representation, NamesAtLeastOnePowerAndSomebodyElse) {
  Kit kit;
  const EntityId person = kit.Given(Person());
  kit.When(Represent(person, kit.Given(Person()), Kind::delegate, {})).ThenRejected(RejectionCode::kForm, "/powers");
  kit.When(Represent(person, person, Kind::delegate, {sign})).ThenRejected(RejectionCode::kForm, "/representative");
}

TEST(Representation, HasALimit) {
  Kit kit;
  const EntityId person = kit.Given(Person());
  const EntityId other = kit.Given(Person());
  for (std::size_t i = 0; i < kMaxRepresentations; ++i) kit.Given(Represent(person, other, Kind::delegate, {sign}));
  kit.When(Represent(person, other, Kind::delegate, {sign})).ThenRefused(Rule::kTooMany, "of", "representations");
}

}  // namespace
}  // namespace fascicolo::engine
