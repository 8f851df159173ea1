#include "engine/refusals.h"

#include "engine/families/activation.h"
#include "engine/families/refusal.h"

namespace fascicolo::engine {
namespace {

// --- case file ---

REFUSAL(kCaseNotOpen, AClosedCaseTakesNoApplication) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(CloseCase(case_file));
  return kit.When(Apply(case_file, kCentre));
}
REFUSAL(kCaseNotOpen, AClosedCaseIsNotTakenInCharge) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(CloseCase(case_file));
  return kit.When(TakeInCharge(case_file));
}
REFUSAL(kCaseAlreadyInCharge, ACaseIsTakenInChargeOnce) {
  return kit.When(TakeInCharge(CaseInCharge(kit), "bianchi"));
}
REFUSAL(kCaseNotInCharge, AContactAppliesForNothing) { return kit.When(Apply(kit.Given(Contact()), kCentre)); }
REFUSAL(kCaseNotInCharge, AContactHasNoWorker) { return kit.When(Assign(kit.Given(Contact()), "bianchi")); }
REFUSAL(kCaseHasServices, ACaseWithAnOpenApplicationStaysOpen) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Apply(case_file, kCentre));
  return kit.When(CloseCase(case_file));
}
REFUSAL(kCaseNotClosed, AnOpenCaseIsNotReopened) { return kit.When(ReopenCase(CaseInCharge(kit))); }
REFUSAL(kSameWorker, AWorkerIsNotAssignedTwice) { return kit.When(Assign(CaseInCharge(kit), "rossi")); }

// --- catalogue and authority ---

REFUSAL(kServiceNotAdopted, NobodyAppliesForAServiceThatIsNotAdopted) {
  return kit.When(Apply(CaseInCharge(kit), "laundry"));
}
REFUSAL(kServiceNotAdopted, NoUnitGivesAServiceThatIsNotAdopted) {
  return kit.When(OpenUnit("laundry", 10, kit.today()));
}
REFUSAL(kServiceHasNoApplications, TheProfessionalServiceIsNotAppliedFor) {
  return kit.When(Apply(CaseInCharge(kit), "professional_social_service"));
}
REFUSAL(kServiceHasNoCapacity, AServiceWithoutCapacityHasNoUnits) {
  return kit.When(OpenUnit("professional_social_service", 10, kit.today()));
}
REFUSAL(kNoRuleSetInForce, AListByArrivalGivesNoPoints) { return kit.When(Score(Applicant(kit))); }
REFUSAL(kNoRuleSetInForce, AnApplicationBeforeTheFirstRuleSetHasNoPoints) {
  const Day long_ago = DayFromCivil({.year = 2024, .month = 5, .day = 1});
  return kit.When(Score(kit.Given(Apply(CaseInCharge(kit), kHomeCare, 60), long_ago)));
}
REFUSAL(kAlreadyAdopted, TheSameSheetIsAdoptedOnce) { return kit.When(AdoptSheet(BuiltInText(kCentre))); }
REFUSAL(kAlreadyAdopted, TheSameCalendarIsAdoptedOnce) {
  kit.Given(AdoptCalendar(BuiltInText("italy")));
  return kit.When(AdoptCalendar(BuiltInText("italy")));
}
REFUSAL(kRuleSetVersionExists, AnAdoptedRuleSetDoesNotChange) {
  return kit.When(AdoptRuleSet(With("home_care_points-2026", "/cap", "90")));
}
REFUSAL(kDayOutOfOrder, NoDayIsLeftOut) {
  schema::OpenDayT open;
  open.day = kit.today().days + 2;
  return kit.When(open);
}

// --- service unit ---

REFUSAL(kUnitOfOtherService, APlaceIsOfferedWhereTheServiceIsGiven) {
  const EntityId unit = kit.Given(OpenUnit(kHomeCare, 600, kit.today()));
  return kit.When(Offer(Waiting(kit), unit, kit.today()));
}
REFUSAL(kCapacityInThePast, CapacityIsNotChangedForDaysPast) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 5, kit.today() - 10));
  return kit.When(SetCapacity(unit, 6, kit.today() - 1));
}
REFUSAL(kNoCapacity, AFullUnitTakesNobody) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 1, kit.today()));
  kit.Given(Start(Applicant(kit), unit, kit.today()));
  return kit.When(Start(Applicant(kit), unit, kit.today()));
}

