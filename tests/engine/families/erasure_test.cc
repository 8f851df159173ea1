// A person is forgotten: by whom, what is destroyed, and what stays.
#include "engine/families/erasure.h"

#include "engine/families/rights_scope.h"
#include "engine/told_case_work.h"
#include "engine/told_households.h"
#include "engine/told_rights.h"

namespace fascicolo::engine {
namespace {

using schema::RetentionClass;

TEST(Erasure, IsExecutedAfterTwoOthersHaveApproved) {
  Kit kit;
  const EntityId person = Named(kit);
  kit.GivenActor("coordinator");
  kit.When(ProposeErasure(person)).ThenEvents({"ErasureProposed"});
  kit.GivenActor("protection officer");
  kit.When(ApproveErasure(person)).ThenEvents({"ErasureApproved"});
  EXPECT_TRUE(kit.RunDue().empty());
  kit.GivenActor("archivist");
  kit.When(ApproveErasure(person)).ThenEvents({"ErasureApproved"});
  EXPECT_TRUE(OpensAll(kit, KeysSealing(kit, person)));
  EXPECT_EQ(NamesOf(kit.RunDue()), (std::vector<std::string>{"KeysErased", "ErasureCompleted"}));
  EXPECT_TRUE(OpensNone(kit, KeysSealing(kit, person)));
  EXPECT_EQ(StateOfErasure(kit, person), ErasureState::kCompleted);
  EXPECT_TRUE(kit.RunDue().empty());
}

TEST(Erasure, NamesTheActTheGroundAndWhoSigned) {
  Kit kit;
  const EntityId person = Named(kit);
  EraseNow(kit, person);
  const ErasureRow row = kit.state().Find<RightsTable>(person)->erasures.at(0);
  EXPECT_EQ(row.act, "scarto 12/2026");
  EXPECT_EQ(row.ground, schema::ErasureGround::no_longer_needed);
  EXPECT_EQ(row.proposed_by, "coordinator");
  EXPECT_EQ(row.approved_by, (std::vector<std::string>{"protection officer", "archivist"}));
  EXPECT_EQ(row.keys, 1U);
}

TEST(Erasure, ReachesMergedEntriesTheirCasesAndEveryEpoch) {
  Kit kit;
  const EntityId person = Named(kit);
  const EntityId duplicate = Named(kit);
  const EntityId case_file = ClosedCase(kit, duplicate);
  kit.Given(Merge(person, duplicate));
  (void)kit.WhenWith({{"/address", "via Inventata 1"}}, Address(person, ""));  // under a key of the new epoch
  ASSERT_EQ(KeysSealing(kit, person).size(), 2U);
  const auto events = EraseNow(kit, person);
  for (const EntityId subject : {person, duplicate, case_file}) EXPECT_TRUE(OpensNone(kit, KeysSealing(kit, subject)));
  EXPECT_EQ(kit.erased_keys().size(), 4U);
  const auto* completed = events.back().payload.AsErasureCompleted();
  ASSERT_NE(completed, nullptr);
  EXPECT_EQ(completed->keys, 4U);
  EXPECT_EQ(completed->persons.size(), 2U);
}

TEST(Erasure, LeavesOthersAsTheyAre) {
  Kit kit;
  const EntityId other = Named(kit);
  const EntityId others_case = ClosedCase(kit, other);
  EraseNow(kit, Named(kit));
  EXPECT_TRUE(OpensAll(kit, KeysSealing(kit, other)));
  EXPECT_TRUE(OpensAll(kit, KeysSealing(kit, others_case)));
}

TEST(Erasure, OfOneClassLeavesTheOthers) {
  Kit kit;
  const EntityId person = Named(kit);
  const EntityId case_file = ClosedCase(kit, person);
  kit.Given(ReopenCase(case_file));
  auto note = Note(case_file);
  note.secrecy = schema::Secrecy::juvenile_court;
  kit.WhenWith({{"/text", "Al tribunale"}}, std::move(note)).ThenEvents({"DiaryEntryAdded"});
  const auto court = kit.state().Find<SealingKeyTable>(case_file, RetentionClass::court, 0U);
  const auto ordinary = kit.state().Find<SealingKeyTable>(case_file, RetentionClass::ordinary, 0U);
  ASSERT_TRUE(court && ordinary);
  EraseNow(kit, person, {RetentionClass::court});  // although the case is open
  EXPECT_FALSE(kit.vault().Find(court->key).ok());
  EXPECT_TRUE(kit.vault().Find(ordinary->key).ok());
  kit.WhenWith({{"/text", "Una storia inventata"}}, Note(case_file)).ThenEvents({"DiaryEntryAdded"});
}

TEST(Erasure, ReachesWhatWasRefusedAboutThem) {
  Kit kit;
  const EntityId person = Named(kit);
  kit.GivenFinding(kFoundAlike, ToHex(person));
  kit.WhenWith({{"/surname", "Inventata"}}, Person()).ThenRefused(Rule::kLikelyDuplicate);
  const auto refused = KeysSealing(kit, kit.Made());
  ASSERT_EQ(refused.size(), 1U);
  EraseNow(kit, person);
  EXPECT_TRUE(OpensNone(kit, refused));
}

TEST(Erasure, KeepsARefusedTextWithWhomTheCommandNames) {
  Kit kit;
  const EntityId person = Named(kit);
  kit.WhenWith({{"/surname", "Altra"}}, Identify(person)).ThenRefused(Rule::kAlreadyIdentified);
  EXPECT_TRUE(KeysSealing(kit, kit.Made()).empty());
  EXPECT_EQ(KeysSealing(kit, person).size(), 1U);
}

TEST(Erasure, ReachesWhatIsRefusedAfterIt) {
  Kit kit;
  const EntityId person = Named(kit);
  EraseNow(kit, person);
  kit.WhenWith({{"/surname", "Inventata"}}, Correct(person, kit.today() - 9'000)).ThenRefused(Rule::kPersonErased);
  const auto refused = KeysSealing(kit, kit.Made());
  ASSERT_TRUE(OpensAll(kit, refused));
  EraseNow(kit, person);
  EXPECT_TRUE(OpensNone(kit, refused));
}

TEST(Erasure, ReachesAHouseholdOfWhichTheyWereTheOnlyMember) {
  Kit kit;
  const EntityId person = Named(kit);
  const EntityId other = Named(kit);
  const EntityId alone = kit.GivenTelling(Form(Family({person}), kit.today()), {{"/address", "via Inventata 1"}});
  const EntityId together = kit.GivenTelling(Form(Family({other, person}), kit.today(), schema::Composition::real),
                                             {{"/address", "via Inventata 2"}});
  EraseNow(kit, person);
  EXPECT_TRUE(OpensNone(kit, KeysSealing(kit, alone)));
  EXPECT_TRUE(OpensAll(kit, KeysSealing(kit, together)));
  EraseNow(kit, other);  // the last one takes it along
  EXPECT_TRUE(OpensNone(kit, KeysSealing(kit, together)));
}

TEST(Erasure, GoesOnInBatches) {
  Kit kit;
  const EntityId person = Named(kit);
  for (std::size_t i = 0; i < kMaxKeysErasedAtOnce; ++i) ClosedCase(kit, person);
  EXPECT_EQ(NamesOf(EraseNow(kit, person)), (std::vector<std::string>{"KeysErased", "KeysErased", "ErasureCompleted"}));
  EXPECT_EQ(kit.erased_keys().size(), kMaxKeysErasedAtOnce + 1);
}

TEST(Erasure, OfSomebodyOfWhomNothingIsKeptIsCompletedAtOnce) {
  Kit kit;
  EXPECT_EQ(NamesOf(EraseNow(kit, kit.Given(Person()))), std::vector<std::string>{"ErasureCompleted"});
}

TEST(Erasure, IsStoppedByAHoldThatComesBeforeItIsExecuted) {
  Kit kit;
  const EntityId person = Named(kit);
  Approve(kit, person);
  kit.Given(Hold(person));
  const auto events = kit.RunDue();
  EXPECT_EQ(NamesOf(events), std::vector<std::string>{"ErasureStopped"});
  EXPECT_EQ(events.front().payload.AsErasureStopped()->reason, "legal_hold");
  EXPECT_TRUE(OpensAll(kit, KeysSealing(kit, person)));
  kit.Given(LiftHold(person));
  EraseNow(kit, person);  // asked for anew
  EXPECT_TRUE(OpensNone(kit, KeysSealing(kit, person)));
}

TEST(Erasure, IsWithdrawnBeforeItIsApproved) {
  Kit kit;
  const EntityId person = Named(kit);
  kit.Given(ProposeErasure(person));
  kit.When(WithdrawErasure(person)).ThenEvents({"ErasureStopped"});
  EXPECT_EQ(StateOfErasure(kit, person), ErasureState::kStopped);
}

TEST(Erasure, WhatIsMissingOrUnknownIsSaid) {
  Kit kit;
  const EntityId person = Named(kit);
  kit.When(ProposeErasure(EntityId{})).ThenRejected(RejectionCode::kUnknownEntity, "/person");
  kit.When(ProposeErasure(person, {})).ThenRejected(RejectionCode::kForm, "/classes");
  auto without_act = ProposeErasure(person);
  without_act.act.clear();
  kit.When(std::move(without_act)).ThenRejected(RejectionCode::kForm, "/act");
  auto without_ground = ProposeErasure(person);
  without_ground.ground = schema::ErasureGround::none;
  kit.When(std::move(without_ground)).ThenRejected(RejectionCode::kForm, "/ground");
}

TEST(Erasure, KeepsWhatCountsOfThePerson) {
  Kit kit;
  const EntityId person = Named(kit);
  const EntityId case_file = ClosedCase(kit, person);
  const PersonRow before = PersonRowOf(kit, person);
  EraseNow(kit, person);
  const PersonRow after = PersonRowOf(kit, person);
  EXPECT_EQ(after.sex, before.sex);
  EXPECT_EQ(after.epoch, before.epoch);
  EXPECT_EQ(kit.state().Find<CaseTable>(case_file)->state, CaseState::kClosed);
  EXPECT_FALSE(kit.StoresSay("Inventata"));
}

TEST(Erasure, WithoutItsProposalIsPoison) {
  Kit kit;
  const EntityId person = Named(kit);
  schema::KeysErasedT erased;
  erased.erasure = 1;
  erased.keys.push_back(events::ToSchema(KeyId{}));
  erased.subjects.push_back(events::ToSchema(person));
  EXPECT_FALSE(kit.Folds(person, schema::EntityKind::person, erased));
  schema::ErasureCompletedT completed;
  completed.erasure = 1;
  EXPECT_FALSE(kit.Folds(person, schema::EntityKind::person, completed));
}

}  // namespace
}  // namespace fascicolo::engine
