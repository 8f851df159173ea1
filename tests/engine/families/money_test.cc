// Money: from the chapter to the payment, and what persons owe.
#include "engine/families/money.h"

#include "engine/families/limits.h"
#include "engine/told_isee.h"
#include "engine/told_money.h"

namespace fascicolo::engine {
namespace {

struct Money : testing::Test {
  Money() {
    AdoptCatalogue(kit);
    case_file = CaseInCharge(kit);
    person = PersonOf(kit, case_file);
    chapter = Chapter(kit, 1'000 * kEuro);
  }
  [[nodiscard]] ChapterRow ChapterNow() const { return *kit.state().Find<ChapterTable>(chapter); }
  [[nodiscard]] LiquidationRow LiquidationNow() const { return *kit.state().Find<LiquidationTable>(chapter, 1U); }
  /// The first liquidation of the chapter, to the person's own account.
  void GivenLiquidated(std::int64_t cents) {
    payee = PersonalPayee(kit, person);
    const auto number = Committed(kit, chapter, cents, case_file, "1/2026");
    EffectiveAct(kit, "2/2026", Liquidate(chapter, number, cents, payee));
  }

  Kit kit;
  EntityId case_file;
  EntityId person;
  EntityId chapter;
  EntityId payee;
};

TEST_F(Money, WhatIsSetAsideIsNotFreeAnyMore) {
  kit.When(Reserve(chapter, 600 * kEuro, case_file)).ThenEvents({"MoneyReserved"});
  EXPECT_EQ(ChapterNow().set_aside, 600 * kEuro);
  kit.When(Reserve(chapter, 401 * kEuro, case_file)).ThenRefused(Rule::kFundsMissing, "free", "40000");
}

TEST_F(Money, IsCommittedByAnActOnceItHasItsVisa) {
  kit.Given(Reserve(chapter, 100 * kEuro, case_file));
  auto draft = Act(CommitMoney(chapter, 1));
  draft.terms->visa = true;
  const EntityId act = kit.Given(std::move(draft));
  kit.Given(Sign(act));
  EXPECT_FALSE(kit.state().Find<CommitmentTable>(chapter, 1U)->committed);
  kit.Given(Visa(act));
  kit.RunDue();
  const auto row = kit.state().Find<CommitmentTable>(chapter, 1U);
  EXPECT_TRUE(row->committed);
  EXPECT_EQ(row->act, act);
}

TEST_F(Money, ReleasedIsFreeAgain) {
  kit.Given(Reserve(chapter, 600 * kEuro, case_file));
  kit.When(Release(chapter, 1, 200 * kEuro)).ThenEvents({"MoneyReleased"});
  EXPECT_EQ(ChapterNow().set_aside, 400 * kEuro);
}

TEST_F(Money, LeadsFromThePaymentBackToWhatItIsFor) {
  GivenLiquidated(300 * kEuro);
  kit.When(Pay(chapter, 1)).ThenEvents({"MoneyPaid"});
  const LiquidationRow paid = LiquidationNow();
  EXPECT_EQ(paid.paid_by, "M-33");
  EXPECT_EQ(paid.payee, payee);
  EXPECT_EQ(kit.state().Find<CommitmentTable>(chapter, paid.commitment)->about, case_file);
  EXPECT_EQ(ActOf(kit, paid.act).number, "2/2026");
}

TEST_F(Money, ThatCameBackIsPaidAgain) {
  GivenLiquidated(300 * kEuro);
  kit.Given(Pay(chapter, 1));
  kit.When(Bounce(chapter, 1)).ThenEvents({"PaymentBounced"});
  EXPECT_TRUE(LiquidationNow().paid_by.empty());
  kit.When(Pay(chapter, 1, schema::PaymentWay::counter)).ThenEvents({"MoneyPaid"});
  EXPECT_EQ(LiquidationNow().bounced, 1U);
}

TEST_F(Money, AccountsAreNeverInTheClear) {
  (void)PersonalPayee(kit, person);
  EXPECT_FALSE(kit.StoresSay("IT60X"));
  EXPECT_FALSE(kit.StoresSay("Inventata"));
}

TEST_F(Money, AShareIsReckonedFromDeliveriesAndFee) {
  kit.Given(AdoptRuleSet(BuiltInText("home_care_fee_line-2025")));
  const EntityId unit = kit.Given(OpenUnit(kHomeCare, 1'000, kit.today()));
  auto apply = Apply(case_file, kHomeCare, 120);
  apply.inputs.push_back(Number("isee_cents", 653'100));
  const EntityId service = kit.Given(std::move(apply));
  kit.Given(Start(service, unit, kit.today()));
  const Day first = DayFromCivil({.year = 2026, .month = 3, .day = 1});
  kit.Given(Deliver(service, kit.today(), 90, "personal_hygiene"));
  kit.PassUntil(AddMonths(first, 1));
  const auto raised = kit.When(Share(person, service, first, kit.today() + 30)).ThenEvents({"DebtRaised"});
  EXPECT_EQ(raised.First<schema::DebtRaisedT>().amount, 450) << "an hour and a half at 3 EUR";
  ASSERT_EQ(raised.First<schema::DebtRaisedT>().lines.size(), 1U);
  EXPECT_EQ(raised.First<schema::DebtRaisedT>().lines[0]->quantity, 90);
}

TEST_F(Money, ADebtIsPaidInParts) {
  kit.Given(Recovery(person, 90 * kEuro, kit.today() + 30));
  kit.When(Instalments(person, 1, 3, kit.today() + 30)).ThenEvents({"InstalmentsAgreed"});
  kit.When(Receive(person, 1, 30 * kEuro)).ThenEvents({"MoneyReceived"});
  kit.When(Remind(person, 1)).ThenEvents({"DebtReminded"});
  kit.When(Receive(person, 1, 60 * kEuro)).ThenEvents({"MoneyReceived"});
  EXPECT_EQ(kit.state().Find<DebtTable>(person, 1U)->Left(), 0);
}

TEST_F(Money, ADebtIsWrittenOffAsAWhole) {
  kit.Given(Recovery(person, 90 * kEuro, kit.today() + 30));
  kit.Given(Receive(person, 1, 30 * kEuro));
  const auto told = kit.When(WriteOff(person, 1)).ThenEvents({"DebtWrittenOff"});
  EXPECT_EQ(told.First<schema::DebtWrittenOffT>().amount, 60 * kEuro);
}

TEST_F(Money, WhatIsMissingIsSaid) {
  kit.When(OpenChapter(0, "x")).ThenRejected(RejectionCode::kForm, "/amount");
  kit.When(OpenChapter(kMaxMoneyCents + 1, "x")).ThenRejected(RejectionCode::kForm, "/amount");
  kit.When(Reserve(NewEntity({}, 1), 1, case_file)).ThenRejected(RejectionCode::kUnknownEntity, "/chapter");
  kit.When(Reserve(chapter, 1, NewEntity({}, 1))).ThenRejected(RejectionCode::kUnknownEntity, "/about");
  kit.When(Release(chapter, 7, 1)).ThenRejected(RejectionCode::kForm, "/commitment");
  kit.When(schema::RegisterPayeeT{}).ThenRejected(RejectionCode::kForm, "/provider");
  kit.When(Receive(person, 9, 1)).ThenRejected(RejectionCode::kForm, "/debt");
  kit.Given(Recovery(person, kEuro, kit.today()));
  kit.When(Instalments(person, 1, kMaxInstalments + 1, kit.today())).ThenRejected(RejectionCode::kForm, "/count");
  kit.Given(Reserve(chapter, kEuro, case_file));
  auto wrong_cig = Act(CommitMoney(chapter, 1));
  wrong_cig.carries[0]->payload.AsCommitMoney()->cig = "12";
  wrong_cig.terms->visa = true;
  kit.When(std::move(wrong_cig)).ThenRejected(RejectionCode::kForm, "/carries/0/payload/cig");
}

TEST_F(Money, AnActThatCommitsMoneyWantsItsVisa) {
  kit.Given(Reserve(chapter, kEuro, case_file));
  kit.When(Act(CommitMoney(chapter, 1))).ThenRejected(RejectionCode::kForm, "/terms/visa");
}

TEST_F(Money, FactsThatDoNotFitArePoison) {
  schema::MoneyReservedT too_much;
  too_much.commitment = 1;
  too_much.amount = 1'001 * kEuro;
  EXPECT_FALSE(kit.Folds(chapter, kBudgetKind, std::move(too_much)));
  schema::MoneyLiquidatedT from_nothing;
  from_nothing.liquidation = from_nothing.commitment = 1;
  from_nothing.amount = 1;
  EXPECT_FALSE(kit.Folds(chapter, kBudgetKind, std::move(from_nothing)));
  schema::MoneyReceivedT of_no_debt;
  of_no_debt.debt = 1;
  of_no_debt.amount = 1;
  EXPECT_FALSE(kit.Folds(person, schema::EntityKind::person, of_no_debt));
}

}  // namespace
}  // namespace fascicolo::engine