// --- activation ---

REFUSAL(kWrongActivationState, AnOfferIsAcceptedOnlyWhereThereIsOne) { return kit.When(Accept(Waiting(kit))); }
REFUSAL(kWrongActivationState, WhoWaitsIsNotStartedPastTheList) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 1, kit.today()));
  return kit.When(Start(Waiting(kit), unit, kit.today()));
}
REFUSAL(kNotScored, AListByPointsWantsPoints) {
  return kit.When(Enter(kit.Given(Apply(CaseInCharge(kit), kHomeCare, 60))));
}
REFUSAL(kInputsMissing, PointsAreNotGuessed) {
  return kit.When(Score(kit.Given(Apply(CaseInCharge(kit), kHomeCare, 60))));
}
REFUSAL(kNotNextInLine, NobodyIsOfferedAPlaceBeforeHisTurn) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 1, kit.today()));
  Waiting(kit);
  return kit.When(Offer(Waiting(kit), unit, kit.today()));
}
REFUSAL(kOthersWait, NobodyStartsWhileOthersWait) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 1, kit.today()));
  Waiting(kit);
  return kit.When(Start(Applicant(kit), unit, kit.today()));
}
REFUSAL(kNoWaitingList, AServiceWithoutListHasNobodyWaiting) {
  auto sheet = BuiltIn(kCentre);
  sheet["code"] = "advice";
  sheet["capacity"] = {{"model", "none"}};
  sheet.erase("waiting");
  kit.Given(AdoptSheet(sheet.dump()));
  return kit.When(Enter(kit.Given(Apply(CaseInCharge(kit), "advice"))));
}
REFUSAL(kOfferExpired, AnOfferIsNotAcceptedAfterItsTerm) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 1, kit.today()));
  const EntityId activation = Waiting(kit);
  kit.Given(Offer(activation, unit, kit.today()));
  for (int i = 0; i <= 10; ++i) kit.OpenNextDay();
  return kit.When(Accept(activation));
}
REFUSAL(kListClosed, AClosedListTakesNobody) {
  kit.Given(AdoptSheet(With(kCentre, "/waiting/closed", true)));
  return kit.When(Enter(Applicant(kit)));
}
REFUSAL(kListClosed, AListTakesOnlyWhoAppliedOnADayOnWhichItWasOpen) {
  nlohmann::json period{{"from", FormatDay(kit.today() - 30)}, {"to", FormatDay(kit.today() - 1)}};
  kit.Given(AdoptSheet(With(kCentre, "/waiting/open_periods", nlohmann::json::array({period}))));
  kit.Given(Enter(kit.Given(Apply(CaseInCharge(kit), kCentre), kit.today() - 1)));
  return kit.When(Enter(Applicant(kit)));
}
REFUSAL(kServesOnePerson, NobodyElseIsServedByACentreForOne) {
  auto application = Apply(CaseInCharge(kit), kCentre);
  application.members = {events::ToSchema(PersonOf(kit, CaseInCharge(kit)))};
  return kit.When(std::move(application));
}
REFUSAL(kUnknownReason, AnOfferIsRefusedForAReasonOfTheSheet) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 1, kit.today()));
  const EntityId activation = Waiting(kit);
  kit.Given(Offer(activation, unit, kit.today()));
  return kit.When(Refuse(activation, "bad_mood"));
}

/// A service in the open centre, running from today.
EntityId Running(Kit& kit) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 3, kit.today()));
  const EntityId activation = Applicant(kit);
  kit.Given(Start(activation, unit, kit.today()));
  return activation;
}

