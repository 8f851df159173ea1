// Rules about vouchers, checks of declarations and shares of a cost that say no.
#include "engine/families/refusal.h"
#include "engine/told_grants.h"
#include "engine/told_placements.h"

namespace fascicolo::engine {
namespace {

using Found = schema::DeclarationResult;

HelpAsked TwoVouchers(Kit& kit) {
  const HelpAsked asked = AskForHelp(kit);
  GrantSomeVouchers(kit, asked, 2, 50 * kEuro);
  return asked;
}
/// A sample of everything that was granted until yesterday, drawn.
EntityId DrawnSample(Kit& kit) {
  kit.PassUntil(kit.today() + 1);
  const EntityId sample = kit.Given(SampleOf(kit, 100));
  kit.PassUntil(kit.today() + 1);
  kit.Given(RevealSample(sample));
  return sample;
}

REFUSAL(kActNeeded, NobodyGrantsVouchersByHand) {
  const HelpAsked asked = AskForHelp(kit);
  kit.Given(Reserve(asked.chapter, kEuro, asked.application));
  return kit.When(Vouchers(asked, 1, kEuro, kit.today(), kit.today(), 1));
}
REFUSAL(kNotSetAsideForIt, NoMoreVouchersThanWasSetAside) {
  const HelpAsked asked = AskForHelp(kit);
  kit.Given(Reserve(asked.chapter, 3 * kEuro, asked.application));
  return kit.When(Act(Vouchers(asked, 4, kEuro, kit.today(), kit.today(), 1)));
}
REFUSAL(kDateOutOfOrder, NoVoucherEndsBeforeItBegins) {
  const HelpAsked asked = AskForHelp(kit);
  kit.Given(Reserve(asked.chapter, kEuro, asked.application));
  return kit.When(Act(Vouchers(asked, 1, kEuro, kit.today(), kit.today() - 1, 1)));
}
REFUSAL(kVoucherNotGood, AVoucherBuysNothingBeforeItsTerm) {
  const HelpAsked asked = TwoVouchers(kit);
  return kit.When(Redeem(asked.application, 1, Provider(kit), kEuro), kit.today() - 1);
}
REFUSAL(kVoucherNotGood, NorOnceTheServiceWasEnded) {
  const HelpAsked asked = TwoVouchers(kit);
  EffectiveAct(kit, "500/2026", End(asked.application, kit.today(), "requisites_lost"));
  return kit.When(Redeem(asked.application, 1, Provider(kit), kEuro));
}
REFUSAL(kMoreThanVoucher, AVoucherBuysNoMoreThanItIsWorth) {
  const HelpAsked asked = TwoVouchers(kit);
  return kit.When(Redeem(asked.application, 1, Provider(kit), 50 * kEuro + 1));
}
REFUSAL(kVoucherMonthClosed, AMonthThatWasBilledTakesNoMoreVouchers) {
  const HelpAsked asked = TwoVouchers(kit);
  const EntityId shop = Provider(kit);
  kit.Given(Redeem(asked.application, 1, shop, kEuro));
  kit.PassUntil(kApril);
  kit.Given(BillVouchers(shop, kMarch, kEuro));
  kit.Given(AcceptVouchers(shop, 1));
  return kit.When(Redeem(asked.application, 1, shop, kEuro), kMarch + 10);
}
REFUSAL(kVoucherMonthClosed, NorIsItBilledTwice) {
  const HelpAsked asked = TwoVouchers(kit);
  const EntityId shop = Provider(kit);
  kit.Given(Redeem(asked.application, 1, shop, kEuro));
  kit.PassUntil(kApril);
  kit.Given(BillVouchers(shop, kMarch, kEuro));
  kit.Given(AcceptVouchers(shop, 1));
  return kit.When(BillVouchers(shop, kMarch, kEuro));
}
REFUSAL(kBilledNotAsRedeemed, ABillIsWhatWasRedeemed) {
  const EntityId shop = Provider(kit);
  kit.PassUntil(kApril);
  kit.Given(BillVouchers(shop, kMarch, kEuro));
  return kit.When(AcceptVouchers(shop, 1));
}
REFUSAL(kDateOutOfOrder, NoMonthIsClosedBeforeItIsOver) {
  const EntityId shop = Provider(kit);
  kit.Given(BillVouchers(shop, kMarch, kEuro));
  return kit.When(AcceptVouchers(shop, 1));
}
REFUSAL(kNothingOpen, ABillForVouchersIsDecidedOnce) {
  const EntityId shop = Provider(kit);
  kit.Given(BillVouchers(shop, kMarch, kEuro));
  kit.Given(ContestVouchers(shop, 1));
  return kit.When(ContestVouchers(shop, 1));
}
REFUSAL(kBillNotAccepted, VouchersThatNobodyBilledAreNotPaid) {
  const HelpAsked asked = AskForHelp(kit);
  const auto commitment = GrantSomeVouchers(kit, asked, 2, 50 * kEuro);
  const EntityId shop = Provider(kit);
  kit.Given(Redeem(asked.application, 1, shop, kEuro));
  auto early = Liquidate(asked.chapter, commitment, kEuro, shop);
  early.month = kMarch.days;
  return kit.When(Act(std::move(early)));
}

REFUSAL(kNothingToSample, WhereNothingWasGrantedNothingIsDrawn) {
  kit.Given(AdoptSheet(BuiltInText(kContinuousHelp)));
  return kit.When(SampleOf(kit, 5));
}
REFUSAL(kNotAnAllowance, OnlyGrantsAreDrawn) { return kit.When(SampleOf(kit, 5, kCentre)); }
REFUSAL(kDrawNumberNotAhead, TheNumberOfASampleIsNotKnownYet) {
  (void)HelpPaid(kit);
  kit.PassUntil(kit.today() + 1);
  auto known = SampleOf(kit, 5);
  known.public_on = kit.today().days;
  return kit.When(std::move(known));
}
REFUSAL(kDateOutOfOrder, APeriodThatIsNotOverIsNotSampled) {
  (void)HelpPaid(kit);
  auto early = SampleOf(kit, 5);
  early.until = (kit.today() + 1).days;
  return kit.When(std::move(early));
}
REFUSAL(kDrawNumberNotPublic, ASampleIsNotDrawnBeforeItsDay) {
  (void)HelpPaid(kit);
  kit.PassUntil(kit.today() + 1);
  return kit.When(RevealSample(kit.Given(SampleOf(kit, 5))));
}
REFUSAL(kSeedDoesNotMatch, ASampleIsDrawnByTheSeedThatWasCommitted) {
  (void)HelpPaid(kit);
  kit.PassUntil(kit.today() + 1);
  const EntityId sample = kit.Given(SampleOf(kit, 5));
  kit.PassUntil(kit.today() + 1);
  auto other = RevealSample(sample);
  other.seed = RefOf(Hash{});
  return kit.When(std::move(other));
}
REFUSAL(kSampleDrawn, ASampleIsDrawnOnce) {
  (void)HelpPaid(kit);
  return kit.When(RevealSample(DrawnSample(kit)));
}
REFUSAL(kNotInSample, WhoWasNotDrawnIsNotCheckedForTheSample) {
  (void)HelpPaid(kit);
  const EntityId sample = DrawnSample(kit);
  return kit.When(Checked(HelpPaid(kit).application, Found::confirmed, sample));
}
REFUSAL(kNotAnAllowance, AServiceHasNoGrantToBeChecked) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 5, kit.today()));
  const EntityId service = Applicant(kit);
  kit.Given(Start(service, unit, kit.today()));
  return kit.When(Checked(service, Found::confirmed));
}
REFUSAL(kDeclarationChecked, WhatWasFoundUntrueStays) {
  const HelpAsked asked = HelpPaid(kit);
  kit.Given(Checked(asked.application, Found::untrue));
  return kit.When(Checked(asked.application, Found::confirmed));
}
REFUSAL(kActNeeded, NobodyForfeitsByHand) {
  const HelpAsked asked = HelpPaid(kit);
  kit.Given(Checked(asked.application, Found::untrue));
  return kit.When(Forfeit(asked.application, kit.today() + 60));
}
REFUSAL(kDeclarationNotUntrue, WhatWasConfirmedIsNotForfeited) {
  const HelpAsked asked = HelpPaid(kit);
  kit.Given(Checked(asked.application, Found::confirmed));
  return kit.When(Act(Forfeit(asked.application, kit.today() + 60)));
}
REFUSAL(kDeclarationNotUntrue, NorIsABenefitForfeitedTwice) {
  const HelpAsked asked = HelpPaid(kit);
  kit.Given(Checked(asked.application, Found::untrue));
  EffectiveAct(kit, "700/2026", Forfeit(asked.application, kit.today() + 60));
  return kit.When(Act(Forfeit(asked.application, kit.today() + 60)));
}

