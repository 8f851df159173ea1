// Rules about programmes, and about how units are run, that say no.
#include "engine/families/refusal.h"
#include "engine/told_programmes.h"

namespace fascicolo::engine {
namespace {

EntityId Opened(Kit& kit, const char* service) {
  AdoptProgrammes(kit);
  return kit.Given(OpenProgramme(kit, service));
}
EntityId Old(Kit& kit, int years = 50) { return kit.Given(Person(YearsAgo(kit, years))); }

REFUSAL(kProgrammeNotForeseen, AServiceWithoutProgrammesOpensNone) { return kit.When(OpenProgramme(kit, kCentre)); }
REFUSAL(kProgrammeNotForeseen, NobodyEnrolsWherePeopleAreOnlyCounted) {
  return kit.When(Enrol(Opened(kit, kFeasts), Old(kit)));
}
REFUSAL(kProgrammeNotForeseen, AStudyHasNoSessions) {
  return kit.When(PlanSession(Opened(kit, kStudies), kit.today()));
}
REFUSAL(kProgrammeNotForeseen, AFeastFormsNoBody) { return kit.When(FormBody(Opened(kit, kFeasts), 3)); }
REFUSAL(kProgrammeNotForeseen, CreditsAreForStaffAlone) {
  auto plan = PlanSession(Opened(kit, kFeasts), kit.today());
  plan.credits = 1;
  return kit.When(std::move(plan));
}
REFUSAL(kProgrammeNotForeseen, APactIsNamedOnlyWhereOneIsAsked) {
  auto enrol = Enrol(Opened(kit, kGroups), Old(kit));
  enrol.weekly_minutes = 60;
  return kit.When(std::move(enrol));
}
REFUSAL(kProgrammeClosed, AClosedProgrammeTakesNobody) {
  const EntityId programme = Opened(kit, kGroups);
  kit.Given(CloseProgramme(programme, "interrupted"));
  return kit.When(Enrol(programme, Old(kit)));
}
REFUSAL(kProgrammeClosed, AProgrammeClosesOnce) {
  const EntityId programme = Opened(kit, kFeasts);
  kit.Given(CloseProgramme(programme));
  return kit.When(CloseProgramme(programme));
}
REFUSAL(kProgrammeGoesOn, AProgrammeWithABodyDoesNotClose) {
  const EntityId programme = Opened(kit, kPlanning);
  kit.Given(FormBody(programme, 3));
  return kit.When(CloseProgramme(programme));
}
REFUSAL(kUnknownReason, AProgrammeClosesForAReasonOfTheSheet) {
  return kit.When(CloseProgramme(Opened(kit, kFeasts), "weather"));
}
REFUSAL(kAlreadyEnrolled, NobodyEnrolsTwice) {
  const EntityId programme = Opened(kit, kGroups);
  const EntityId person = Old(kit);
  kit.Given(Enrol(programme, person));
  return kit.When(Enrol(programme, person));
}
REFUSAL(kPersonDeceased, NobodyEnrolsWhoHasDied) {
  const EntityId programme = Opened(kit, kGroups);
  const EntityId person = Old(kit);
  kit.Given(Death(person));
  kit.PassUntil(kit.today() + 1);
  return kit.When(Enrol(programme, person));
}
REFUSAL(kNotEnrolled, WhoIsNotThereDoesNotLeave) {
  return kit.When(EndEnrolment(Opened(kit, kGroups), 1, "interrupted"));
}
REFUSAL(kNotEnrolled, WhoWaitsDoesNotAttend) {
  AdoptProgrammes(kit);
  const EntityId programme = kit.Given(OpenProgramme(kit, kGroups, 1));
  for (int i = 0; i < 2; ++i) kit.Given(Enrol(programme, Old(kit)));
  kit.Given(PlanSession(programme, kit.today(), "group"));
  auto held = HeldSession(programme, 3);
  held.attendance.push_back(Came(2));
  return kit.When(std::move(held));
}
REFUSAL(kAuthorisationMissing, AChildTakesPartWithAnAuthorisation) {
  return kit.When(Enrol(Opened(kit, kGroups), Old(kit, 8)));
}
REFUSAL(kInsuranceMissing, NobodyGoesOnATripUninsured) {
  return kit.When(Enrol(Opened(kit, kRecreation), Old(kit)));
}

/// A case with an inclusion pact that waits for its signature, number 1, and the enrolment that belongs to it.
schema::EnrolT WithPact(Kit& kit, bool is_signed) {
  const EntityId programme = Opened(kit, kPuc);
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Project(kit, case_file, {schema::Party::service}, schema::ProjectKind::inclusion_pact));
  if (is_signed) kit.Given(Sign(case_file, 1, schema::Party::service));
  auto enrol = Enrol(programme, PersonOf(kit, case_file), "INAIL 1/2026");
  enrol.case_file = Ref(case_file);
  enrol.pact = 1;
  enrol.weekly_minutes = 600;
  return enrol;
}

REFUSAL(kInclusionPactMissing, ACommunityProjectWantsAPactThatIsSigned) { return kit.When(WithPact(kit, false)); }
REFUSAL(kInclusionPactMissing, ThePactIsThePersonsOwn) {
  auto enrol = WithPact(kit, true);
  enrol.person = Ref(Old(kit));
  return kit.When(std::move(enrol));
}
REFUSAL(kWeeklyMinutes, LessThanEightHoursAWeekIsNotAgreed) {
  auto enrol = WithPact(kit, true);
  enrol.weekly_minutes = 479;
  return kit.When(std::move(enrol));
}
REFUSAL(kWeeklyMinutes, NobodyWorksMoreThanSixteenHoursInAWeek) {
  auto enrol = WithPact(kit, true);
  const auto programme = events::FromSchema<EntityId>(enrol.programme.get());
  kit.Given(std::move(enrol));
  for (const std::uint32_t session : {2U, 3U}) {
    auto plan = PlanSession(programme, kit.today());
    plan.minutes = 481;
    kit.Given(std::move(plan));
    auto held = HeldSession(programme, session);
    held.attendance.push_back(Came(1));
    if (session == 3U) return kit.When(std::move(held));
    kit.Given(std::move(held));
  }
  return Then({});
}
REFUSAL(kSessionOutOfOrder, ASessionIsRecordedOnce) {
  const EntityId programme = Opened(kit, kFeasts);
  kit.Given(PlanSession(programme, kit.today()));
  kit.Given(HeldSession(programme, 1));
  return kit.When(CancelledSession(programme, 1));
}
REFUSAL(kSessionFull, NoMorePeopleCameThanThereWasRoom) {
  const EntityId programme = Opened(kit, kFeasts);
  kit.Given(PlanSession(programme, kit.today(), "", 3));
  auto held = HeldSession(programme, 1);
  held.counts.push_back(Counted(4));
  return kit.When(std::move(held));
}
REFUSAL(kAttendanceNotForeseen, NobodyIsNamedAtAFeast) {
  const EntityId programme = Opened(kit, kFeasts);
  kit.Given(PlanSession(programme, kit.today()));
  auto held = HeldSession(programme, 1);
  held.attendance.push_back(Came(1));
  return kit.When(std::move(held));
}
REFUSAL(kAttendanceNotForeseen, NobodyIsOnlyCountedInAGroup) {
  const EntityId programme = Opened(kit, kGroups);
  kit.Given(PlanSession(programme, kit.today(), "group"));
  auto held = HeldSession(programme, 1);
  held.counts.push_back(Counted(4));
  return kit.When(std::move(held));
}
REFUSAL(kUndertakingOutOfOrder, APlanIsNotPutInForceBeforeItIsApproved) {
  const EntityId programme = Opened(kit, kPlanning);
  kit.Given(StartUndertaking(kit, programme, schema::UndertakingKind::family_plan));
  return kit.When(Advance(kit, programme, 1, schema::UndertakingStep::put_in_force));
}
REFUSAL(kBudgetExceeded, AMeasureSpendsWhatItHas) {
  const EntityId programme = Opened(kit, kMeasures);
  kit.Given(StartUndertaking(kit, programme, schema::UndertakingKind::measure));
  kit.Given(Advance(kit, programme, 1, schema::UndertakingStep::put_in_force));
  auto spend = Advance(kit, programme, 1, schema::UndertakingStep::spend);
  spend.amount = 1'000'001;
  return kit.When(std::move(spend));
}
REFUSAL(kBodyOutOfOrder, ABodyThatNobodyElectedDoesNotMeet) {
  const EntityId programme = Opened(kit, kPlanning);
  kit.Given(FormBody(programme, 1));
  return kit.When(Meet(kit, programme, 1, {}));
}
REFUSAL(kElectionTied, EqualVotesElectNobody) {
  const EntityId programme = Opened(kit, kPlanning);
  kit.Given(FormBody(programme, 1));
  return kit.When(Elect(programme, 1, {{Old(kit), 3}, {Old(kit), 3}}));
}
REFUSAL(kNotABodyMember, OnlyMembersArePresent) {
  const EntityId programme = Opened(kit, kPlanning);
  kit.Given(FormBody(programme, 1));
  kit.Given(Elect(programme, 1, {{Old(kit), 3}}));
  return kit.When(Meet(kit, programme, 1, {Old(kit)}));
}

REFUSAL(kContractInForce, AUnitHasOneContractOnADay) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 1, kit.today()));
  kit.Given(SignContract(unit, kit.today(), kit.today() + 10));
  return kit.When(SignContract(unit, kit.today() + 5, kit.today() + 15));
}
REFUSAL(kAccreditationOutOfOrder, WhatWasNotGrantedIsNotSuspended) {
  return kit.When(Accredit(kit.Given(OpenUnit(kCentre, 1, kit.today())), schema::AccreditationStep::suspend));
}
REFUSAL(kProviderChangePending, AUnitLeavesItsUsersToOneOther) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 1, kit.today()));
  const EntityId other = kit.Given(OpenUnit(kCentre, 1, kit.today()));
  kit.Given(ChangeProvider(unit, other, kit.today()));
  return kit.When(ChangeProvider(unit, other, kit.today()));
}

}  // namespace
}  // namespace fascicolo::engine
