// Who may do what, by a policy that is adopted, and by what was decided about one case beside it.
#include "engine/access/may.h"

#include "engine/told_access.h"
#include "engine/told_people.h"

#include <gmock/gmock.h>

namespace fascicolo::engine {
namespace {

using Why = Verdict::Why;

class MayWho : public testing::Test {
 protected:
  MayWho() {
    kit.Given(AdoptRuleSet(SamplePolicy().dump()));
    case_file = CaseInCharge(kit);
    holder = kit.state().FindEntity<CaseTable>(case_file)->worker;
    area = kit.state().FindEntity<CaseTable>(case_file)->area;
  }
  Verdict Ask(const Someone& who, AccessAction action) {
    return May(kit.state(), who, action, case_file, kit.today(), kit.now());
  }

  Kit kit;
  EntityId case_file;
  std::string holder;
  schema::Area area = schema::Area::none;
};

TEST_F(MayWho, ReadsTheDiaryOfACaseThatTheyHoldAndOfNoOther) {
  const auto verdict = Ask({holder, {"worker"}, {area}}, AccessAction::kDiary);
  EXPECT_TRUE(verdict.allowed());
  EXPECT_EQ(verdict.policy, "sample");
  EXPECT_EQ(verdict.row->relation, Relation::kHolder);
  EXPECT_EQ(Ask({"somebody", {"worker"}, {area}}, AccessAction::kDiary).why, Why::kNoRow);
  EXPECT_TRUE(Ask({"somebody", {"worker"}, {area}}, AccessAction::kHeader).allowed()) << "of the same area";
  EXPECT_EQ(Ask({"somebody", {"worker"}, {}}, AccessAction::kHeader).why, Why::kNoRow);
  EXPECT_EQ(Ask({holder, {}, {area}}, AccessAction::kFind).why, Why::kNoRow) << "without a role";
}

TEST_F(MayWho, StandsInForAWorkerWhileTheyDo) {
  kit.Given(Cover(holder, "substitute", kit.today() + 5));
  const Someone substitute{"substitute", {"worker"}, {}};
  EXPECT_TRUE(Ask(substitute, AccessAction::kDiary).allowed());
  EXPECT_EQ(May(kit.state(), substitute, AccessAction::kDiary, case_file, kit.today() + 5).why, Why::kNoRow);
}

TEST_F(MayWho, IsAskedOfManyCasesByTheCoversOfTheDay) {
  const EntityId other = CaseInCharge(kit);
  kit.Given(Cover(holder, "substitute", kit.today() + 5));
  const Access access(kit.state(), {"substitute", {"worker"}, {}}, kit.today());
  const Access later(kit.state(), {"substitute", {"worker"}, {}}, kit.today() + 5);
  for (const EntityId one : {case_file, other, case_file}) {
    EXPECT_TRUE(access.May(AccessAction::kDiary, one).allowed());
    EXPECT_FALSE(later.May(AccessAction::kDiary, one).allowed());
  }
}

TEST_F(MayWho, IsInConflictMayNothingAtAll) {
  kit.Given(Conflict(case_file, "cousin"));
  for (const AccessAction action : AllAccessActions()) {
    EXPECT_EQ(Ask({"cousin", {"worker", "coordinator", "auditor", "dpo"}, {area}}, action).why, Why::kConflict);
  }
}

TEST_F(MayWho, IsAnsweredByThePolicyOfTheDay) {
  auto later = SamplePolicy();
  later["version"] = "2026.2";
  later["valid_from"] = FormatDay(kit.today() + 10);
  later["rows"] = {{{"role", "worker"}, {"relation", "any"}, {"actions", {"find"}}}};
  kit.Given(AdoptRuleSet(later.dump()));
  const Someone who{holder, {"worker"}, {area}};
  EXPECT_TRUE(Ask(who, AccessAction::kDiary).allowed());
  const auto then = May(kit.state(), who, AccessAction::kDiary, case_file, kit.today() + 10);
  EXPECT_EQ(then.why, Why::kNoRow);
  EXPECT_EQ(then.policy, "2026.2");
  EXPECT_EQ(May(kit.state(), who, AccessAction::kDiary, case_file, DayFromCivil({2025, 12, 31})).why, Why::kNoPolicy);
}

TEST_F(MayWho, AsksOfACaseThatIsNotThere) {
  EXPECT_EQ(May(kit.state(), {holder, {"auditor"}, {}}, AccessAction::kHeader, NewEntity(CommandId{}, 7), kit.today()).why, Why::kUnknownCase);
}

TEST_F(MayWho, StandsToACaseAsTheLedgerSaysWhateverThePolicy) {
  using testing::ElementsAre;
  EXPECT_THAT(RelationsTo(kit.state(), {holder, {}, {}}, case_file, kit.today()), ElementsAre(Relation::kHolder));
  EXPECT_THAT(RelationsTo(kit.state(), {"somebody", {}, {area}}, case_file, kit.today()), ElementsAre(Relation::kTeam));
  EXPECT_THAT(RelationsTo(kit.state(), {"somebody", {"worker"}, {}}, case_file, kit.today()), ElementsAre());
  EXPECT_THAT(RelationsTo(kit.state(), {holder, {}, {area}}, NewEntity(CommandId{}, 7), kit.today()), ElementsAre());
}

// --- seals ---

TEST_F(MayWho, LearnsOfASealedCaseOnlyIfItsSealNamesThemOrARoleOfTheirs) {
  kit.Given(Seal(case_file, {"bianchi"}, {"dpo"}));
  const Someone leads{holder, {"worker"}, {area}};
  for (const AccessAction action : AllAccessActions()) EXPECT_EQ(Ask(leads, action).why, Why::kSealed);
  EXPECT_FALSE(MayFind(kit.state(), leads, case_file, kit.today(), kit.now()));
  EXPECT_TRUE(IsSealed(kit.state(), case_file));
  EXPECT_EQ(Ask({"bianchi", {"worker"}, {area}}, AccessAction::kHeader).why, Why::kRow);
  EXPECT_EQ(Ask({"bianchi", {"worker"}, {}}, AccessAction::kHeader).why, Why::kNoRow) << "a seal gives nothing by itself";
  EXPECT_EQ(Ask({"somebody", {"dpo"}, {}}, AccessAction::kHeader).why, Why::kRow);
}

TEST_F(MayWho, FindsACaseAgainOnceItIsUnsealed) {
  kit.Given(Seal(case_file, {"bianchi"}));
  kit.Given(AskAnother(case_file, "unseal"));
  GivenBy(kit, "verdi", Agree(kit, case_file));
  kit.Given(Unseal(case_file));
  EXPECT_TRUE(MayFind(kit.state(), {holder, {"worker"}, {}}, case_file, kit.today()));
  EXPECT_FALSE(IsSealed(kit.state(), case_file));
}

TEST_F(MayWho, IsOpenedNoSealByAGrant) {
  kit.Given(Grant(case_file, "rivolta", {schema::Secrecy::diary}, kit.today() + 10));
  kit.Given(Seal(case_file, {"bianchi"}));
  EXPECT_EQ(Ask({"rivolta", {"auditor"}, {}}, AccessAction::kDiary).why, Why::kSealed);
}

// --- emergencies ---

TEST_F(MayWho, ReadsInAnEmergencyWhatTheyAskedForUntilItIsOver) {
  const Someone on_duty{"notte", {"emergency_duty"}, {}};
  GivenBy(kit, "notte", ReadInEmergency(kit, case_file, {schema::Secrecy::assessment}, 30));
  const auto verdict = Ask(on_duty, AccessAction::kAssessment);
  EXPECT_EQ(verdict.why, Why::kEmergency);
  EXPECT_EQ(verdict.number, 1U);
  EXPECT_TRUE(Ask(on_duty, AccessAction::kHeader).allowed());
  EXPECT_EQ(Ask(on_duty, AccessAction::kDiary).why, Why::kNoRow);
  EXPECT_EQ(Ask({"notte", {"worker"}, {}}, AccessAction::kAssessment).why, Why::kNoRow) << "who may declare none any more";
  EXPECT_EQ(Ask({"altro", {"emergency_duty"}, {}}, AccessAction::kAssessment).why, Why::kNoRow) << "it is not theirs";
  EXPECT_EQ(May(kit.state(), on_duty, AccessAction::kAssessment, case_file, kit.today()).why, Why::kNoRow)
      << "asked of the day as a whole";
  const auto at = [&](Instant instant) {
    return May(kit.state(), on_duty, AccessAction::kAssessment, case_file, kit.today(), instant).allowed();
  };
  EXPECT_TRUE(at(Instant{verdict.until->micros - 1}));
  EXPECT_FALSE(at(*verdict.until));
}

TEST_F(MayWho, ReadsNoMoreOnceTheEmergencyWasReviewed) {
  GivenBy(kit, "notte", ReadInEmergency(kit, case_file, {schema::Secrecy::assessment}));
  kit.Given(ReviewEmergency(case_file, schema::ReviewOutcome::not_justified));
  EXPECT_EQ(Ask({"notte", {"emergency_duty"}, {}}, AccessAction::kAssessment).why, Why::kNoRow);
}

TEST_F(MayWho, ReadsASealedCaseInAnEmergencyOnlyWhenAnotherAgreed) {
  const Someone on_duty{"notte", {"emergency_duty"}, {}};
  kit.Given(Seal(case_file, {"bianchi"}));
  GivenBy(kit, "notte", ReadInEmergency(kit, case_file, {schema::Secrecy::diary}));
  EXPECT_EQ(Ask(on_duty, AccessAction::kDiary).why, Why::kSealed);
  GivenBy(kit, "bianchi", ConfirmEmergency(case_file));
  EXPECT_EQ(Ask(on_duty, AccessAction::kDiary).why, Why::kEmergency);
  EXPECT_TRUE(Ask(on_duty, AccessAction::kFind).allowed());
}

TEST_F(MayWho, ReadsNothingOfACaseThatIsSealedAfterTheirEmergencyBegan) {
  GivenBy(kit, "notte", ReadInEmergency(kit, case_file, {schema::Secrecy::diary}));
  kit.Given(Seal(case_file, {"bianchi"}));
  EXPECT_EQ(Ask({"notte", {"emergency_duty"}, {}}, AccessAction::kDiary).why, Why::kSealed);
}

// --- two persons, grants, addresses ---

TEST_F(MayWho, ExportsOnlyWhileAnotherAgrees) {
  const Someone leads{holder, {"worker"}, {}};
  EXPECT_EQ(Ask(leads, AccessAction::kExport).why, Why::kNeedsTwo);
  GivenBy(kit, holder, AskAnother(case_file, "export"));
  EXPECT_EQ(Ask(leads, AccessAction::kExport).why, Why::kNeedsTwo);
  GivenBy(kit, "verdi", Agree(kit, case_file, 1, 60));
  const auto verdict = Ask(leads, AccessAction::kExport);
  EXPECT_EQ(verdict.why, Why::kTwoAgreed);
  EXPECT_EQ(verdict.row->relation, Relation::kHolder);
  EXPECT_EQ(May(kit.state(), leads, AccessAction::kExport, case_file, kit.today(), *verdict.until).why, Why::kNeedsTwo);
  EXPECT_EQ(Ask({"verdi", {"worker"}, {}}, AccessAction::kExport).why, Why::kNoRow) << "who agreed gains nothing";
  kit.Given(WithdrawAccess(case_file));
  EXPECT_EQ(Ask(leads, AccessAction::kExport).why, Why::kNeedsTwo);
}

TEST_F(MayWho, ReadsTheJuvenileCourtsPapersWithAnother) {
  const Someone leads{holder, {"worker"}, {}};
  EXPECT_TRUE(Ask(leads, AccessAction::kDiary).allowed());
  EXPECT_EQ(Ask(leads, ActionOf(schema::Secrecy::juvenile_court)).why, Why::kNeedsTwo);
}

TEST_F(MayWho, IsGrantedMoreThanThePolicyGivesUntilADay) {
  const Someone auditor{"rivolta", {"auditor"}, {}};
  EXPECT_EQ(Ask(auditor, AccessAction::kAssessment).why, Why::kNoRow);
  kit.Given(GrantOfAll("rivolta", {schema::Secrecy::assessment}, kit.today() + 10));
  const auto verdict = Ask(auditor, AccessAction::kAssessment);
  EXPECT_EQ(verdict.why, Why::kGrant);
  EXPECT_EQ(verdict.until, StartOfDay(kit.today() + 10));
  EXPECT_TRUE(Ask(auditor, AccessAction::kFind).allowed());
  EXPECT_EQ(Ask(auditor, AccessAction::kDiary).why, Why::kNoRow);
  const auto on = [&](Day day) { return May(kit.state(), auditor, AccessAction::kAssessment, case_file, day).allowed(); };
  EXPECT_TRUE(on(kit.today() + 9));
  EXPECT_FALSE(on(kit.today() + 10));
  auto revoke = RevokeGrant({});
  revoke.case_file.reset();
  kit.Given(std::move(revoke));
  EXPECT_EQ(Ask(auditor, AccessAction::kAssessment).why, Why::kNoRow);
}

TEST_F(MayWho, IsTheMoreGrantedOfOneCaseAlone) {
  const EntityId other = CaseInCharge(kit);
  kit.Given(Grant(case_file, "rivolta", {schema::Secrecy::diary}, kit.today() + 10));
  const Someone auditor{"rivolta", {"auditor"}, {}};
  EXPECT_TRUE(Ask(auditor, AccessAction::kDiary).allowed());
  EXPECT_FALSE(May(kit.state(), auditor, AccessAction::kDiary, other, kit.today()).allowed());
}

TEST_F(MayWho, ReadsNoProtectedAddressWhoMayReadAddresses) {
  const Someone colleague{"collega", {"worker"}, {area}};
  EXPECT_TRUE(Ask(colleague, AccessAction::kAddress).allowed());
  kit.Given(Protect(PersonOf(kit, case_file)));
  EXPECT_EQ(Ask(colleague, AccessAction::kAddress).why, Why::kProtected);
  EXPECT_TRUE(Ask({holder, {"worker"}, {}}, AccessAction::kAddress).allowed());
}

}  // namespace
}  // namespace fascicolo::engine
