// A plan's months: expenses, their term, what is accepted and paid, and what goes back.
#include "engine/families/limits.h"
#include "engine/families/plan/plan_payments.h"
#include "engine/told_plans.h"

namespace fascicolo::engine {
namespace {

/// To whomever it is due.
std::int64_t DueInAll(const State& state, EntityId plan, Day month) {
  std::int64_t due = 0;
  for (const PlanDue& one : PlanDuesFor(state, plan, month)) due += one.amount;
  return due;
}

constexpr Day kMay = DayFromCivil({.year = 2026, .month = 5, .day = 1});

struct PlanExpenses : testing::Test {
  PlanExpenses() {
    AdoptCatalogue(kit);
    asked = RunningPlan(kit);
  }
  schema::AcceptExpensesT Accept(Day month) const { return OfMonth<schema::AcceptExpensesT>(asked.plan, month); }
  std::uint32_t Liquidations() const { return kit.state().Find<ChapterTable>(asked.chapter)->liquidations; }
  Kit kit;
  PlanAsked asked;
};

TEST_F(PlanExpenses, AreWaitedForUntilTheFifteenthOfTheNextMonthAndThenTold) {
  kit.PassUntil(kApril + 14);
  EXPECT_EQ(PlanOf(kit, asked.plan).awaited, kMarch);
  const auto told = kit.PassUntil(kApril + 15);
  EXPECT_THAT(NamesOf(told), testing::Contains("ExpensesMissed"));
  EXPECT_EQ(PlanOf(kit, asked.plan).awaited, kApril);
}

TEST_F(PlanExpenses, ThatCameInTimeAreNotTold) {
  kit.PassUntil(kApril + 2);
  EXPECT_FALSE(kit.When(Expenses(asked.plan, kMarch)).First<schema::ExpensesFiledT>().late);
  EXPECT_THAT(NamesOf(kit.PassUntil(kApril + 16)), testing::Not(testing::Contains("ExpensesMissed")));
}

TEST_F(PlanExpenses, MayStillComeAndAreLate) {
  kit.PassUntil(kApril + 20);
  EXPECT_TRUE(kit.When(Expenses(asked.plan, kMarch)).First<schema::ExpensesFiledT>().late);
}

TEST_F(PlanExpenses, AreNotWaitedForWhileThePlanIsSuspendedAndAgainOnceItRuns) {
  kit.Given(Expenses(asked.plan, kMarch));
  EffectiveAct(kit, NextAct(kit), SuspendPlan(asked.plan, kApril));
  EXPECT_THAT(NamesOf(kit.PassUntil(kMay + 20)), testing::Not(testing::Contains("ExpensesMissed")));
  kit.Given(ResumePlan(asked.plan, kMay + 20));
  EXPECT_EQ(PlanOf(kit, asked.plan).awaited, kMay);
}

TEST_F(PlanExpenses, OfMonthsOfAPauseThatWasFixedBeforehandArePassedOver) {
  EffectiveAct(kit, NextAct(kit), SuspendPlan(asked.plan, kApril));
  kit.Given(ResumePlan(asked.plan, kMay));
  kit.Given(Expenses(asked.plan, kMarch));
  EXPECT_EQ(PlanOf(kit, asked.plan).awaited, kMay) << "in April it does not run";
}

TEST_F(PlanExpenses, AreWaitedForAgainWhereItIsToldLateThatThePlanWasSuspended) {
  kit.Given(Expenses(asked.plan, kMarch));
  kit.PassUntil(kMay);
  EffectiveAct(kit, NextAct(kit), SuspendPlan(asked.plan, kApril));
  kit.Given(ResumePlan(asked.plan, kMay));
  EXPECT_EQ(PlanOf(kit, asked.plan).awaited, kMay);
  EXPECT_THAT(NamesOf(kit.PassUntil(AddMonths(kMay, 1) + 16)), testing::Contains("ExpensesMissed"));
}

TEST_F(PlanExpenses, OfTheLastMonthComeAfterTheEnd) {
  EffectiveAct(kit, NextAct(kit), EndPlan(asked.plan, kMarch + 9, "deceased"));
  EXPECT_EQ(PlanOf(kit, asked.plan).awaited, kMarch);
  kit.PassUntil(kApril + 16);
  EXPECT_EQ(PlanOf(kit, asked.plan).awaited, std::nullopt) << "nothing comes after it";
  kit.When(Expenses(asked.plan, kMarch)).ThenEvents({"ExpensesFiled"});
}

TEST_F(PlanExpenses, ThatWereContestedAreFiledAnew) {
  kit.Given(Expenses(asked.plan, kMarch));
  kit.When(ContestExpenses(asked.plan, kMarch)).ThenEvents({"ExpensesContested"});
  EXPECT_EQ(DueInAll(kit.state(), asked.plan, kMarch), 0);
  kit.When(Expenses(asked.plan, kMarch, 200 * kEuro, 900)).ThenEvents({"ExpensesFiled"});
  kit.When(Accept(kMarch)).ThenEvents({"ExpensesAccepted"});
  EXPECT_EQ(DueInAll(kit.state(), asked.plan, kMarch), 200 * kEuro);
}

TEST_F(PlanExpenses, AreSpentItemByItem) {
  kit.Given(WithItems(Expenses(asked.plan, kMarch), Item("day_centre", 80 * kEuro)));
  kit.Given(Accept(kMarch));
  kit.PassUntil(kApril);
  kit.Given(Expenses(asked.plan, kApril, 300 * kEuro, 1'200));
  kit.Given(Accept(kApril));
  const auto spent = YearOf(kit, asked.plan).spent;
  ASSERT_EQ(spent.size(), 2U);
  EXPECT_EQ(spent[0].amount, 550 * kEuro);
  EXPECT_EQ(spent[0].quantity, 2'200U);
  EXPECT_EQ(spent[1].amount, 80 * kEuro);
}

TEST_F(PlanExpenses, OnceAcceptedAreLiquidatedByTheMonthsActAndOnce) {
  kit.Given(Expenses(asked.plan, kMarch));
  kit.When(PlanPayments(kMarch)).ThenRefused(Rule::kNothingToPay);
  kit.Given(Accept(kMarch));
  const EntityId act = kit.Given(PlanPayments(kMarch));
  const EntityId again = kit.Given(PlanPayments(kMarch));
  kit.Given(Sign(act, "90/2026"));
  kit.Given(Sign(again, "91/2026"));
  kit.RunDue();
  EXPECT_EQ(Liquidations(), 1U);
  EXPECT_EQ(ActOf(kit, again).returned, 1U);
  const auto liquidation = *kit.state().Find<LiquidationTable>(asked.chapter, 1U);
  EXPECT_EQ(liquidation.amount, 250 * kEuro);
  EXPECT_EQ(liquidation.payee, asked.payee);
  kit.When(Pay(asked.chapter, 1)).ThenEvents({"MoneyPaid"});
}

TEST_F(PlanExpenses, LeaveWhatWasNotSpentAndItGoesBack) {
  kit.Given(Expenses(asked.plan, kMarch));
  kit.Given(Accept(kMarch));
  const EntityId act = kit.Given(PlanPayments(kMarch));
  kit.Given(Sign(act, "90/2026"));
  kit.RunDue();
  EffectiveAct(kit, NextAct(kit), EndPlan(asked.plan, kMarch + 30));
  EXPECT_EQ(kit.When(GiveBack(asked.plan)).First<schema::LeftoverReturnedT>().amount, 3'750 * kEuro);
  EXPECT_TRUE(YearOf(kit, asked.plan).returned);
}

TEST_F(PlanExpenses, WhatIsMissingIsSaid) {
  kit.When(Expenses(asked.plan, kMarch + 1)).ThenRejected(RejectionCode::kForm, "/month");
  kit.When(OfMonth<schema::FileExpensesT>(asked.plan, kMarch)).ThenRejected(RejectionCode::kForm, "/items");
  kit.When(Expenses(asked.plan, kMarch, kEuro, 0)).ThenRejected(RejectionCode::kForm, "/items");
  kit.When(Accept(kMarch + 1)).ThenRejected(RejectionCode::kForm, "/month");
  auto endless = Helper(asked.plan, kMarch);
  endless.derogation.assign(kMaxCodeBytes + 1, 'x');
  kit.When(std::move(endless)).ThenRejected(RejectionCode::kForm, "/derogation");
}

TEST_F(PlanExpenses, FactsThatDoNotFitArePoison) {
  const auto folds = [&](auto fact) { return kit.Folds(asked.plan, schema::EntityKind::plan, std::move(fact)); };
  schema::ExpensesAcceptedT not_filed;
  not_filed.month = kMarch.days;
  EXPECT_FALSE(folds(not_filed));
  schema::ExpensesMissedT not_awaited;
  not_awaited.month = kMay.days;
  EXPECT_FALSE(folds(not_awaited));
  schema::ExpensesFiledT empty;
  empty.month = kMarch.days;
  EXPECT_FALSE(folds(std::move(empty)));
  schema::LeftoverReturnedT too_much;
  too_much.year = 2026;
  too_much.amount = 4'001 * kEuro;
  EXPECT_FALSE(folds(std::move(too_much)));
}

}  // namespace
}  // namespace fascicolo::engine
