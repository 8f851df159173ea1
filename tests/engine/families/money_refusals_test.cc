// Rules about money that say no.
#include "engine/families/refusal.h"
#include "engine/told_money.h"

namespace fascicolo::engine {
namespace {

REFUSAL(kFundsMissing, NobodySetsAsideWhatTheChapterDoesNotHave) {
  return kit.When(Reserve(Chapter(kit, kEuro), 2 * kEuro, CaseInCharge(kit)));
}
REFUSAL(kFundsMissing, WhatIsSetAsideIsNotTakenAway) {
  const EntityId chapter = Chapter(kit, 10 * kEuro);
  kit.Given(Reserve(chapter, 8 * kEuro, CaseInCharge(kit)));
  return kit.When(ChangeChapter(chapter, -3 * kEuro));
}
REFUSAL(kChapterExists, AChapterIsOpenedOnceAYear) {
  kit.Given(OpenChapter(kEuro));
  return kit.When(OpenChapter(kEuro));
}
REFUSAL(kActNeeded, NobodyCommitsByHand) {
  const EntityId chapter = Chapter(kit, kEuro);
  kit.Given(Reserve(chapter, kEuro, CaseInCharge(kit)));
  return kit.When(CommitMoney(chapter, 1));
}
REFUSAL(kActNeeded, NorLiquidates) {
  const EntityId chapter = Chapter(kit, kEuro);
  const EntityId case_file = CaseInCharge(kit);
  const auto number = Committed(kit, chapter, kEuro, case_file, "1/2026");
  return kit.When(Liquidate(chapter, number, kEuro, PersonalPayee(kit, PersonOf(kit, case_file))));
}
REFUSAL(kCommitmentOutOfOrder, WhatIsOnlySetAsideIsNotLiquidated) {
  const EntityId chapter = Chapter(kit, kEuro);
  kit.Given(Reserve(chapter, kEuro, CaseInCharge(kit)));
  return kit.When(Act(Liquidate(chapter, 1, kEuro, Provider(kit))));
}
REFUSAL(kCommitmentOutOfOrder, NothingIsCommittedTwice) {
  const EntityId chapter = Chapter(kit, kEuro);
  auto again = Act(CommitMoney(chapter, Committed(kit, chapter, kEuro, CaseInCharge(kit), "1/2026")));
  again.terms->visa = true;
  return kit.When(std::move(again));
}
REFUSAL(kMoreThanCommitted, NobodyLiquidatesMoreThanWasCommitted) {
  const EntityId chapter = Chapter(kit, 3 * kEuro);
  const auto number = Committed(kit, chapter, kEuro, CaseInCharge(kit), "1/2026");
  return kit.When(Act(Liquidate(chapter, number, 2 * kEuro, Provider(kit))));
}
REFUSAL(kMoreThanCommitted, NorReleasesWhatIsLiquidated) {
  const EntityId chapter = Chapter(kit, kEuro);
  const auto number = Committed(kit, chapter, kEuro, CaseInCharge(kit), "1/2026");
  EffectiveAct(kit, "2/2026", Liquidate(chapter, number, kEuro, Provider(kit)));
  return kit.When(Release(chapter, number, kEuro));
}
REFUSAL(kPayeeBlocked, AProviderWithoutDurcIsNotPaid) {
  const EntityId chapter = Chapter(kit, kEuro);
  const EntityId provider = Provider(kit);
  kit.Given(Durc(provider, kit.today() - 1));
  const auto number = Committed(kit, chapter, kEuro, CaseInCharge(kit), "1/2026");
  EffectiveAct(kit, "2/2026", Liquidate(chapter, number, kEuro, provider));
  return kit.When(Pay(chapter, 1));
}
REFUSAL(kPayeeBlocked, NothingIsTransferredWithoutAnAccount) {
  const EntityId chapter = Chapter(kit, kEuro);
  const EntityId case_file = CaseInCharge(kit);
  const EntityId payee = PersonalPayee(kit, PersonOf(kit, case_file));
  schema::ChangeAccountT closed;
  closed.payee = Ref(payee);
  kit.Given(std::move(closed));
  const auto number = Committed(kit, chapter, kEuro, case_file, "1/2026");
  EffectiveAct(kit, "2/2026", Liquidate(chapter, number, kEuro, payee));
  return kit.When(Pay(chapter, 1));
}
REFUSAL(kBillNotAccepted, ABillThatNobodyAcceptedIsNotLiquidated) {
  const EntityId chapter = Chapter(kit, kEuro);
  const EntityId unit = kit.Given(OpenUnit(kCentre, 5, kit.today()));
  const EntityId service = Applicant(kit);
  kit.Given(Start(service, unit, kit.today()));
  schema::RecordBillT bill;
  bill.activation = Ref(service);
  bill.reference = "7/2026";
  bill.month = DayFromCivil({.year = 2026, .month = 3, .day = 1}).days;
  bill.quantity = 1;
  kit.Given(std::move(bill));
  auto liquidate = Liquidate(chapter, Committed(kit, chapter, kEuro, service, "1/2026"), kEuro, Provider(kit));
  liquidate.activation = Ref(service);
  liquidate.bill = 1;
  return kit.When(Act(std::move(liquidate)));
}
REFUSAL(kPaidForAlready, AMonthOfABenefitIsLiquidatedOnce) {
  const EntityId chapter = Chapter(kit, 2 * kEuro);
  const EntityId case_file = CaseInCharge(kit);
  auto liquidate = Liquidate(chapter, Committed(kit, chapter, 2 * kEuro, case_file, "1/2026"), kEuro,
                             PersonalPayee(kit, PersonOf(kit, case_file)));
  liquidate.month = DayFromCivil({.year = 2026, .month = 3, .day = 1}).days;
  auto again = liquidate;
  EffectiveAct(kit, "2/2026", std::move(liquidate));
  return kit.When(Act(std::move(again)));
}
REFUSAL(kLiquidationOutOfOrder, NothingIsPaidTwice) {
  const EntityId chapter = Chapter(kit, kEuro);
  const EntityId case_file = CaseInCharge(kit);
  const EntityId payee = PersonalPayee(kit, PersonOf(kit, case_file));
  EffectiveAct(kit, "2/2026", Liquidate(chapter, Committed(kit, chapter, kEuro, case_file, "1/2026"), kEuro, payee));
  kit.Given(Pay(chapter, 1));
  return kit.When(Pay(chapter, 1));
}
REFUSAL(kNothingOwed, NobodyIsChargedForWhatWasNotDelivered) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 5, kit.today()));
  const EntityId service = Applicant(kit);
  kit.Given(Start(service, unit, kit.today()));
  const Day month = DayFromCivil({.year = 2026, .month = 3, .day = 1});
  kit.PassUntil(AddMonths(month, 1));
  return kit.When(Share(kit.Activation(service)->person, service, month, kit.today()));
}
REFUSAL(kDateOutOfOrder, NoShareIsChargedBeforeTheMonthIsOver) {
  const EntityId service = Applicant(kit);
  const Day month = DayFromCivil({.year = 2026, .month = 3, .day = 1});
  return kit.When(Share(kit.Activation(service)->person, service, month, kit.today()));
}
REFUSAL(kAlreadyCharged, AMonthIsChargedOnce) {
  kit.Given(AdoptRuleSet(BuiltInText("home_care_fee_line-2025")));
  const EntityId case_file = CaseInCharge(kit);
  const EntityId unit = kit.Given(OpenUnit(kHomeCare, 1'000, kit.today()));
  auto apply = Apply(case_file, kHomeCare, 120);
  apply.inputs.push_back(Number("isee_cents", 653'100));
  const EntityId service = kit.Given(std::move(apply));
  kit.Given(Start(service, unit, kit.today()));
  kit.Given(Deliver(service, kit.today(), 60, "personal_hygiene"));
  const Day month = DayFromCivil({.year = 2026, .month = 3, .day = 1});
  kit.PassUntil(AddMonths(month, 1));
  kit.Given(Share(PersonOf(kit, case_file), service, month, kit.today()));
  return kit.When(Share(PersonOf(kit, case_file), service, month, kit.today()));
}
REFUSAL(kDebtSettled, WhatIsSettledIsNotAskedForAgain) {
  const EntityId person = PersonOf(kit, CaseInCharge(kit));
  kit.Given(Recovery(person, kEuro, kit.today()));
  kit.Given(WriteOff(person, 1));
  return kit.When(Remind(person, 1));
}
REFUSAL(kMoreThanOwed, NobodyPaysMoreThanIsOwed) {
  const EntityId person = PersonOf(kit, CaseInCharge(kit));
  kit.Given(Recovery(person, kEuro, kit.today()));
  return kit.When(Receive(person, 1, 2 * kEuro));
}

}  // namespace
}  // namespace fascicolo::engine
