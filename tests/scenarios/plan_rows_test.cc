// R20, R21: personal plans of L. 162/98, and back home with the UVT; and a list that is revalidated.
#include "engine/families/plan/plan_payments.h"
#include "engine/told_people.h"
#include "engine/told_plans.h"
#include "engine/told_waiting.h"

namespace fascicolo::engine {
namespace {

constexpr Day kMay = DayFromCivil({.year = 2026, .month = 5, .day = 1});

TEST(R20, AdasPlanIsDraftedAgreedSentFundedAndRun) {
  // Given Ada, whose disability is severe by a certificate of the new form, and both sheets of her case.
  Kit kit;
  AdoptCatalogue(kit);
  kit.Given(AdoptCalendar(BuiltInText("italy")));
  PlanAsked ada = CandidateForPlan(kit);
  auto request = RequestPlan(ada.case_file, kit.today() - 30);
  request.certificate = schema::PlanCertificate::support_need;
  ada.plan = kit.GivenTelling(std::move(request), {{"/narrative", "testo inventato"}});
  EXPECT_FALSE(kit.StoresSay("testo inventato"));
  kit.When(Protocol(ada.plan, "2026/0001620")).ThenEvents({"ProtocolRecorded"});

  // When her social worker scores them and Ada signs, the rules give 6,000 EUR, less 5 % by her ISEE, and say how.
  kit.When(ScorePlan(ada.plan, ada.person)).ThenEvents({"PlanScored"});
  const auto amount = kit.When(OfYear<schema::SetPlanAmountT>(ada.plan)).First<schema::PlanAmountSetT>();
  EXPECT_EQ(amount.amount, 5'700 * kEuro);
  EXPECT_EQ(amount.lines.size(), 2U);
  EXPECT_TRUE(amount.sample);

  // When the plan is drafted, signed by both and sent, the Region funds it.
  kit.When(UsualDraft(ada.plan, schema::PlanManagement::indirect)).ThenEvents({"PlanDrafted"});
  SignByAll(kit, ada);
  kit.When(SendPlan(ada.plan)).ThenEvents({"PlanSent"});
  const auto commitment = FundAll(kit, ada);

  // Then it has no effect before its act; once that is signed and covered, it runs.
  EXPECT_EQ(PlanOf(kit, ada.plan).state, PlanState::kFunded);
  StartByAct(kit, ada, commitment, kit.today());
  EXPECT_EQ(PlanOf(kit, ada.plan).state, PlanState::kRunning);

  // When the family declares its helper and brings March's expenses in time, they are accepted, liquidated and paid.
  kit.When(Helper(ada.plan, kit.today())).ThenEvents({"HelperDeclared"});
  kit.PassUntil(kApril + 9);
  EXPECT_FALSE(kit.When(Expenses(ada.plan, kMarch)).First<schema::ExpensesFiledT>().late);
  kit.When(OfMonth<schema::AcceptExpensesT>(ada.plan, kMarch)).ThenEvents({"ExpensesAccepted"});
  const EntityId payments = kit.Given(PlanPayments(kMarch));
  kit.Given(Sign(payments, NextAct(kit)));
  kit.RunDue();
  kit.When(Pay(ada.chapter, 1)).ThenEvents({"MoneyPaid"});

  // When April's do not come, on the 16th of May the record says so.
  EXPECT_THAT(NamesOf(kit.PassUntil(kMay + 15)), testing::Contains("ExpensesMissed"));

  // When Ada dies in the middle of May, the end is proposed; the office ends the plan, and what is left goes back.
  kit.Given(Death(ada.person));
  EXPECT_THAT(NamesOf(kit.RunDue()), testing::Contains("ActionProposed"));
  EffectiveAct(kit, NextAct(kit), EndPlan(ada.plan, kit.today(), "deceased"));
  EXPECT_EQ(kit.When(GiveBack(ada.plan)).First<schema::LeftoverReturnedT>().amount, 3'750 * kEuro);
  kit.When(Release(ada.chapter, commitment, 3'750 * kEuro)).ThenEvents({"MoneyReleased"});
}

TEST(R21, BertoComesBackHomeAtTheLevelThatTheUvtDecides) {
  // Given Berto, in hospital, for whom the UVT decided the lowest level that lasts.
  Kit kit;
  AdoptCatalogue(kit);
  const PlanAsked berto = FundedBackHome(kit, "base_a");
  EffectiveAct(kit, NextAct(kit), StartPlan(berto.plan, kit.today(), berto.payee));
  EXPECT_EQ(PlanOf(kit, berto.plan).state, PlanState::kRunning);

  // When he asks for a plan under L. 162/98 as well, it is prepared, and does not start beside this one.
  PlanAsked other = berto;
  other.plan = kit.Given(RequestPlan(berto.case_file, kit.today() - 30));
  DraftTheUsual(kit, other);
  FundTheDraft(kit, other);
  kit.When(Act(StartPlan(other.plan, kit.today() + 1, berto.payee))).ThenRefused(Rule::kPlansExclude, "service", kBackHome);
  kit.Given(WithdrawPlan(other.plan));

  // When two vital functions fail, the UVT decides a higher level, whose plan ends the lower one on its first day.
  const PlanAsked higher = FundedBackHome(kit, "second", berto);
  kit.PassUntil(kit.today() + 30);
  EffectiveAct(kit, NextAct(kit), StartPlan(higher.plan, kit.today(), higher.payee));
  EXPECT_EQ(PlanOf(kit, berto.plan).state, PlanState::kEnded);
  EXPECT_EQ(PlanOf(kit, berto.plan).until, kit.today());

  // When he is admitted to a residence for a month it pauses; when he stays there it ends.
  EffectiveAct(kit, NextAct(kit), SuspendPlan(higher.plan, kit.today() + 10));
  kit.PassUntil(kit.today() + 40);
  kit.When(ResumePlan(higher.plan, kit.today())).ThenEvents({"PlanResumed"});
  EffectiveAct(kit, NextAct(kit), EndPlan(higher.plan, kit.today() + 5, "residential_care"));
  EXPECT_EQ(PlanOf(kit, higher.plan).state, PlanState::kEnded);
}

TEST(ListsThatLive, WhoWaitsIsAskedAndWhoIsSilentLeavesTheList) {
  // Given Carla and Dario, who wait for help at home.
  Kit kit;
  AdoptCatalogue(kit);
  const EntityId carla = WaitingForHomeCare(kit, 60, 10);
  const EntityId dario = WaitingForHomeCare(kit, 60, 50);

  // When half a year has passed, both are asked, with a day by which to answer.
  EXPECT_EQ(NamesOf(kit.PassUntil(kit.today() + 180)),
            (std::vector<std::string>{"ConfirmationAsked", "ConfirmationAsked"}));

  // When Dario confirms and Carla says nothing, she leaves the list and he stands first.
  kit.When(ConfirmInterest(dario)).ThenEvents({"InterestConfirmed"});
  kit.PassUntil(kit.today() + 31);
  EXPECT_EQ(kit.Activation(carla)->state, ActivationState::kRemoved);
  EXPECT_EQ(kit.ListInOrder(kHomeCare), std::vector<EntityId>{dario});

  // Then a place that becomes free is his.
  kit.Given(OpenUnit(kHomeCare, 60, kit.today()));
  kit.RunDue();
  EXPECT_EQ(kit.Activation(dario)->state, ActivationState::kOffered);
}

}  // namespace
}  // namespace fascicolo::engine
