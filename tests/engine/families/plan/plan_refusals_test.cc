// Rules about personal plans that say no.
#include "engine/families/refusal.h"
#include "engine/told_people.h"
#include "engine/told_plans.h"

namespace fascicolo::engine {
namespace {

using schema::Party;
using schema::PlanManagement;

schema::AcceptExpensesT Accept(const PlanAsked& asked, Day month) {
  return OfMonth<schema::AcceptExpensesT>(asked.plan, month);
}
/// As far as the amount.
PlanAsked Priced(Kit& kit) {
  const PlanAsked asked = AskForPlan(kit);
  kit.Given(ScorePlan(asked.plan, asked.person));
  kit.Given(OfYear<schema::SetPlanAmountT>(asked.plan));
  return asked;
}
/// A 162 plan that is funded and not started.
PlanAsked Funded162(Kit& kit, const PlanAsked& who) {
  PlanAsked asked = who;
  asked.plan = kit.Given(RequestPlan(asked.case_file, kit.today() - 30));
  DraftTheUsual(kit, asked);
  FundTheDraft(kit, asked);
  return asked;
}

REFUSAL(kServiceHasNoPlans, OnlyAServiceOfPlansIsPlanned) {
  return kit.When(RequestPlan(CaseInCharge(kit), kit.today(), kCentre));
}
REFUSAL(kServiceNotAdopted, NorOneThatIsNotThere) { return kit.When(RequestPlan(CaseInCharge(kit), kit.today())); }
REFUSAL(kCertificateMissing, NobodyHasAPlanWithoutACertificate) {
  const PlanAsked asked = CandidateForPlan(kit);
  auto request = RequestPlan(asked.case_file, kit.today());
  request.certificate = schema::PlanCertificate::none;
  return kit.When(std::move(request));
}
REFUSAL(kDateOutOfOrder, NorWithOneOfTomorrow) {
  return kit.When(RequestPlan(CandidateForPlan(kit).case_file, kit.today() + 1));
}
REFUSAL(kPersonDeceased, NorForSomebodyWhoHasDied) {
  const PlanAsked asked = CandidateForPlan(kit);
  kit.Given(Death(asked.person), kit.today() - 1);
  return kit.When(RequestPlan(asked.case_file, kit.today() - 30));
}
REFUSAL(kPlanPending, OneRequestIsDecidedBeforeTheNext) {
  return kit.When(RequestPlan(AskForPlan(kit).case_file, kit.today()));
}
REFUSAL(kPlanOutOfOrder, APlanThatIsNotFundedDoesNotStart) {
  const PlanAsked asked = AskForPlan(kit);
  return kit.When(Act(StartPlan(asked.plan, kit.today(), asked.payee)));
}
REFUSAL(kWorkerInConflict, NobodyWorksOnThePlanOfARelative) {
  const PlanAsked asked = AskForPlan(kit);
  kit.Given(Conflict(asked.case_file, "cugino"));
  kit.GivenActor("cugino");
  return kit.When(ScorePlan(asked.plan, asked.person));
}
REFUSAL(kPlanSheetMissing, BothSheetsAreThereBeforeTheyAreScored) {
  AdoptPlans(kit);
  const EntityId case_file = CaseInCharge(kit);
  AssessFully(kit, case_file, "health_sheet_162");
  const EntityId plan = kit.Given(RequestPlan(case_file, kit.today()));
  return kit.When(ScorePlan(plan, PersonOf(kit, case_file)));
}
REFUSAL(kNoPower, TheSheetsAreSignedByThePersonOrWhoMay) {
  const PlanAsked asked = AskForPlan(kit);
  return kit.When(ScorePlan(asked.plan, PersonOf(kit, CaseInCharge(kit))));
}
REFUSAL(kPlanAssessedOtherwise, BackHomeHasLevelsAndNoPoints) {
  const PlanAsked asked = AskForPlan(kit, kBackHome);
  return kit.When(ScorePlan(asked.plan, asked.person));
}
REFUSAL(kPlanAssessedOtherwise, AndAPlanByPointsHasNoLevels) {
  return kit.When(Level(AskForPlan(kit).plan, "first", kit.today()));
}
REFUSAL(kPlanLevelNotForeseen, TheUvtDecidesALevelOfTheSheet) {
  return kit.When(Level(AskForPlan(kit, kBackHome).plan, "fourth", kit.today()));
}
REFUSAL(kInputsMissing, NoAmountWithoutAnIsee) {
  AdoptPlans(kit);
  const EntityId case_file = CaseInCharge(kit);
  const EntityId plan = kit.Given(RequestPlan(case_file, kit.today(), kBackHome));
  kit.Given(Level(plan, "first", kit.today()));
  return kit.When(OfYear<schema::SetPlanAmountT>(plan));
}
REFUSAL(kNoRuleSetInForce, NorWithoutRulesOfThatDay) {
  for (const auto* sheet : {kPlan162, kBackHome}) kit.Given(AdoptSheet(BuiltInText(sheet)));
  const EntityId plan = kit.Given(RequestPlan(CaseInCharge(kit), kit.today(), kBackHome));
  kit.Given(Level(plan, "first", kit.today()));
  return kit.When(OfYear<schema::SetPlanAmountT>(plan));
}
REFUSAL(kPlanYearOutOfOrder, NoAmountForAYearFarAway) {
  const PlanAsked asked = AskForPlan(kit);
  kit.Given(ScorePlan(asked.plan, asked.person));
  return kit.When(OfYear<schema::SetPlanAmountT>(asked.plan, 2028));
}
REFUSAL(kPlanYearOutOfOrder, NoDraftOfAYearWithoutAmount) {
  return kit.When(UsualDraft(Priced(kit).plan, PlanManagement::direct, 2027));
}
REFUSAL(kPlanYearOutOfOrder, NorOfOneThatIsFunded) {
  return kit.When(UsualDraft(RunningPlan(kit).plan, PlanManagement::direct));
}
REFUSAL(kPlanYearOutOfOrder, NothingIsFundedThatWasNotDrafted) {
  const PlanAsked asked = RunningPlan(kit);
  auto funding = Funding(asked.plan, kEuro, asked.chapter, 1);
  funding.year = 2027;
  return kit.When(std::move(funding));
}
REFUSAL(kPlanYearOutOfOrder, NothingIsFundedTwice) {
  const PlanAsked asked = RunningPlan(kit);
  return kit.When(Funding(asked.plan, kEuro, asked.chapter, 1));
}
REFUSAL(kPlanYearOutOfOrder, APlanStartsInAYearThatIsFunded) {
  const PlanAsked asked = Funded162(kit, CandidateForPlan(kit));
  return kit.When(Act(StartPlan(asked.plan, kit.today() + 365, asked.payee)));
}
REFUSAL(kPlanYearOutOfOrder, AndIsRenewedForTheNextOne) {
  return kit.When(Act(OfYear<schema::RenewPlanT>(RunningPlan(kit).plan, 2028)));
}
REFUSAL(kPlanYearOutOfOrder, NothingGoesBackBeforeTheEnd) { return kit.When(GiveBack(RunningPlan(kit).plan)); }
REFUSAL(kPlanYearOutOfOrder, NorTwice) {
  const PlanAsked asked = RunningPlan(kit);
  EffectiveAct(kit, NextAct(kit), EndPlan(asked.plan, kit.today()));
  kit.Given(GiveBack(asked.plan));
  return kit.When(GiveBack(asked.plan));
}
REFUSAL(kPlanYearOutOfOrder, NoExpensesOnceItWentBack) {
  const PlanAsked asked = RunningPlan(kit);
  EffectiveAct(kit, NextAct(kit), EndPlan(asked.plan, kit.today() + 5));
  kit.Given(GiveBack(asked.plan));
  return kit.When(Expenses(asked.plan, kMarch));
}
REFUSAL(kPlanOverAmount, NoDraftIsDearerThanTheAmount) {
  return kit.When(WithItems(DraftPlan(Priced(kit).plan, PlanManagement::direct), Item("day_centre", 5'701 * kEuro)));
}
REFUSAL(kPlanOverAmount, NorAVariationThanTheFunds) {
  const PlanAsked asked = RunningPlan(kit);
  return kit.When(Act(WithItems(OfYear<schema::VaryPlanT>(asked.plan), Item("day_centre", 4'001 * kEuro))));
}
REFUSAL(kUnknownActivity, ItemsAreActivitiesOfTheSheet) {
  return kit.When(WithItems(DraftPlan(Priced(kit).plan, PlanManagement::direct), Item("gardening", kEuro)));
}
REFUSAL(kPlanItemNotAdmitted, NobodyStaysAwayMoreThanThirtyDays) {
  return kit.When(WithItems(DraftPlan(Priced(kit).plan, PlanManagement::direct), DaysAway(kEuro, 31)));
}
REFUSAL(kPlanItemNotAdmitted, NorUncounted) {
  return kit.When(WithItems(DraftPlan(Priced(kit).plan, PlanManagement::direct), Item("residential_stay", kEuro)));
}
REFUSAL(kPlanItemNotAdmitted, EducationEndsAtSixtyFive) {
  const PlanAsked asked = AskForPlan(kit);
  kit.Given(Correct(asked.person, YearsAgo(kit, 70)));
  kit.Given(ScorePlan(asked.plan, asked.person));
  kit.Given(OfYear<schema::SetPlanAmountT>(asked.plan));
  return kit.When(WithItems(DraftPlan(asked.plan, PlanManagement::direct), Item("education", kEuro)));
}
REFUSAL(kSignatureNotAsked, NobodySignsTwice) {
  const PlanAsked asked = AskForPlan(kit);
  DraftTheUsual(kit, asked);
  kit.Given(SignPlan(asked.plan, Party::service));
  return kit.When(SignPlan(asked.plan, Party::service));
}
REFUSAL(kSignatureNotAsked, NorWhoIsNoParty) {
  const PlanAsked asked = AskForPlan(kit);
  DraftTheUsual(kit, asked);
  return kit.When(SignPlan(asked.plan, Party::third_sector));
}
REFUSAL(kNotSetAsideForIt, TheMoneyOfOthersFundsNoPlan) {
  const PlanAsked asked = AskForPlan(kit);
  DraftTheUsual(kit, asked);
  SignByAll(kit, asked);
  kit.Given(SendPlan(asked.plan));
  kit.Given(Reserve(asked.chapter, 4'000 * kEuro, asked.case_file));
  return kit.When(Funding(asked.plan, 4'000 * kEuro, asked.chapter, 1));
}
REFUSAL(kActNeeded, NobodyStartsAPlanByHand) {
  const PlanAsked asked = Funded162(kit, CandidateForPlan(kit));
  return kit.When(StartPlan(asked.plan, kit.today(), asked.payee));
}
REFUSAL(kPlansExclude, WhoHasA162PlanGetsNoBackHomeBeside) {
  const PlanAsked asked = FundedBackHome(kit, "first", RunningPlan(kit));
  return kit.When(Act(StartPlan(asked.plan, kit.today() + 1, asked.payee)));
}
REFUSAL(kPlansExclude, NorTheOtherWayRound) {
  const PlanAsked back_home = FundedBackHome(kit, "first");
  EffectiveAct(kit, NextAct(kit), StartPlan(back_home.plan, kit.today(), back_home.payee));
  const PlanAsked asked = Funded162(kit, back_home);
  return kit.When(Act(StartPlan(asked.plan, kit.today() + 1, asked.payee)));
}
REFUSAL(kPlanInForce, NobodyHasTwo162Plans) {
  const PlanAsked asked = Funded162(kit, RunningPlan(kit));
  return kit.When(Act(StartPlan(asked.plan, kit.today() + 1, asked.payee)));
}
REFUSAL(kPlanInForce, ALowerLevelDoesNotEndAHigherOne) {
  const PlanAsked higher = FundedBackHome(kit, "second");
  EffectiveAct(kit, NextAct(kit), StartPlan(higher.plan, kit.today(), higher.payee));
  const PlanAsked lower = FundedBackHome(kit, "base_b", higher);
  return kit.When(Act(StartPlan(lower.plan, kit.today() + 1, lower.payee)));
}
REFUSAL(kIncompatible, NorBesideAServiceThatTheSheetExcludes) {
  AdoptPlans(kit);
  kit.Given(AdoptSheet(With(kPlan162, "/incompatible_with", nlohmann::json::array({kCentre}))));
  const PlanAsked asked = Funded162(kit, CandidateForPlan(kit));
  const EntityId unit = kit.Given(OpenUnit(kCentre, 5, kit.today()));
  kit.Given(Start(kit.Given(Apply(asked.case_file, kCentre)), unit, kit.today()));
  return kit.When(Act(StartPlan(asked.plan, kit.today(), asked.payee)));
}
REFUSAL(kUnknownReason, APlanEndsForAReasonOfTheSheet) {
  return kit.When(Act(EndPlan(RunningPlan(kit).plan, kit.today(), "no_reason")));
}
REFUSAL(kDateOutOfOrder, APlanDoesNotEndBeforeItBegan) {
  return kit.When(Act(EndPlan(RunningPlan(kit).plan, kit.today() - 1)));
}
REFUSAL(kDateOutOfOrder, NorIsItSuspendedAfterItsEnd) {
  return kit.When(Act(SuspendPlan(RunningPlan(kit).plan, kit.today() + 400)));
}
REFUSAL(kSuspensionNotForeseen, NorWhereTheSheetSuspendsNobody) {
  const PlanAsked asked = RunningPlan(kit);
  kit.Given(AdoptSheet(Without(kPlan162, "/suspension")));
  return kit.When(Act(SuspendPlan(asked.plan, kit.today())));
}
REFUSAL(kHelperTooClose, NobodyHiresWhoLivesWithThem) {
  auto helper = Helper(RunningPlan(kit).plan, kit.today());
  helper.cohabitant = true;
  return kit.When(std::move(helper));
}
REFUSAL(kHelperMissing, HelpThatTheFamilyManagesHasAContract) {
  const PlanAsked asked = AskForPlan(kit);
  DraftTheUsual(kit, asked);
  const auto commitment = FundTheDraft(kit, asked);
  StartByAct(kit, asked, commitment, kit.today());
  kit.Given(Expenses(asked.plan, kMarch));
  return kit.When(Accept(asked, kMarch));
}
REFUSAL(kPlanNotRunning, NoExpensesForAMonthBeforeThePlan) {
  return kit.When(Expenses(RunningPlan(kit).plan, AddMonths(kMarch, -1)));
}
REFUSAL(kDateOutOfOrder, NorForAMonthToCome) { return kit.When(Expenses(RunningPlan(kit).plan, kApril)); }
REFUSAL(kExpensesOutOfOrder, NothingIsAcceptedThatWasNotFiled) { return kit.When(Accept(RunningPlan(kit), kMarch)); }
REFUSAL(kExpensesOutOfOrder, NorFiledOnceItIsAccepted) {
  const PlanAsked asked = RunningPlan(kit);
  kit.Given(Expenses(asked.plan, kMarch));
  kit.Given(Accept(asked, kMarch));
  return kit.When(Expenses(asked.plan, kMarch));
}
REFUSAL(kPlanOverdrawn, NoItemIsOverdrawnInMoney) {
  const PlanAsked asked = RunningPlan(kit);
  kit.Given(Expenses(asked.plan, kMarch, 3'001 * kEuro, 600));
  return kit.When(Accept(asked, kMarch));
}
REFUSAL(kPlanOverdrawn, NorInHours) {
  const PlanAsked asked = RunningPlan(kit);
  kit.Given(Expenses(asked.plan, kMarch, kEuro, 201 * 60));
  return kit.When(Accept(asked, kMarch));
}
REFUSAL(kPlanOverdrawn, NorTheYearThatWasFundedInPart) {
  const PlanAsked asked = AskForPlan(kit);
  DraftTheUsual(kit, asked);
  SignByAll(kit, asked);
  kit.Given(SendPlan(asked.plan));
  kit.Given(Reserve(asked.chapter, 2'000 * kEuro, asked.plan));
  kit.Given(Funding(asked.plan, 2'000 * kEuro, asked.chapter, 1, schema::FundingOutcome::part));
  StartByAct(kit, asked, 1, kit.today());
  kit.Given(Helper(asked.plan, kit.today()));
  kit.Given(Expenses(asked.plan, kMarch, 2'001 * kEuro, 600));
  return kit.When(Accept(asked, kMarch));
}
REFUSAL(kPlanOverdrawn, NorDoesAVariationLeaveLessThanWasSpent) {
  const PlanAsked asked = RunningPlan(kit);
  kit.Given(Expenses(asked.plan, kMarch, 250 * kEuro));
  kit.Given(Accept(asked, kMarch));
  return kit.When(Act(WithItems(OfYear<schema::VaryPlanT>(asked.plan), Item("personal_care", 249 * kEuro, 200 * 60))));
}
REFUSAL(kNotDueThatMonth, NoMonthIsLiquidatedBeforeItsExpensesAreAccepted) {
  const PlanAsked asked = RunningPlan(kit);
  auto payment = Liquidate(asked.chapter, 1, 250 * kEuro, asked.payee);
  payment.month = kMarch.days;
  return kit.When(Act(std::move(payment)));
}
REFUSAL(kExpensesPending, NothingGoesBackWhileAMonthIsOpen) {
  const PlanAsked asked = RunningPlan(kit);
  kit.Given(Expenses(asked.plan, kMarch));
  EffectiveAct(kit, NextAct(kit), EndPlan(asked.plan, kit.today() + 5));
  return kit.When(GiveBack(asked.plan));
}
REFUSAL(kNothingLeft, NothingGoesBackWhereAllWasSpent) {
  const PlanAsked asked = RunningPlan(kit);
  kit.Given(WithItems(Expenses(asked.plan, kMarch, 3'000 * kEuro), Item("day_centre", 1'000 * kEuro)));
  kit.Given(Accept(asked, kMarch));
  const EntityId act = kit.Given(PlanPayments(kMarch));
  kit.Given(Sign(act, NextAct(kit)));
  kit.RunDue();
  EffectiveAct(kit, NextAct(kit), EndPlan(asked.plan, kit.today() + 5));
  return kit.When(GiveBack(asked.plan));
}

REFUSAL(kPlanNotProvisional, APlanPaidByItsExpensesHasNoBalance) {
  const PlanAsked asked = RunningPlan(kit, kMarch);
  return kit.When(Balance(asked.plan));
}
REFUSAL(kExpensesPending, NoYearIsBalancedWhileExpensesAreOpen) {
  const PlanAsked asked = ProvisionalPlan(kit);
  kit.Given(Expenses(asked.plan, kMarch));
  EffectiveAct(kit, NextAct(kit), EndPlan(asked.plan, kApril));
  return kit.When(Balance(asked.plan));
}
REFUSAL(kBalanceNotDue, NoBalanceIsPaidThatWasNotReckoned) {
  const PlanAsked asked = ProvisionalPlan(kit);
  auto rest = Liquidate(asked.chapter, YearOf(kit, asked.plan).commitment, kEuro, asked.payee);
  rest.year = 2026;
  return kit.When(Act(std::move(rest)));
}
REFUSAL(kPlanYearOutOfOrder, ABalancedYearTakesNoMoreExpenses) {
  const PlanAsked asked = ProvisionalPlan(kit);
  EffectiveAct(kit, NextAct(kit), EndPlan(asked.plan, kApril));
  kit.Given(Balance(asked.plan));
  return kit.When(Expenses(asked.plan, kMarch));
}

}  // namespace
}  // namespace fascicolo::engine
