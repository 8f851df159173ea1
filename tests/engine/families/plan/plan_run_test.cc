// Personal plans in force: start, years, changes, and what excludes what.
#include "engine/catalogue/documents.h"
#include "engine/families/limits.h"
#include "engine/families/plan/plan_deciding.h"
#include "engine/told_people.h"
#include "engine/told_plans.h"

namespace fascicolo::engine {
namespace {

using schema::PlanManagement;

constexpr Day kDecember = DayFromCivil({.year = 2026, .month = 12, .day = 1});
constexpr Day kNewYear = DayFromCivil({.year = 2027, .month = 1, .day = 1});

struct RunningPlans : testing::Test {
  RunningPlans() { AdoptCatalogue(kit); }
  Kit kit;
};

TEST_F(RunningPlans, RunFromTheirActUntilTheEndOfTheYear) {
  const PlanAsked asked = AskForPlan(kit);
  DraftTheUsual(kit, asked);
  const auto commitment = FundTheDraft(kit, asked);
  const EntityId act = kit.Given(Act(StartPlan(asked.plan, kit.today(), asked.payee)));
  EXPECT_EQ(PlanOf(kit, asked.plan).state, PlanState::kFunded) << "drafted, and not signed";
  kit.Given(Sign(act, "1/2026"));
  kit.RunDue();
  EXPECT_EQ(PlanOf(kit, asked.plan).state, PlanState::kRunning);
  EXPECT_EQ(PlanOf(kit, asked.plan).until, kNewYear);
  EXPECT_EQ(YearOf(kit, asked.plan).commitment, commitment);
}

TEST_F(RunningPlans, GoOnInAYearThatIsPricedDraftedAndFunded) {
  const PlanAsked asked = RunningPlan(kit);
  kit.PassUntil(kDecember);
  auto price = OfYear<schema::SetPlanAmountT>(asked.plan, 2027);
  price.inputs.push_back(Number("isee_cents", 1'000'000));
  kit.When(std::move(price)).ThenEvents({"PlanAmountSet"});
  kit.Given(UsualDraft(asked.plan, PlanManagement::indirect, 2027));
  FundAll(kit, asked, 2027);
  EXPECT_EQ(PlanOf(kit, asked.plan).year, 2026) << "funded, and not renewed";
  EffectiveAct(kit, NextAct(kit), OfYear<schema::RenewPlanT>(asked.plan, 2027));
  EXPECT_EQ(PlanOf(kit, asked.plan).year, 2027);
  EXPECT_EQ(PlanOf(kit, asked.plan).until, AddMonths(kNewYear, 12));
}

TEST_F(RunningPlans, AreScoredAnewForTheYearToCome) {
  const PlanAsked asked = RunningPlan(kit);
  kit.When(ScorePlan(asked.plan, asked.person)).ThenEvents({"PlanScored"});
  EXPECT_EQ(PlanOf(kit, asked.plan).state, PlanState::kRunning);
}

TEST_F(RunningPlans, AreVariedWithinWhatTheRegionGave) {
  const PlanAsked asked = RunningPlan(kit);
  EffectiveAct(kit, NextAct(kit),
               WithItems(OfYear<schema::VaryPlanT>(asked.plan), Item("personal_care", 3'500 * kEuro, 300 * 60)));
  ASSERT_EQ(YearOf(kit, asked.plan).items.size(), 1U);
  EXPECT_EQ(YearOf(kit, asked.plan).items[0].amount, 3'500 * kEuro);
}

TEST_F(RunningPlans, DoNotRunOnTheDaysOnWhichTheyAreSuspended) {
  const PlanAsked asked = RunningPlan(kit);
  const Day april = DayFromCivil({.year = 2026, .month = 4, .day = 1});
  EffectiveAct(kit, NextAct(kit), SuspendPlan(asked.plan, april - 10));
  EXPECT_TRUE(RunsIn(PlanOf(kit, asked.plan), FirstOfMonth(april - 10))) << "for a part of the month";
  EXPECT_FALSE(RunsIn(PlanOf(kit, asked.plan), april));
  kit.PassUntil(april + 40);
  kit.Given(ResumePlan(asked.plan, AddMonths(april, 1) + 9));
  EXPECT_FALSE(RunsIn(PlanOf(kit, asked.plan), april));
  EXPECT_TRUE(RunsIn(PlanOf(kit, asked.plan), AddMonths(april, 1)));
}

TEST_F(RunningPlans, EndWithTheirCaseFreeToClose) {
  const PlanAsked asked = RunningPlan(kit);
  kit.When(CloseCase(asked.case_file)).ThenRefused(Rule::kCaseHasServices);
  EffectiveAct(kit, NextAct(kit), EndPlan(asked.plan, kit.today() + 10));
  EXPECT_EQ(PlanOf(kit, asked.plan).until, kit.today() + 10);
  kit.When(CloseCase(asked.case_file)).ThenEvents({"CaseClosed"});
}

TEST_F(RunningPlans, AreProposedToEndWhenThePersonDies) {
  const PlanAsked asked = RunningPlan(kit);
  kit.Given(Death(asked.person));
  kit.RunDue();
  EXPECT_TRUE(kit.state().Find<ProposalTable>(asked.plan, schema::Proposal::end_plan));
  EXPECT_EQ(PlanOf(kit, asked.plan).state, PlanState::kRunning) << "proposed, and executed by nobody";
  EffectiveAct(kit, NextAct(kit), EndPlan(asked.plan, kit.today(), "deceased"));
  EXPECT_FALSE(kit.state().Find<ProposalTable>(asked.plan, schema::Proposal::end_plan));
}

TEST_F(RunningPlans, OfAHigherLevelEndTheLowerOneOnTheirFirstDay) {
  const PlanAsked lower = FundedBackHome(kit, "base_a");
  EffectiveAct(kit, NextAct(kit), StartPlan(lower.plan, kit.today(), lower.payee));
  const PlanAsked higher = FundedBackHome(kit, "second", lower);
  kit.PassUntil(kit.today() + 20);
  EffectiveAct(kit, NextAct(kit), StartPlan(higher.plan, kit.today() + 12, higher.payee));
  EXPECT_EQ(PlanOf(kit, lower.plan).state, PlanState::kEnded);
  EXPECT_EQ(PlanOf(kit, lower.plan).until, kit.today() + 12);
  EXPECT_EQ(PlanOf(kit, higher.plan).state, PlanState::kRunning);
}

TEST_F(RunningPlans, AreChangedAsOftenAsTheLimitsSay) {
  const PlanAsked asked = RunningPlan(kit);
  kit.Given(AdoptSheet(With(kPlan162, "/act", "none")));
  for (std::size_t i = 1; i < kMaxHelpers; ++i) kit.Given(Helper(asked.plan, kit.today()));
  kit.When(Helper(asked.plan, kit.today())).ThenRefused(Rule::kTooMany, "of", "helpers");
  for (std::size_t i = 0; i < kMaxPlanPauses; ++i) {
    const Day day = kit.today() + 2 * static_cast<int>(i);
    kit.Given(SuspendPlan(asked.plan, day));
    kit.Given(ResumePlan(asked.plan, day + 1));
  }
  kit.When(SuspendPlan(asked.plan, kit.today() + 250)).ThenRefused(Rule::kTooMany, "of", "suspensions");
}

TEST_F(RunningPlans, FactsThatDoNotFitArePoison) {
  const PlanAsked asked = RunningPlan(kit);
  const auto folds = [&](auto fact) { return kit.Folds(asked.plan, kPlanKind, std::move(fact)); };
  schema::PlanRenewedT skips_a_year;
  skips_a_year.year = 2028;
  skips_a_year.until = AddMonths(kNewYear, 24).days;
  EXPECT_FALSE(folds(skips_a_year));
  schema::PlanVariedT over;
  over.year = 2026;
  over.items.push_back(Item("day_centre", 4'001 * kEuro));
  EXPECT_FALSE(folds(std::move(over)));
  schema::PlanEndedT before_it_began;
  before_it_began.on = (kit.today() - 1).days;
  EXPECT_FALSE(folds(std::move(before_it_began)));
  schema::PlanResumedT not_suspended;
  not_suspended.from = kit.today().days;
  EXPECT_FALSE(folds(not_suspended));
}

}  // namespace
}  // namespace fascicolo::engine
