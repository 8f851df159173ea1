// Allowances: granted out of money that was set aside, and paid month by month by acts that people sign.
#include "engine/days.h"
#include "engine/families/allowance.h"

#include "engine/families/limits.h"
#include "engine/told_allowances.h"

namespace fascicolo::engine {
namespace {

constexpr Day kJuly = DayFromCivil({.year = 2026, .month = 7, .day = 1});

struct Allowance : testing::Test {
  Allowance() { AdoptCatalogue(kit); }
  [[nodiscard]] std::int64_t Due(EntityId application, Day month) const {
    return DueFor(*kit.state().Find<AllowanceTable>(application), *kit.Activation(application), month);
  }
  Kit kit;
};

TEST_F(Allowance, IsInForceOnceItsActHasEffect) {
  const HelpAsked asked = AskForHelp(kit);
  GrantHelp(kit, asked, 250 * kEuro, 4);
  const auto row = *kit.Activation(asked.application);
  EXPECT_EQ(row.state, ActivationState::kInForce);
  EXPECT_EQ(row.until, AddMonths(kit.today(), 4));
}

TEST_F(Allowance, IsDueForItsMonthsAndNoOthers) {
  const HelpAsked asked = AskForHelp(kit);
  GrantHelp(kit, asked, 250 * kEuro, 4);
  EXPECT_EQ(Due(asked.application, kMarch), 250 * kEuro);
  EXPECT_EQ(Due(asked.application, kApril), 250 * kEuro);
  EXPECT_EQ(Due(asked.application, kJuly), 0);
  EXPECT_EQ(Due(asked.application, AddMonths(kMarch, -1)), 0);
}

TEST_F(Allowance, IsNotDueWhileItIsSuspendedOrOnceItIsOver) {
  kit.Given(AdoptSheet(With(kContinuousHelp, "/act", "none")));
  const HelpAsked asked = AskForHelp(kit);
  kit.Given(Reserve(asked.chapter, 1'000 * kEuro, asked.application));
  kit.Given(Grant(asked.application, 250 * kEuro, 4, kit.today(), asked.chapter, 1, asked.payee));
  kit.Given(End(asked.application, AddMonths(kit.today(), 1), "requisites_lost"));
  EXPECT_EQ(Due(asked.application, kMarch), 250 * kEuro);
  EXPECT_EQ(Due(asked.application, kApril), 0);
}

TEST_F(Allowance, ChangesFromADayOn) {
  const HelpAsked asked = AskForHelp(kit);
  GrantHelp(kit, asked, 250 * kEuro, 4);
  EffectiveAct(kit, "101/2026", ChangeAllowance(asked.application, 200 * kEuro, AddMonths(kit.today(), 1)));
  EXPECT_EQ(Due(asked.application, kMarch), 250 * kEuro);
  EXPECT_EQ(Due(asked.application, kApril), 200 * kEuro);
}

TEST_F(Allowance, OneActLiquidatesAMonthOfAll) {
  const HelpAsked first = AskForHelp(kit);
  const HelpAsked second = AskForHelp(kit);
  GrantHelp(kit, first, 250 * kEuro, 4, "100/2026");
  GrantHelp(kit, second, 300 * kEuro, 1, "101/2026");
  const EntityId act = kit.Given(Payments(kMarch));
  EXPECT_EQ(ActOf(kit, act).carries, 2U);
  kit.Given(Sign(act, "102/2026"));
  kit.RunDue();
  EXPECT_EQ(kit.state().Find<ChapterTable>(first.chapter)->liquidations, 2U);
  kit.When(Payments(kMarch)).ThenRefused(Rule::kNothingToPay);
  EXPECT_EQ(ActOf(kit, kit.Given(Payments(kApril))).carries, 1U) << "the second was for one month";
}

TEST_F(Allowance, WhatTwoActsLiquidateIsPaidOnce) {
  const HelpAsked asked = AskForHelp(kit);
  GrantHelp(kit, asked, 250 * kEuro, 4);
  const EntityId act = kit.Given(Payments(kMarch));
  const EntityId again = kit.Given(Payments(kMarch));
  kit.Given(Sign(act, "102/2026"));
  kit.Given(Sign(again, "103/2026"));
  kit.RunDue();
  EXPECT_EQ(ActOf(kit, act).returned, 0U);
  EXPECT_EQ(ActOf(kit, again).returned, 1U);
  EXPECT_EQ(kit.state().Find<ChapterTable>(asked.chapter)->liquidations, 1U);
}

TEST_F(Allowance, HelpOfTheSameDayIsGrantedByAProvisionalAct) {
  const HelpAsked asked = AskForHelp(kit);
  kit.Given(Reserve(asked.chapter, 100 * kEuro, asked.application));
  const EntityId act = kit.Given(ProvisionalAct(
      kit.today(), Grant(asked.application, 100 * kEuro, 1, kit.today(), asked.chapter, 1, asked.payee)));
  kit.Given(Sign(act, "1/2026"));
  kit.RunDue();
  EXPECT_EQ(kit.Activation(asked.application)->state, ActivationState::kInForce);
  kit.Given(RefuseRatification(act));
  EXPECT_EQ(ActOf(kit, act).state, ActState::kUnratified);
}

TEST_F(Allowance, WhatIsMissingIsSaid) {
  kit.Given(AdoptSheet(With(kContinuousHelp, "/act", "none")));
  const HelpAsked asked = AskForHelp(kit);
  const auto grant = [&](std::int64_t cents, std::uint32_t months) {
    return Grant(asked.application, cents, months, kit.today(), asked.chapter, 1, asked.payee);
  };
  kit.When(grant(kEuro, 0)).ThenRejected(RejectionCode::kForm, "/months");
  kit.When(grant(kEuro, kMaxAllowanceMonths + 1)).ThenRejected(RejectionCode::kForm, "/months");
  kit.When(grant(0, 1)).ThenRejected(RejectionCode::kForm, "/amount");
  kit.When(Payments(kMarch + 1)).ThenRejected(RejectionCode::kForm, "/month");
}

TEST_F(Allowance, FactsThatDoNotFitArePoison) {
  const HelpAsked asked = AskForHelp(kit);
  schema::AllowanceGrantedT before_it_started;
  before_it_started.amount = before_it_started.months = 1;
  before_it_started.from = kit.today().days;
  EXPECT_FALSE(kit.Folds(asked.application, schema::EntityKind::activation, std::move(before_it_started)));
  schema::AllowanceChangedT of_nothing;
  of_nothing.amount = 1;
  of_nothing.from = kit.today().days;
  EXPECT_FALSE(kit.Folds(asked.application, schema::EntityKind::activation, of_nothing));
}

}  // namespace
}  // namespace fascicolo::engine
