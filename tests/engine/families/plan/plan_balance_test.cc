// Plans that are paid before their expenses come, and balanced; and plans by which several are paid.
#include "engine/families/plan/plan_payments.h"
#include "engine/told_plans.h"

namespace fascicolo::engine {
namespace {

struct PlanBalance : testing::Test {
  PlanBalance() { AdoptCatalogue(kit); }
  Kit kit;
};

TEST_F(PlanBalance, AMonthIsDueBeforeItsExpensesCome) {
  const PlanAsked asked = ProvisionalPlan(kit);
  const auto dues = PlanDuesFor(kit.state(), asked.plan, kMarch);
  ASSERT_EQ(dues.size(), 1U);
  EXPECT_EQ(dues.front().amount, 300 * kEuro + 100 * kEuro) << "a tenth of each item";
  EXPECT_EQ(dues.front().payee, asked.payee);
  PayPlans(kit, kMarch);
  EXPECT_EQ(PlanPaidIn(kit.state(), asked.plan, 2026), 400 * kEuro);
  kit.When(PlanPayments(kMarch)).ThenRefused(Rule::kNothingToPay);
}

TEST_F(PlanBalance, WhatWasSpentBeyondWhatWasPaidIsPaidByAnAct) {
  // Given a year of which one month was paid, and two cost more than that.
  const PlanAsked asked = ProvisionalPlan(kit);
  const auto commitment = YearOf(kit, asked.plan).commitment;
  PayPlans(kit, kMarch);
  kit.PassUntil(kApril);
  AcceptPlanMonth(kit, asked.plan, kMarch, 250 * kEuro);
  AcceptPlanMonth(kit, asked.plan, kApril, 250 * kEuro);
  kit.When(Balance(asked.plan)).ThenRefused(Rule::kPlanYearOutOfOrder, "lacks", "end");
  // When the year is over, it is balanced.
  EffectiveAct(kit, NextAct(kit), EndPlan(asked.plan, kApril + 29));
  const auto balanced = kit.When(Balance(asked.plan)).ThenEvents({"PlanBalanced"}).First<schema::PlanBalancedT>();
  EXPECT_EQ(balanced.paid, 400 * kEuro);
  EXPECT_EQ(balanced.recognised, 500 * kEuro);
  EXPECT_EQ(balanced.debt, 0U);
  // Then exactly the rest is liquidated, once.
  auto rest = Liquidate(asked.chapter, commitment, 100 * kEuro, asked.payee);
  rest.year = 2026;
  EffectiveAct(kit, NextAct(kit), schema::LiquidateMoneyT(rest));
  EXPECT_EQ(YearOf(kit, asked.plan).to_pay, 0);
  kit.When(Act(std::move(rest))).ThenRefused(Rule::kBalanceNotDue);
  kit.Given(GiveBack(asked.plan));
}

TEST_F(PlanBalance, WhatWasPaidBeyondWhatWasSpentIsOwed) {
  const PlanAsked asked = ProvisionalPlan(kit);
  PayPlans(kit, kMarch);
  AcceptPlanMonth(kit, asked.plan, kMarch, 250 * kEuro);
  EffectiveAct(kit, NextAct(kit), EndPlan(asked.plan, kApril));
  const auto then = kit.When(Balance(asked.plan)).ThenEvents({"DebtRaised", "PlanBalanced"});
  EXPECT_EQ(then.First<schema::PlanBalancedT>().debt, 1U);
  const auto debt = kit.state().Find<DebtTable>(asked.person, 1U);
  ASSERT_TRUE(debt);
  EXPECT_EQ(debt->amount, 150 * kEuro);
  EXPECT_EQ(debt->activation, asked.plan);
}

TEST_F(PlanBalance, SeveralArePaidWhereThePlanNamesThem) {
  // Given a plan whose day centre is paid to its provider, and what is left to the family.
  const PlanAsked asked = AskForPlan(kit);
  const EntityId centre = Provider(kit);
  kit.Given(ScorePlan(asked.plan, asked.person));
  kit.Given(OfYear<schema::SetPlanAmountT>(asked.plan));
  auto at_centre = Item("day_centre", 1'000 * kEuro);
  at_centre->payee = Ref(centre);
  kit.Given(WithItems(DraftPlan(asked.plan, schema::PlanManagement::indirect), Item("personal_care", 3'000 * kEuro, 200 * 60),
                      std::move(at_centre)));
  StartByAct(kit, asked, FundTheDraft(kit, asked), kMarch);
  kit.Given(Helper(asked.plan, kMarch));
  // When a month that cost both is accepted.
  kit.Given(WithItems(Expenses(asked.plan, kMarch, 200 * kEuro), Item("day_centre", 80 * kEuro)));
  kit.Given(OfMonth<schema::AcceptExpensesT>(asked.plan, kMarch));
  // Then each is paid their part, once.
  const auto dues = PlanDuesFor(kit.state(), asked.plan, kMarch);
  ASSERT_EQ(dues.size(), 2U);
  EXPECT_EQ(dues[0].payee, asked.payee);
  EXPECT_EQ(dues[0].amount, 200 * kEuro);
  EXPECT_EQ(dues[1].payee, centre);
  EXPECT_EQ(dues[1].amount, 80 * kEuro);
  PayPlans(kit, kMarch);
  EXPECT_TRUE(IsPlanMonthPaid(kit.state(), asked.plan, kMarch));
  EXPECT_EQ(kit.state().Find<ChapterTable>(asked.chapter)->liquidations, 2U);
  kit.When(PlanPayments(kMarch)).ThenRefused(Rule::kNothingToPay);
}

TEST_F(PlanBalance, ExpensesNameNoPayee) {
  const PlanAsked asked = RunningPlan(kit, kMarch);
  auto expenses = Expenses(asked.plan, kMarch);
  expenses.items.front()->payee = Ref(asked.payee);
  kit.When(std::move(expenses)).ThenRejected(RejectionCode::kForm, "/items");
}

TEST_F(PlanBalance, MonthsPaidAfterAnEndThatBecameKnownLateAreProposedForRecovery) {
  // Given a plan whose April was paid, and that had ended in March.
  const PlanAsked asked = RunningPlan(kit, kMarch);
  kit.PassUntil(kApril);
  AcceptPlanMonth(kit, asked.plan, kApril, 250 * kEuro);
  PayPlans(kit, kApril);
  const auto then = WhenByAct(kit, NextAct(kit), EndPlan(asked.plan, kMarch + 20));
  const auto proposed = then.ThenEvents({"PlanEnded", "ActionProposed"}).First<schema::ActionProposedT>();
  EXPECT_EQ(proposed.action, schema::Proposal::recover_payments);
  EXPECT_EQ(proposed.amount, 250 * kEuro);
  // When the office asks for it, the proposal is done.
  auto back = Recovery(asked.person, 250 * kEuro, kit.today() + 60);
  back.activation = Ref(asked.plan);
  kit.When(std::move(back)).ThenEvents({"DebtRaised", "ProposalWithdrawn"});
  EXPECT_FALSE(kit.state().Find<ProposalTable>(asked.plan, schema::Proposal::recover_payments));
}

}  // namespace
}  // namespace fascicolo::engine