REFUSAL(kUnknownReason, AServiceEndsForAReasonOfTheSheet) {
  return kit.When(End(Running(kit), kit.today(), "budget"));
}
REFUSAL(kUnknownReason, AServiceIsSuspendedForAReasonOfTheSheet) {
  return kit.When(Suspend(Running(kit), kit.today(), std::nullopt, 0, "budget"));
}
REFUSAL(kQuantityNotPositive, NobodyAppliesForNothing) { return kit.When(Apply(CaseInCharge(kit), kHomeCare, 0)); }
REFUSAL(kQuantityNotPositive, NothingIsNoDelivery) { return kit.When(Deliver(Running(kit), kit.today(), 0)); }
REFUSAL(kQuantityNotPositive, LessThanNothingIsNotLeft) {
  return kit.When(Suspend(Running(kit), kit.today(), std::nullopt, -1));
}
REFUSAL(kDateOutOfOrder, APlaceIsNotOfferedForYesterday) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 1, kit.today() - 5));
  return kit.When(Offer(Waiting(kit), unit, kit.today() - 1));
}
REFUSAL(kDateOutOfOrder, AServiceDoesNotEndBeforeItBegins) {
  return kit.When(End(Running(kit), kit.today() - 1));
}
REFUSAL(kDateOutOfOrder, NobodyAppliesTomorrow) {
  return kit.When(Apply(CaseInCharge(kit), kCentre), kit.today() + 1);
}
REFUSAL(kSuspensionNotForeseen, ASheetWithoutSuspensionSuspendsNobody) {
  kit.Given(AdoptSheet(Without(kCentre, "/suspension")));
  return kit.When(Suspend(Running(kit), kit.today()));
}
REFUSAL(kSuspensionTooLong, ASuspensionKeepsToTheSheetsDays) {
  return kit.When(Suspend(Running(kit), kit.today(), kit.today() + 61));
}
REFUSAL(kAlreadySuspended, SuspensionsDoNotOverlap) {
  const EntityId activation = Running(kit);
  kit.Given(Suspend(activation, kit.today() + 5));
  return kit.When(Suspend(activation, kit.today(), kit.today() + 6));
}
REFUSAL(kNotSuspended, WhatRunsIsNotResumed) { return kit.When(Resume(Running(kit), kit.today())); }
REFUSAL(kNothingToVary, TheSameQuantityIsNoVariation) { return kit.When(Vary(Running(kit), 1, kit.today())); }
REFUSAL(kNothingToVary, ASuspensionLeavesLess) {
  return kit.When(Suspend(Running(kit), kit.today(), std::nullopt, 1));
}
REFUSAL(kNotDeliverable, NothingIsDeliveredTomorrow) { return kit.When(Deliver(Running(kit), kit.today() + 1)); }
REFUSAL(kNotDeliverable, NothingIsDeliveredWhileWhollySuspended) {
  const EntityId activation = Running(kit);
  kit.Given(Suspend(activation, kit.today()));
  return kit.When(Deliver(activation, kit.today()));
}
REFUSAL(kUnknownActivity, ADeliveryNamesAnActivityOfTheSheet) {
  const EntityId unit = kit.Given(OpenUnit(kHomeCare, 600, kit.today()));
  const EntityId activation = kit.Given(Apply(CaseInCharge(kit), kHomeCare, 60));
  kit.Given(Start(activation, unit, kit.today()));
  return kit.When(Deliver(activation, kit.today(), 60, "gardening"));
}
REFUSAL(kReentryTooSoon, WhoWasRemovedWaitsBeforeHeAppliesAgain) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 1, kit.today()));
  const EntityId activation = Waiting(kit);
  kit.Given(Offer(activation, unit, kit.today()));
  kit.PassUntil(kit.today() + 11);
  return kit.When(Apply(kit.Activation(activation)->case_file, kCentre));
}

REFUSAL(kAlreadyApplied, ACaseDoesNotApplyAgainWhileItWaits) {
  return kit.When(Apply(kit.Activation(Waiting(kit))->case_file, kCentre));
}

TEST(Refusals, EveryRuleIsProducedByANamedTest) {
  for (const RuleText& text : AllRules()) EXPECT_TRUE(RulesWithTest().contains(text.rule)) << text.code;
}

TEST(Refusals, EveryRuleHasACodeOfItsOwnBothTextsAndAGround) {
  std::set<std::string_view> codes;
  for (const RuleText& text : AllRules()) {
    EXPECT_TRUE(codes.insert(text.code).second) << text.code;
    EXPECT_EQ(TextOf(text.rule).code, text.code) << "out of the enumeration's order";
    EXPECT_EQ(RuleFromCode(text.code), text.rule);
    EXPECT_FALSE(text.italian.empty() || text.english.empty() || text.ground.empty()) << text.code;
  }
  EXPECT_EQ(RuleFromCode("no_such_rule"), std::nullopt);
}

}  // namespace
}  // namespace fascicolo::engine
