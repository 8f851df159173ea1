// Seals, emergencies, what takes two and grants: what is decided, and what is awaited of it.
#include "engine/families/access/access.h"

#include "engine/told_access.h"

namespace fascicolo::engine {
namespace {

using Level = schema::Secrecy;
using testing::ElementsAre;

class AccessToCases : public testing::Test {
 protected:
  AccessToCases() {
    kit.Given(AdoptRuleSet(SamplePolicy().dump()));
    kit.Given(AdoptCalendar(BuiltInText("italy")));
    case_file = CaseInCharge(kit);
  }
  /// Reviews that are awaited, by the number of what they are of.
  std::vector<std::uint32_t> Awaited() const {
    std::vector<std::uint32_t> numbers;
    for (const auto& [id, row] : kit.Open()) {
      if (row.kind == ObligationKind::kAccessReview) numbers.push_back(row.number);
    }
    return numbers;
  }

  Kit kit;
  EntityId case_file;
};

// --- seals ---

TEST_F(AccessToCases, ASealKeepsWhoMayKnowInOrderAndOnce) {
  const auto sealed = kit.When(Seal(case_file, {"verdi", "bianchi", "verdi"}, {"dpo"})).First<schema::CaseSealedT>();
  EXPECT_THAT(sealed.names, ElementsAre("bianchi", "verdi"));
  EXPECT_THAT(sealed.roles, ElementsAre("dpo"));
  EXPECT_EQ(sealed.signatory, "tester");
}

TEST_F(AccessToCases, ASealThatIsMadeAnewNamesOthers) {
  kit.Given(Seal(case_file, {"bianchi"}));
  kit.Given(Seal(case_file, {"verdi"}));
  EXPECT_THAT(kit.state().Find<SealTable>(case_file)->names, ElementsAre("verdi"));
}

TEST_F(AccessToCases, ASealNamesSomebody) {
  kit.When(Seal(case_file, {})).ThenRejected(RejectionCode::kForm, "/names");
  kit.When(Seal(case_file, {}, {"Not a role"})).ThenRejected(RejectionCode::kForm, "/roles");
}

TEST_F(AccessToCases, WhyACaseIsSealedIsItsOwnText) {
  const auto then = kit.WhenWith({{"/note", "una madre in fuga"}}, Seal(case_file, {"bianchi"}));
  then.ThenEvents({"CaseSealed"});
  EXPECT_FALSE(kit.StoresSay("una madre in fuga"));
}

TEST_F(AccessToCases, ASealIsReviewedOrToldToBeLate) {
  auto seal = Seal(case_file, {"bianchi"});
  seal.review_on = (kit.today() + 90).days;
  kit.Given(std::move(seal));
  EXPECT_THAT(Awaited(), ElementsAre(0));
  EXPECT_TRUE(kit.PassUntil(kit.today() + 90).empty()) << "the last day is in time";
  EXPECT_THAT(NamesOf(kit.PassUntil(kit.today() + 1)), ElementsAre("AccessReviewMissed"));
  EXPECT_TRUE(Awaited().empty());
  auto again = Seal(case_file, {"bianchi"});
  again.review_on = (kit.today() + 90).days;
  kit.Given(std::move(again));
  EXPECT_THAT(Awaited(), ElementsAre(0));
}

TEST_F(AccessToCases, ASealIsLiftedByTwo) {
  auto seal = Seal(case_file, {"bianchi"});
  seal.review_on = (kit.today() + 90).days;
  kit.Given(std::move(seal));
  kit.Given(AskAnother(case_file, "unseal"));
  GivenBy(kit, "verdi", Agree(kit, case_file));
  EXPECT_EQ(kit.When(Unseal(case_file)).First<schema::CaseUnsealedT>().request, 1U);
  EXPECT_FALSE(kit.state().Find<SealTable>(case_file));
  EXPECT_TRUE(Awaited().empty());
}

TEST_F(AccessToCases, ASealIsLiftedByOneWhereThePolicySaysSo) {
  auto policy = SamplePolicy();
  policy["version"] = "2026.2";
  policy["valid_from"] = "2026-01-02";
  policy.erase("two_persons");
  kit.Given(AdoptRuleSet(policy.dump()));
  kit.Given(Seal(case_file, {"bianchi"}));
  EXPECT_EQ(kit.When(Unseal(case_file)).First<schema::CaseUnsealedT>().request, 0U);
}

// --- emergencies ---

TEST_F(AccessToCases, AnEmergencyIsReviewedWithinWorkingDays) {
  const auto then = kit.When(ReadInEmergency(kit, case_file, {Level::diary, Level::assessment}));
  const auto declared = then.First<schema::EmergencyDeclaredT>();
  EXPECT_EQ(declared.worker, "tester");
  EXPECT_THAT(declared.levels, ElementsAre(Level::diary, Level::assessment));
  EXPECT_FALSE(declared.two);
  EXPECT_EQ(Day{declared.review_by}, kit.today() + 5) << "Monday and five working days, of which one is a Saturday";
  EXPECT_THAT(Awaited(), ElementsAre(1));
  GivenBy(kit, "verdi", ReviewEmergency(case_file));
  EXPECT_TRUE(Awaited().empty());
  kit.Given(ReadInEmergency(kit, case_file, {Level::diary}));
}

TEST_F(AccessToCases, AnEmergencyThatNobodyReviewedIsToldAndBlocksTheNext) {
  kit.Given(ReadInEmergency(kit, case_file, {Level::diary}));
  EXPECT_THAT(NamesOf(kit.PassUntil(kit.today() + 6)), ElementsAre("AccessReviewMissed"));
  kit.When(ReadInEmergency(kit, case_file, {Level::diary})).ThenRefused(Rule::kEmergencyUnreviewed);
  GivenBy(kit, "verdi", ReviewEmergency(case_file, schema::ReviewOutcome::not_justified));
  kit.Given(ReadInEmergency(kit, case_file, {Level::diary}));
  EXPECT_EQ(kit.state().Find<EmergencyTable>(case_file, std::uint32_t{1})->outcome, schema::ReviewOutcome::not_justified);
}

TEST_F(AccessToCases, AnEmergencyOfASealedCaseOrOfALevelThatTakesTwoWaitsForAnother) {
  EXPECT_TRUE(kit.When(ReadInEmergency(kit, case_file, {Level::juvenile_court})).First<schema::EmergencyDeclaredT>().two);
  GivenBy(kit, "verdi", ReviewEmergency(case_file));
  kit.Given(Seal(case_file, {"bianchi"}));
  EXPECT_TRUE(kit.When(ReadInEmergency(kit, case_file, {Level::administrative})).First<schema::EmergencyDeclaredT>().two);
  GivenBy(kit, "bianchi", ConfirmEmergency(case_file, 2));
  EXPECT_EQ(kit.state().Find<EmergencyTable>(case_file, std::uint32_t{2})->confirmed_by, "bianchi");
}

TEST_F(AccessToCases, AnEmergencySaysWhichLevels) {
  kit.When(ReadInEmergency(kit, case_file, {})).ThenRejected(RejectionCode::kForm, "/levels");
}

TEST_F(AccessToCases, WhyItWasAnEmergencyIsTheCasesOwnText) {
  const auto then = kit.WhenWith({{"/note", "urla dal balcone"}}, ReadInEmergency(kit, case_file, {Level::diary}));
  then.ThenEvents({"EmergencyDeclared"});
  EXPECT_FALSE(kit.StoresSay("urla dal balcone"));
}

// --- two persons, grants ---

TEST_F(AccessToCases, ARequestIsAgreedToForATerm) {
  kit.When(AskAnother(case_file, "export")).ThenEvents({"AccessRequested"});
  EXPECT_EQ(AgreedRequest(kit.state(), case_file, "tester", AccessAction::kExport, kit.now()), 0U);
  GivenBy(kit, "verdi", Agree(kit, case_file, 1, 30));
  const Instant until = kit.state().Find<AccessRequestTable>(case_file, std::uint32_t{1})->until;
  EXPECT_EQ(AgreedRequest(kit.state(), case_file, "tester", AccessAction::kExport, kit.now()), 1U);
  EXPECT_EQ(AgreedRequest(kit.state(), case_file, "tester", AccessAction::kUnseal, kit.now()), 0U);
  EXPECT_EQ(AgreedRequest(kit.state(), case_file, "tester", AccessAction::kExport, until), 0U);
  kit.PassUntil(kit.today() + 1);
  EXPECT_EQ(kit.When(AskAnother(case_file, "export")).First<schema::AccessRequestedT>().request, 2U);
}

TEST_F(AccessToCases, ARequestNamesAnActionOfThePolicy) {
  kit.When(AskAnother(case_file, "gossip")).ThenRejected(RejectionCode::kForm, "/action");
}

TEST_F(AccessToCases, AGrantIsOfACaseOrOfTheAuthority) {
  const auto of_one = kit.When(Grant(case_file, "rivolta", {Level::diary}, kit.today() + 30));
  EXPECT_EQ(of_one.First<schema::AccessGrantedT>().grant, 1U);
  const auto of_all = kit.When(GrantOfAll("rivolta", {Level::assessment}, kit.today() + 30));
  EXPECT_EQ(of_all.told().events.at(0).kind, schema::EntityKind::authority);
  EXPECT_EQ(of_all.First<schema::AccessGrantedT>().grant, 1U);
  kit.When(GrantOfAll("rivolta", {Level::assessment}, kit.today() + kMaxGrantDays + 1))
      .ThenRejected(RejectionCode::kForm, "/until");
}

// --- what does not fit ---

TEST_F(AccessToCases, AFactThatDoesNotFitIsPoison) {
  EXPECT_FALSE(kit.Folds(case_file, schema::EntityKind::case_file, schema::CaseUnsealedT{}));
  EXPECT_FALSE(kit.Folds(case_file, schema::EntityKind::case_file, schema::CaseSealedT{}));
  schema::EmergencyDeclaredT second;
  second.emergency = 2;
  second.worker = "rossi";
  second.levels = {Level::diary};
  second.review_by = kit.today().days;
  EXPECT_FALSE(kit.Folds(case_file, schema::EntityKind::case_file, second));
  schema::EmergencyReviewedT review;
  review.emergency = 1;
  review.outcome = schema::ReviewOutcome::justified;
  EXPECT_FALSE(kit.Folds(case_file, schema::EntityKind::case_file, review));
  schema::AccessApprovedT approved;
  approved.request = 1;
  EXPECT_FALSE(kit.Folds(case_file, schema::EntityKind::case_file, approved));
}

}  // namespace
}  // namespace fascicolo::engine
