// Personal plans from the request to the Region's answer.
#include "engine/families/plan/plan.h"

#include "engine/catalogue/documents.h"
#include "engine/families/limits.h"
#include "engine/families/plan/plan_deciding.h"
#include "engine/told_people.h"
#include "engine/told_plans.h"

namespace fascicolo::engine {
namespace {

using schema::Party;
using schema::PlanManagement;

struct Plan : testing::Test {
  Plan() { AdoptCatalogue(kit); }
  /// The amount set for somebody with this ISEE.
  schema::PlanAmountSetT AmountFor(std::int64_t isee_cents) {
    PlanAsked asked = CandidateForPlan(kit, isee_cents);
    asked.plan = kit.Given(RequestPlan(asked.case_file, kit.today() - 30));
    kit.Given(ScorePlan(asked.plan, asked.person));
    return kit.When(OfYear<schema::SetPlanAmountT>(asked.plan)).First<schema::PlanAmountSetT>();
  }
  Kit kit;
};

TEST_F(Plan, IsRequestedWithEitherFormOfTheCertificate) {
  for (const auto form : {schema::PlanCertificate::severe_disability, schema::PlanCertificate::support_need}) {
    const PlanAsked asked = CandidateForPlan(kit);
    auto request = RequestPlan(asked.case_file, kit.today() - 30);
    request.certificate = form;
    kit.When(std::move(request)).ThenEvents({"PlanRequested"});
  }
}

TEST_F(Plan, OpensTheTermForItsDecisionAndKeepsTheCaseOpen) {
  const PlanAsked asked = AskForPlan(kit);
  EXPECT_EQ(kit.state().Find<DeadlineTable>(asked.plan, kDecisionNumber)->length, 60U);
  kit.When(CloseCase(asked.case_file)).ThenRefused(Rule::kCaseHasServices);
  kit.Given(WithdrawPlan(asked.plan));
  EXPECT_FALSE(kit.state().Find<DeadlineTable>(asked.plan, kDecisionNumber));
  kit.When(CloseCase(asked.case_file)).ThenEvents({"CaseClosed"});
}

TEST_F(Plan, TakesThePointsOfBothSheetsOfTheCase) {
  const PlanAsked asked = AskForPlan(kit);
  const auto scored = kit.When(ScorePlan(asked.plan, asked.person)).First<schema::PlanScoredT>();
  ASSERT_EQ(scored.scores.size(), 2U);
  EXPECT_EQ(scored.scores[0]->instrument, "health_sheet_162");
  EXPECT_EQ(scored.scores[0]->score, 5'000);
  EXPECT_EQ(scored.scores[1]->score, 5'000);
  EXPECT_EQ(scored.total, 10'000);
  EXPECT_EQ(PlanOf(kit, asked.plan).points, 10'000);
}

TEST_F(Plan, HasItsAmountByPointsLessTheCutByIsee) {
  const auto set = AmountFor(2'000'000);
  EXPECT_EQ(set.base, 6'000 * kEuro);
  EXPECT_EQ(set.cut, 500) << "5 per cent up to 25,000 EUR";
  EXPECT_EQ(set.amount, 5'700 * kEuro);
  EXPECT_EQ(set.rule_set, "plan_162_base");
  EXPECT_EQ(set.cut_rule_set, "plan_isee_cut");
  EXPECT_TRUE(set.sample) << "what is not confirmed says so";
}

TEST_F(Plan, ShowsEachStepOfItsAmountWithItsRowAndSource) {
  const auto set = AmountFor(2'000'000);
  ASSERT_EQ(set.lines.size(), 2U);
  EXPECT_EQ(set.lines[0]->criterion, "base");
  EXPECT_EQ(set.lines[0]->input, "10000");
  EXPECT_EQ(set.lines[0]->row, "7500..10000");
  EXPECT_EQ(set.lines[1]->criterion, "isee_cut");
  EXPECT_EQ(set.lines[1]->row, "1500001..2500000");
  EXPECT_EQ(kit.state().Find<EntityTable>(events::Entity(set.lines[1]->source.get()))->kind, schema::EntityKind::household)
      << "the ISEE comes from the household's attestation";
}

/// The thresholds as the Region publishes them, both sides of each.
TEST_F(Plan, IsCutByTheBandsOfTheIsee) {
  const std::pair<std::int64_t, std::int64_t> cuts[] = {
      {1'500'000, 0},     {1'500'001, 500},   {2'500'000, 500},   {2'500'001, 1'000}, {3'500'000, 1'000},
      {3'500'001, 2'500}, {4'000'000, 2'500}, {4'000'001, 3'500}, {5'000'000, 3'500}, {5'000'001, 5'000},
      {6'000'000, 5'000}, {6'000'001, 6'500}, {8'000'000, 6'500}, {8'000'001, 8'000}};
  for (const auto& [isee, cut] : cuts) EXPECT_EQ(AmountFor(isee).cut, cut) << isee;
}

TEST_F(Plan, TakesAnIseeByHandBeforeTheAttestedOne) {
  const PlanAsked asked = AskForPlan(kit);
  kit.Given(ScorePlan(asked.plan, asked.person));
  auto price = OfYear<schema::SetPlanAmountT>(asked.plan);
  price.inputs.push_back(Number("isee_cents", 9'000'000));
  EXPECT_EQ(kit.When(std::move(price)).First<schema::PlanAmountSetT>().amount, 1'200 * kEuro);
}

TEST_F(Plan, ByLevelHasItsBaseFromTheLevelThatTheUvtDecided) {
  const PlanAsked asked = AskForPlan(kit, kBackHome);
  kit.When(Level(asked.plan, "second", kit.today())).ThenEvents({"PlanLevelDecided"});
  const auto set = kit.When(OfYear<schema::SetPlanAmountT>(asked.plan)).First<schema::PlanAmountSetT>();
  EXPECT_EQ(set.base, 20'000 * kEuro);
  EXPECT_EQ(set.amount, 19'000 * kEuro);
  EXPECT_EQ(set.lines[0]->input, "second");
}

TEST_F(Plan, IsAgreedOnceTheServiceAndThePersonHaveSigned) {
  const PlanAsked asked = AskForPlan(kit);
  DraftTheUsual(kit, asked);
  EXPECT_FALSE(kit.When(SignPlan(asked.plan, Party::service)).First<schema::PlanSignedT>().agreed);
  EXPECT_TRUE(kit.When(SignPlan(asked.plan, Party::person, asked.person)).First<schema::PlanSignedT>().agreed);
  EXPECT_EQ(PlanOf(kit, asked.plan).state, PlanState::kAgreed);
}

TEST_F(Plan, IsSignedByWhoRepresentsThePerson) {
  const PlanAsked asked = AskForPlan(kit);
  DraftTheUsual(kit, asked);
  const EntityId administrator = kit.GivenTelling(Person(YearsAgo(kit, 50)), {{"/surname", "Inventata"}, {"/name", "Pia"}});
  kit.When(SignPlan(asked.plan, Party::representative, administrator)).ThenRefused(Rule::kNoPower);
  kit.Given(Represent(asked.person, administrator, schema::RepresentationKind::support_administrator,
                      {schema::Power::sign}, "decr. 12/2026"));
  kit.When(SignPlan(asked.plan, Party::representative, administrator)).ThenEvents({"PlanSigned"});
}

TEST_F(Plan, LosesItsSignaturesWhenItIsDraftedAnew) {
  const PlanAsked asked = AskForPlan(kit);
  DraftTheUsual(kit, asked);
  kit.Given(SignPlan(asked.plan, Party::service));
  kit.Given(UsualDraft(asked.plan, PlanManagement::direct));
  EXPECT_THAT(PlanOf(kit, asked.plan).signed_by, testing::IsEmpty());
}

TEST_F(Plan, IsFundedInFullInPartOrNotAndWhoGotNothingMayGetItLater) {
  const PlanAsked asked = AskForPlan(kit);
  DraftTheUsual(kit, asked);
  SignByAll(kit, asked);
  kit.Given(SendPlan(asked.plan));
  kit.When(NoFunding(asked.plan)).ThenEvents({"PlanFunded"});
  EXPECT_EQ(PlanOf(kit, asked.plan).state, PlanState::kUnfunded);
  kit.Given(Reserve(asked.chapter, 2'000 * kEuro, asked.plan));
  kit.When(Funding(asked.plan, 2'000 * kEuro, asked.chapter, 1, schema::FundingOutcome::part)).ThenEvents({"PlanFunded"});
  EXPECT_EQ(PlanOf(kit, asked.plan).state, PlanState::kFunded);
  EXPECT_EQ(YearOf(kit, asked.plan).funded, 2'000 * kEuro);
}

TEST_F(Plan, IsDeniedOnceTheReasonsWereToldAndAnswered) {
  const PlanAsked asked = AskForPlan(kit);
  kit.When(Act(DenyPlan(asked.plan))).ThenRefused(Rule::kNotForewarned);
  Forewarn(kit, asked.plan);
  EffectiveAct(kit, "1/2026", DenyPlan(asked.plan));
  EXPECT_EQ(PlanOf(kit, asked.plan).state, PlanState::kDenied);
  EXPECT_FALSE(kit.state().Find<PersonPlanTable>(asked.person, asked.plan));
}

TEST_F(Plan, WhatIsMissingOrTooMuchIsSaid) {
  const PlanAsked asked = AskForPlan(kit);
  const EntityId plan = asked.plan;
  kit.When(ScorePlan(plan, plan)).ThenRejected(RejectionCode::kUnknownEntity, "/signer");
  kit.When(ScorePlan(asked.case_file, asked.person)).ThenRejected(RejectionCode::kUnknownEntity, "/plan");
  kit.Given(ScorePlan(plan, asked.person));
  kit.When(OfYear<schema::SetPlanAmountT>(plan, 2200)).ThenRejected(RejectionCode::kForm, "/year");
  kit.Given(OfYear<schema::SetPlanAmountT>(plan));
  kit.When(DraftPlan(plan, PlanManagement::none)).ThenRejected(RejectionCode::kForm, "/management");
  kit.When(DraftPlan(plan, PlanManagement::direct)).ThenRejected(RejectionCode::kForm, "/items");
  auto many = DraftPlan(plan, PlanManagement::direct);
  for (std::size_t i = 0; i <= kMaxPlanItems; ++i) many.items.push_back(Item("education" + std::to_string(i), kEuro));
  kit.When(std::move(many)).ThenRejected(RejectionCode::kForm, "/items");
  const auto draft = [&](std::unique_ptr<schema::PlanItemT> item) {
    return WithItems(DraftPlan(plan, PlanManagement::direct), std::move(item));
  };
  kit.When(draft(Item("day_centre", 0))).ThenRejected(RejectionCode::kForm, "/items");
  kit.When(draft(Item("day_centre", kEuro, kMaxPlanQuantity + 1))).ThenRejected(RejectionCode::kForm, "/items");
  kit.When(WithItems(draft(Item("day_centre", kEuro)), Item("day_centre", kEuro))).ThenRejected(RejectionCode::kForm, "/items");
  kit.Given(UsualDraft(plan, PlanManagement::direct));
  SignByAll(kit, asked);
  kit.Given(SendPlan(plan));
  kit.When(Funding(plan, kEuro, asked.chapter, 1)).ThenRejected(RejectionCode::kForm, "/amount");
  kit.When(Funding(plan, 9'999 * kEuro, asked.chapter, 1, schema::FundingOutcome::part))
      .ThenRejected(RejectionCode::kForm, "/amount");
  kit.When(Funding(plan, kEuro, asked.chapter, 1, schema::FundingOutcome::refused))
      .ThenRejected(RejectionCode::kForm, "/amount");
}

TEST_F(Plan, FactsThatDoNotFitArePoison) {
  const PlanAsked asked = AskForPlan(kit);
  const auto folds = [&](auto fact) { return kit.Folds(asked.plan, kPlanKind, std::move(fact)); };
  schema::PlanDraftedT before_its_amount;
  before_its_amount.year = 2026;
  before_its_amount.items.push_back(Item("day_centre", kEuro));
  EXPECT_FALSE(folds(std::move(before_its_amount)));
  schema::PlanAmountSetT not_assessed;
  not_assessed.year = 2026;
  EXPECT_FALSE(folds(std::move(not_assessed)));
  schema::PlanScoredT beyond;
  beyond.total = 10'000'001;
  EXPECT_FALSE(folds(std::move(beyond)));
  schema::PlanStartedT not_funded;
  not_funded.year = 2026;
  EXPECT_FALSE(folds(std::move(not_funded)));
  schema::PlanRequestedT twice;
  twice.service = kPlan162;
  EXPECT_FALSE(folds(std::move(twice)));
}

}  // namespace
}  // namespace fascicolo::engine
