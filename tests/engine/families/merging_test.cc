// Two entries that are one person, and two after all.
#include "engine/families/merging.h"

#include "engine/families/person.h"
#include "engine/told_people.h"

namespace fascicolo::engine {
namespace {

/// The keys under which texts of `subject` were sealed.
std::size_t KeysOf(const Kit& kit, EntityId subject) {
  std::size_t keys = 0;
  kit.state().Scan<SealingKeyTable>(SealingKeyTable::Key(subject), [&](std::string_view, const SealingKeyRow&) {
    ++keys;
    return true;
  });
  return keys;
}

TEST(Merging, MakesTheDuplicateAnotherNameOfThePerson) {
  Kit kit;
  const EntityId person = kit.Given(Person());
  const EntityId duplicate = kit.Given(Person());
  kit.When(Merge(person, duplicate)).ThenEvents({"MergedInto", "DuplicateMerged"});
  EXPECT_EQ(PersonBehind(kit.state(), duplicate), person);
  EXPECT_EQ(PersonRowOf(kit, person).duplicates, std::vector{duplicate});
}

TEST(Merging, IsFollowedAlongAChain) {
  Kit kit;
  const EntityId first = kit.Given(Person());
  const EntityId second = kit.Given(Person());
  const EntityId third = kit.Given(Person());
  kit.Given(Merge(second, third));
  kit.Given(Merge(first, second));
  EXPECT_EQ(PersonBehind(kit.state(), third), first);
  kit.When(Merge(third, first)).ThenRefused(Rule::kPersonMerged, "duplicate", ToHex(third));
}

TEST(Merging, UndoneGivesBothSidesBack) {
  Kit kit;
  const EntityId person = kit.Given(Person());
  const EntityId duplicate = kit.Given(Person());
  const PersonRow before = PersonRowOf(kit, duplicate);
  kit.Given(Merge(person, duplicate));
  kit.Given(Protect(duplicate));
  kit.When(Unmerge(duplicate)).ThenEvents({"UnmergedFrom", "DuplicateReleased"});
  EXPECT_TRUE(PersonRowOf(kit, person).duplicates.empty());
  EXPECT_EQ(PersonBehind(kit.state(), duplicate), duplicate);
  EXPECT_FALSE(PersonRowOf(kit, person).is_protected);
  EXPECT_TRUE(PersonRowOf(kit, duplicate).is_protected) << "what was recorded meanwhile stays with the id it named";
  EXPECT_EQ(PersonRowOf(kit, duplicate).born, before.born);
  kit.When(Unmerge(duplicate)).ThenRefused(Rule::kPersonNotMerged);
}

TEST(Merging, GivesEachSideAKeyOfItsOwnForEachEpoch) {
  Kit kit;
  const EntityId person = kit.GivenTelling(Person(), {{"/surname", "Prova"}});
  const EntityId duplicate = kit.GivenTelling(Person(), {{"/surname", "Prova"}});
  const auto address = [&](EntityId whose) { kit.GivenTelling(Address(whose, ""), {{"/address", "via Inventata 1"}}); };
  address(person);
  EXPECT_EQ(KeysOf(kit, person), 1U);
  kit.Given(Merge(person, duplicate));
  address(person);
  address(person);
  EXPECT_EQ(KeysOf(kit, person), 2U);
  kit.Given(Unmerge(duplicate));
  address(person);
  EXPECT_EQ(KeysOf(kit, person), 3U);
  EXPECT_EQ(KeysOf(kit, duplicate), 1U);
}

TEST(Merging, OfPersonsBornOnDifferentDaysWantsSomebodyToSaySo) {
  Kit kit;
  const EntityId person = kit.Given(Person(YearsAgo(kit, 50)));
  const EntityId duplicate = kit.Given(Person(YearsAgo(kit, 51)));
  kit.When(Merge(person, duplicate)).ThenRefused(Rule::kPersonsDiffer);
  auto insisting = Merge(person, duplicate);
  insisting.despite_differences = true;
  kit.When(std::move(insisting)).ThenEvents({"MergedInto", "DuplicateMerged"});
}

TEST(Merging, WantsTwoPersons) {
  Kit kit;
  const EntityId person = kit.Given(Person());
  kit.When(Merge(person, person)).ThenRejected(RejectionCode::kForm, "/duplicate");
  kit.When(Merge(person, EntityId{})).ThenRejected(RejectionCode::kUnknownEntity, "/duplicate");
}

TEST(Merging, HasALimitOfDuplicates) {
  Kit kit;
  const EntityId person = kit.Given(Person());
  for (std::size_t i = 0; i < kMaxDuplicates; ++i) kit.Given(Merge(person, kit.Given(Person())));
  kit.When(Merge(person, kit.Given(Person()))).ThenRefused(Rule::kTooMany, "of", "duplicates");
}

}  // namespace
}  // namespace fascicolo::engine