REFUSAL(kSharesExceedWhole, NobodyBearsMoreThanTheWhole) {
  AdoptPlacing(kit);
  const InFacility stay = ChildInFacility(kit);
  kit.Given(CostShare(stay.placement, schema::CostPayer::health_authority, 60, kit.today()));
  return kit.When(CostShare(stay.placement, schema::CostPayer::region, 41, kit.today()));
}
REFUSAL(kDateOutOfOrder, SharesAreRecordedInTheOrderOfTheirDays) {
  AdoptPlacing(kit);
  const InFacility stay = ChildInFacility(kit);
  kit.Given(CostShare(stay.placement, schema::CostPayer::health_authority, 60, kit.today()));
  return kit.When(CostShare(stay.placement, schema::CostPayer::health_authority, 40, kit.today() - 1));
}
REFUSAL(kPlacementOutOfOrder, WhatHasNotBegunIsNotBilled) {
  AdoptPlacing(kit);
  const EntityId asked = kit.Given(RequestOf(CaseOf(kit, 8), kMinors));
  return kit.When(Bill(asked, kMarch, 10));
}
REFUSAL(kBilledMoreThanDelivered, APlacementIsBilledForDaysOfItsPlacesAlone) {
  AdoptPlacing(kit);
  const InFacility stay = ChildInFacility(kit);
  kit.Given(Bill(stay.placement, kMarch, 32));
  return kit.When(AcceptBill(stay.placement, 1));
}

}  // namespace
}  // namespace fascicolo::engine
