// R28, R29, R33: economic help, continuous and once, and money for a home; and the story of the Saturday cash.
#include <algorithm>

#include "engine/days.h"
#include "engine/told_grants.h"

namespace fascicolo::engine {
namespace {


/// Of the liquidation `number` of the chapter: that it was paid, and by what.
LiquidationRow Paid(const Kit& kit, EntityId chapter, std::uint32_t number) {
  return kit.state().Find<LiquidationTable>(chapter, number).value_or(LiquidationRow{});
}

TEST(R28, AHouseholdIsHelpedForFourMonthsAndEachPaymentLeadsBackToItsApplication) {
  // Given Ada, who asks for help; her social worker assesses, and the office sets the money aside.
  Kit kit;
  AdoptCatalogue(kit);
  kit.Given(AdoptSheet(BuiltInText(kContinuousHelp)));
  const HelpAsked ada = AskForHelp(kit);
  kit.When(Protocol(ada.application, "2026/0004711")).ThenEvents({"ProtocolRecorded"});

  // When the officer signs the act that commits the money and grants 250 EUR for four months, it has no effect yet.
  kit.Given(Reserve(ada.chapter, 1'000 * kEuro, ada.application));
  auto draft = Act(CommitMoney(ada.chapter, 1),
                   Grant(ada.application, 250 * kEuro, 4, kit.today(), ada.chapter, 1, ada.payee));
  draft.case_file = Ref(ada.case_file);
  draft.terms->visa = draft.terms->publication = true;
  const EntityId act = kit.Given(std::move(draft));
  kit.When(Sign(act, "100/2026")).ThenEvents({"ActSigned"});
  kit.When(Visa(act)).ThenEvents({"VisaGiven"});
  EXPECT_TRUE(kit.RunDue().empty());
  EXPECT_EQ(kit.Activation(ada.application)->state, ActivationState::kFiled);

  // Then once it is published it has: the money is committed and the help granted, by that act.
  kit.When(Publish(act, kit.today(), kit.today() + 15)).ThenEvents({"ActPublished", "ActTookEffect"});
  kit.RunDue();
  EXPECT_EQ(kit.Activation(ada.application)->state, ActivationState::kInForce);

  // When the months come, the office drafts each month's payments, somebody signs, and Ada is paid.
  const EntityId march = kit.Given(Payments(kMarch));
  kit.Given(Sign(march, "120/2026"));
  kit.RunDue();
  kit.When(Pay(ada.chapter, 1)).ThenEvents({"MoneyPaid"});
  kit.PassUntil(kApril + 10);
  const EntityId april = kit.Given(Payments(kApril));
  kit.Given(Sign(april, "150/2026"));
  kit.RunDue();
  kit.Given(Pay(ada.chapter, 2));

  // Then from each payment the way leads back: order to pay, act, commitment, application.
  const LiquidationRow paid = Paid(kit, ada.chapter, 2);
  EXPECT_EQ(paid.paid_by, "M-33");
  EXPECT_EQ(ActOf(kit, paid.act).number, "150/2026");
  const auto commitment = kit.state().Find<CommitmentTable>(ada.chapter, paid.commitment);
  EXPECT_EQ(ActOf(kit, commitment->act).number, "100/2026");
  EXPECT_EQ(commitment->about, ada.application);

  // When the office draws which of the spring's grants it checks, then hers is the one, and what she declared is confirmed.
  const EntityId sample = kit.Given(SampleOf(kit, 5));
  kit.When(RevealSample(sample)).ThenRefused(Rule::kDrawNumberNotPublic);
  kit.PassUntil(kit.today() + 1);
  const auto drawn = kit.When(RevealSample(sample)).ThenEvents({"SampleRevealed"}).First<schema::SampleRevealedT>();
  ASSERT_EQ(drawn.drawn.size(), 1U) << "a twentieth of one, rounded up";
  kit.When(Checked(ada.application, schema::DeclarationResult::confirmed, sample)).ThenEvents({"DeclarationChecked"});

  // And when she finds work the help ends by an act, and nothing is due any more.
  EffectiveAct(kit, "160/2026", End(ada.application, kit.today(), "need_overcome"));
  kit.When(Payments(DayFromCivil({.year = 2026, .month = 5, .day = 1}))).ThenRefused(Rule::kNothingToPay);
  kit.When(Release(ada.chapter, 1, 500 * kEuro)).ThenEvents({"MoneyReleased"});
}

TEST(R29, ABillIsPaidOnceForSomebodyWhoCannot) {
  // Given Berto, who cannot pay for heating, and help that is given once.
  Kit kit;
  AdoptCatalogue(kit);
  kit.Given(AdoptSheet(BuiltInText(kContinuousHelp)));
  kit.Given(AdoptSheet(BuiltInText("one_off_economic_help")));
  const HelpAsked berto = AskForHelp(kit);
  const EntityId application = kit.Given(Apply(berto.case_file, "one_off_economic_help"));

  // When the act has effect, he is paid over the counter.
  kit.Given(Reserve(berto.chapter, 180 * kEuro, application));
  EffectiveWithVisa(kit, "1/2026", CommitMoney(berto.chapter, 1),
                    Grant(application, 180 * kEuro, 1, kit.today(), berto.chapter, 1, berto.payee));
  const EntityId payments = kit.Given(Payments(kMarch, "one_off_economic_help"));
  kit.Given(Sign(payments, "2/2026"));
  kit.RunDue();
  kit.When(Pay(berto.chapter, 1, schema::PaymentWay::counter)).ThenEvents({"MoneyPaid"});

  // Then nothing more is due, in no month.
  kit.When(Payments(kApril, "one_off_economic_help")).ThenRefused(Rule::kNothingToPay);
}

TEST(R29, VouchersBuyFoodAreBilledByTheShopAndLapseWithWhatIsLeft) {
  // Given Elsa, who is granted three vouchers of 50 EUR for food, good for a month.
  Kit kit;
  AdoptCatalogue(kit);
  const HelpAsked elsa = AskForHelp(kit);
  GrantSomeVouchers(kit, elsa, 3, 50 * kEuro);
  const EntityId shop = Provider(kit, "bottega_inventata");

  // When she pays with one and with a part of another, then the shop takes no more than they are worth.
  kit.When(Redeem(elsa.application, 1, shop, 50 * kEuro)).ThenEvents({"VoucherRedeemed"});
  kit.When(Redeem(elsa.application, 2, shop, 30 * kEuro)).ThenEvents({"VoucherRedeemed"});
  kit.When(Redeem(elsa.application, 2, shop, 30 * kEuro)).ThenRefused(Rule::kMoreThanVoucher, "left", "2000");

  // When the shop bills the month, then it is accepted because it is what was redeemed, and paid by an act.
  kit.PassUntil(kApril + 5);
  kit.Given(BillVouchers(shop, kMarch, 80 * kEuro));
  kit.When(AcceptVouchers(shop, 1)).ThenEvents({"VoucherBillAccepted"});
  const EntityId payments = kit.Given(Payments(kMarch));
  kit.Given(Sign(payments, "3/2026"));
  kit.RunDue();
  EXPECT_EQ(Paid(kit, elsa.chapter, 1).amount, 80 * kEuro);
  EXPECT_EQ(Paid(kit, elsa.chapter, 1).payee, shop);

  // Then what is left lapses once the papers of the term have had their days.
  const auto lapsed = NamesOf(kit.PassUntil(kit.today() + 70));
  EXPECT_EQ(std::count(lapsed.begin(), lapsed.end(), "VouchersLapsed"), 1);
}

TEST(R33, TheRentIsPaidToTheLandlord) {
  // Given Carla, who is about to be evicted, and a landlord who is paid instead of her.
  Kit kit;
  AdoptCatalogue(kit);
  kit.Given(AdoptSheet(BuiltInText(kContinuousHelp)));
  kit.Given(AdoptSheet(BuiltInText("housing_money")));
  const HelpAsked carla = AskForHelp(kit);
  const EntityId landlord = PersonalPayee(kit, PersonOf(kit, CaseInCharge(kit)));
  const EntityId application = kit.Given(Apply(carla.case_file, "housing_money"));

  // When six months of rent are granted and the first is liquidated, the money goes to the landlord.
  kit.Given(Reserve(carla.chapter, 2'400 * kEuro, application));
  EffectiveWithVisa(kit, "1/2026", CommitMoney(carla.chapter, 1),
                    Grant(application, 400 * kEuro, 6, kit.today(), carla.chapter, 1, landlord));
  const EntityId payments = kit.Given(Payments(kMarch, "housing_money"));
  kit.Given(Sign(payments, "2/2026"));
  kit.RunDue();
  EXPECT_EQ(Paid(kit, carla.chapter, 1).payee, landlord);
}

TEST(Story9, SaturdayCashIsGivenAtOnceAndOnMondayItsRatificationIsRefused) {
  // Given a Saturday, and Dario, who has nothing to eat.
  Kit kit(DayFromCivil({.year = 2026, .month = 3, .day = 7}));
  AdoptCatalogue(kit);
  kit.Given(AdoptSheet(BuiltInText(kContinuousHelp)));
  kit.Given(AdoptSheet(BuiltInText("one_off_economic_help")));
  const HelpAsked dario = AskForHelp(kit);
  const EntityId application = kit.Given(Apply(dario.case_file, "one_off_economic_help"));
  kit.Given(Reserve(dario.chapter, 80 * kEuro, application));

  // When the worker on duty signs a provisional act, it has effect at once, for 80 EUR.
  const EntityId act = kit.Given(ProvisionalAct(
      kit.today(), Grant(application, 80 * kEuro, 1, kit.today(), dario.chapter, 1, dario.payee)));
  kit.When(Sign(act, "1/2026", "verdi")).ThenEvents({"ActSigned", "ActTookEffect"});
  kit.RunDue();
  EXPECT_EQ(kit.Activation(application)->state, ActivationState::kInForce);

  // When on Monday the officer refuses to ratify it, the act is over, and the end of what it gave is proposed; another
  // act ends it, and it is asked back.
  kit.PassUntil(kit.today() + 2);
  kit.When(RefuseRatification(act)).ThenEvents({"RatificationMissed", "ActionProposed"});
  EffectiveAct(kit, "2/2026", End(application, kit.today(), "requisites_lost"));
  kit.When(Recovery(dario.person, 80 * kEuro, kit.today() + 60)).ThenEvents({"DebtRaised"});

  // And it cannot be ratified any more.
  kit.When(Act(Ratify(act))).ThenRefused(Rule::kWrongActState);
}

}  // namespace
}  // namespace fascicolo::engine
