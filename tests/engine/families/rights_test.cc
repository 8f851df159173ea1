// Holds, restriction and rectification.
#include "engine/families/rights.h"

#include "engine/families/rights_scope.h"
#include "engine/told_rights.h"

namespace fascicolo::engine {
namespace {

TEST(Restriction, LetsThroughTheGroundsThatItAllows) {
  Kit kit;
  const EntityId person = Named(kit);
  kit.Given(Restrict(person, {schema::UseGround::legal_claims, schema::UseGround::consent}));
  kit.GivenUse(schema::UseGround::consent);
  kit.WhenWith({{"/address", "via Inventata 1"}}, Address(person, "")).ThenEvents({"AddressRecorded"});
}

TEST(Restriction, LetsCorrectWhatIsContested) {
  Kit kit;
  const EntityId person = Named(kit);
  kit.Given(Restrict(person));
  kit.WhenWith({{"/surname", "Inventato"}}, Correct(person, kit.today() - 9'000)).ThenEvents({"PersonCorrected"});
  kit.WhenWith({{"/text", "via Inventata 1"}}, Rectify(person, 1, "/address")).ThenEvents({"Rectified"});
}

TEST(Restriction, LetsGoOnWhatBringsNoText) {
  Kit kit;
  const EntityId case_file = kit.Given(Contact());
  kit.Given(Restrict(PersonOf(kit, case_file)));
  kit.When(TakeInCharge(case_file)).ThenEvents({"TakenInCharge"});
}

TEST(Restriction, IsOverWhenItIsLifted) {
  Kit kit;
  const EntityId person = Named(kit);
  kit.Given(Restrict(person));
  EXPECT_TRUE(FindRestriction(RightsOf(kit.state(), person)).has_value());
  kit.When(LiftRestriction(person, kit.today())).ThenEvents({"RestrictionLifted"});
  EXPECT_FALSE(FindRestriction(RightsOf(kit.state(), person)).has_value());
  kit.WhenWith({{"/address", "via Inventata 1"}}, Address(person, "")).ThenEvents({"AddressRecorded"});
}

TEST(Restriction, DoesNotForbidAnErasure) {
  Kit kit;
  const EntityId person = Named(kit);
  kit.Given(Restrict(person));
  EraseNow(kit, person);
  EXPECT_EQ(StateOfErasure(kit, person), ErasureState::kCompleted);
}

TEST(Restriction, WhatIsMissingIsSaid) {
  Kit kit;
  auto restrict_without_ground = Restrict(Named(kit));
  restrict_without_ground.ground = schema::RestrictionGround::none;
  kit.When(std::move(restrict_without_ground)).ThenRejected(RejectionCode::kForm, "/ground");
  kit.When(Restrict(Named(kit), {schema::UseGround::none})).ThenRejected(RejectionCode::kForm, "/uses");
}

TEST(Rectification, PointsAtTheEventThatItCorrects) {
  Kit kit;
  const EntityId person = Named(kit);
  kit.WhenWith({{"/address", "via Sbagliata 1"}}, Address(person, "")).ThenEvents({"AddressRecorded"});
  const Version wrong = kit.state().VersionOf(person);
  kit.WhenWith({{"/text", "via Inventata 1"}}, Rectify(person, wrong.value, "/address")).ThenEvents({"Rectified"});
  const auto row = kit.state().Find<RectificationTable>(person, wrong.value, std::string("/address"));
  ASSERT_TRUE(row);
  EXPECT_EQ(row->version, kit.state().VersionOf(person));
  EXPECT_FALSE(kit.StoresSay("Inventata"));
}

TEST(Rectification, OfACaseGoesWithTheCase) {
  Kit kit;
  const EntityId case_file = ClosedCase(kit, Named(kit));
  kit.WhenWith({{"/text", "Com'era davvero"}}, Rectify(case_file, 1, "/narrative")).ThenEvents({"Rectified"});
  EXPECT_EQ(KeysSealing(kit, case_file).size(), 1U);
}

TEST(Rectification, NamesAnEventThatIsThereAndAFieldOfItsOwn) {
  Kit kit;
  const EntityId person = Named(kit);
  const auto rectified = [&](schema::RectifyT command) { return kit.WhenWith({{"/text", "x"}}, std::move(command)); };
  rectified(Rectify(EntityId{}, 1)).ThenRejected(RejectionCode::kUnknownEntity, "/entity");
  rectified(Rectify(person, 2)).ThenRejected(RejectionCode::kForm, "/corrects");
  rectified(Rectify(person, 0)).ThenRejected(RejectionCode::kForm, "/corrects");
  rectified(Rectify(person, 1, "text")).ThenRejected(RejectionCode::kForm, "/field");
  rectified(Rectify(person, 1, "/surname")).ThenRejected(RejectionCode::kForm, "/field");
  kit.When(Rectify(person, 1)).ThenRejected(RejectionCode::kForm, "/text");
}

TEST(Rectification, OfWhatComesLaterIsPoison) {
  Kit kit;
  const EntityId person = Named(kit);
  schema::RectifiedT rectified;
  rectified.corrects = 1;
  rectified.field = "/text";
  EXPECT_FALSE(kit.Folds(person, schema::EntityKind::person, rectified));  // at version 1 itself
}

}  // namespace
}  // namespace fascicolo::engine
