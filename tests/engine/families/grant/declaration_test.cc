// Sample checks of declarations: who is checked is drawn in a way that anybody can draw again, and what is untrue costs the
// benefit.
#include <algorithm>

#include "engine/told_grants.h"

namespace fascicolo::engine {
namespace {

using Found = schema::DeclarationResult;

struct Declarations : testing::Test {
  Declarations() { AdoptCatalogue(kit); }
  /// So many grants of today, and the day after.
  std::vector<EntityId> Granted(int count) {
    std::vector<EntityId> grants;
    for (int i = 0; i < count; ++i) grants.push_back(HelpPaid(kit).application);
    kit.PassUntil(kit.today() + 1);
    return grants;
  }
  EntityId Drawn(std::int64_t per_cent) {
    const EntityId sample = kit.Given(SampleOf(kit, per_cent));
    kit.PassUntil(kit.today() + 1);
    revealed = kit.When(RevealSample(sample)).ThenEvents({"SampleRevealed"}).First<schema::SampleRevealedT>();
    return sample;
  }
  EntityId FirstDrawn() const { return events::Entity(&revealed.drawn.front()); }
  Kit kit;
  schema::SampleRevealedT revealed;
};

TEST_F(Declarations, OfAPeriodAreDrawnAsTheNumberSaysAndRoundedUp) {
  // Given seven grants of a day, of which a tenth is to be checked.
  auto grants = Granted(7);
  const EntityId sample = kit.Given(SampleOf(kit, 10));
  kit.PassUntil(kit.today() + 1);
  // When the number is known, one is drawn: the first of the order that the seed and the number give.
  const auto drawn = kit.When(RevealSample(sample)).ThenEvents({"SampleRevealed"}).First<schema::SampleRevealedT>();
  ASSERT_EQ(drawn.drawn.size(), 1U);
  std::sort(grants.begin(), grants.end());
  const auto order = DrawnOrder(sample, grants, SampleSeed(), "17 4 88");
  EXPECT_EQ(events::Entity(&drawn.drawn.front()), order.front());
  EXPECT_EQ(kit.state().Find<SampleTable>(sample)->drawn, 1U);
}

TEST_F(Declarations, OfVouchersAreDrawnToo) {
  const HelpAsked asked = AskForHelp(kit);
  GrantSomeVouchers(kit, asked, 2, 50 * kEuro);
  kit.PassUntil(kit.today() + 1);
  Drawn(100);
  EXPECT_EQ(FirstDrawn(), asked.application);
}

TEST_F(Declarations, ThatAreToBeCompletedAreCheckedAgain) {
  Granted(1);
  const EntityId sample = Drawn(100);
  kit.Given(Checked(FirstDrawn(), Found::incomplete, sample));
  kit.Given(Checked(FirstDrawn(), Found::confirmed, sample));
  kit.When(Checked(FirstDrawn(), Found::untrue, sample)).ThenRefused(Rule::kDeclarationChecked);
  kit.Given(Checked(FirstDrawn(), Found::untrue));  // on a doubt that came later
}

TEST_F(Declarations, ThatAreUntrueForfeitTheBenefitByAnActAndAllThatWasPaidIsOwed) {
  // Given a grant of which a month was liquidated, and that was drawn and found untrue.
  const HelpAsked asked = HelpPaid(kit);
  kit.PassUntil(kit.today() + 1);
  const EntityId sample = Drawn(100);
  kit.Given(Checked(asked.application, Found::untrue, sample));
  // When the act has effect.
  WhenByAct(kit, "700/2026", Forfeit(asked.application, kit.today() + 60))
      .ThenEvents({"DebtRaised", "BenefitForfeited", "ServiceEnded"});
  // Then it never ran, nothing more is due, and the month is owed.
  const auto row = *kit.Activation(asked.application);
  EXPECT_EQ(row.state, ActivationState::kEnded);
  EXPECT_EQ(row.until, row.from);
  const auto debt = kit.state().Find<DebtTable>(asked.person, 1U);
  ASSERT_TRUE(debt);
  EXPECT_EQ(debt->amount, 250 * kEuro);
  EXPECT_EQ(debt->cause, schema::DebtCause::recovery);
  EXPECT_EQ(debt->activation, asked.application);
  kit.When(Payments(kApril)).ThenRefused(Rule::kNothingToPay);
}

TEST_F(Declarations, ThatAreUntrueOfVouchersOweWhatWasRedeemedAndTheRestBuysNothing) {
  const HelpAsked asked = AskForHelp(kit);
  GrantSomeVouchers(kit, asked, 2, 50 * kEuro);
  const EntityId shop = Provider(kit);
  kit.Given(Redeem(asked.application, 1, shop, 30 * kEuro));
  kit.Given(Checked(asked.application, Found::untrue));
  EffectiveAct(kit, "700/2026", Forfeit(asked.application, kit.today() + 60));
  EXPECT_EQ(kit.state().Find<DebtTable>(asked.person, 1U)->amount, 30 * kEuro);
  kit.When(Redeem(asked.application, 2, shop, kEuro)).ThenRefused(Rule::kVoucherNotGood);
}

TEST_F(Declarations, OfABenefitThatIsOverAreForfeitedAllTheSame) {
  const HelpAsked asked = HelpPaid(kit);
  EffectiveAct(kit, "699/2026", End(asked.application, AddMonths(kit.today(), 2), "requisites_lost"));
  kit.Given(Checked(asked.application, Found::untrue));
  EffectiveAct(kit, "700/2026", Forfeit(asked.application, kit.today() + 60));
  EXPECT_EQ(kit.state().Find<DebtTable>(asked.person, 1U)->amount, 250 * kEuro);
  kit.When(Payments(kApril)).ThenRefused(Rule::kNothingToPay);  // April was granted, and is forfeited
}

TEST_F(Declarations, OfWhichSomethingWasAskedBackBeforeOweTheRest) {
  // Given help that ended before April, of which April was paid, and asked back.
  const HelpAsked asked = HelpPaid(kit);
  kit.PassUntil(kApril + 5);
  kit.Given(Sign(kit.Given(Payments(kApril)), "690/2026"));
  kit.RunDue();
  EffectiveAct(kit, "691/2026", End(asked.application, kApril, "requisites_lost"));
  auto back = Recovery(asked.person, 100 * kEuro, kit.today() + 60);
  back.activation = Ref(asked.application);
  kit.Given(std::move(back));
  // When it turns out that all of it rested on what is untrue.
  kit.Given(Checked(asked.application, Found::untrue));
  EffectiveAct(kit, "700/2026", Forfeit(asked.application, kit.today() + 60));
  // Then what is left of both months is owed.
  EXPECT_EQ(kit.state().Find<DebtTable>(asked.person, 2U)->amount, 400 * kEuro);
}

TEST_F(Declarations, WhatIsMissingIsSaid) {
  Granted(1);
  auto too_much = SampleOf(kit, 10);
  too_much.share = kWholeShare + 1;
  kit.When(std::move(too_much)).ThenRejected(RejectionCode::kForm, "/share");
  auto without_seed = SampleOf(kit, 10);
  without_seed.seed_hash.reset();
  kit.When(std::move(without_seed)).ThenRejected(RejectionCode::kForm, "/seed_hash");
  kit.When(RevealSample(kit.Made())).ThenRejected(RejectionCode::kUnknownEntity, "/of_sample");
}

TEST_F(Declarations, FactsThatDoNotFitArePoison) {
  const auto grants = Granted(2);
  const EntityId sample = kit.Given(SampleOf(kit, 50));
  schema::SampleRevealedT of_others;
  of_others.drawn = {events::ToSchema(sample)};
  EXPECT_FALSE(kit.Folds(sample, schema::EntityKind::sample, std::move(of_others)));
  schema::SampleRevealedT too_many;
  too_many.drawn = {events::ToSchema(grants[0]), events::ToSchema(grants[1])};
  EXPECT_FALSE(kit.Folds(sample, schema::EntityKind::sample, std::move(too_many)));
  EXPECT_FALSE(kit.Folds(grants[0], schema::EntityKind::activation, schema::BenefitForfeitedT{}));
}

}  // namespace
}  // namespace fascicolo::engine
