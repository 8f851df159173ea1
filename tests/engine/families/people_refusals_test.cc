// Rules about persons and cases that say no; the rest stands with what each family does.
#include "engine/families/refusal.h"
#include "engine/told_case_work.h"
#include "engine/told_people.h"

namespace fascicolo::engine {
namespace {

using schema::Party;
using Kind = schema::RepresentationKind;

// --- person ---

REFUSAL(kTooMany, APersonHasNoMoreIdentifiersThanTheLimit) {
  const EntityId person = kit.Given(Person());
  for (int i = 0; i < 64; ++i) kit.Given(AddIdentifier(person, schema::IdentifierKind::other));
  return kit.When(AddIdentifier(person, schema::IdentifierKind::other));
}
REFUSAL(kAlreadyIdentified, WhoIsKnownIsNotIdentifiedAgain) { return kit.When(Identify(kit.Given(Person()))); }
REFUSAL(kNotIdentified, AnAliasIsNotCorrected) {
  return kit.When(Correct(kit.Given(Person(std::nullopt, schema::Naming::alias)), kit.today()));
}
REFUSAL(kIdentifierInForce, APersonHasOneFiscalCodeAtATime) {
  const EntityId person = kit.Given(Person());
  kit.Given(AddIdentifier(person, schema::IdentifierKind::fiscal_code));
  return kit.When(AddIdentifier(person, schema::IdentifierKind::fiscal_code));
}
REFUSAL(kIdentifierNotInForce, WhatIsNotThereIsNotEnded) { return kit.When(EndIdentifier(kit.Given(Person()), 1)); }
REFUSAL(kAddressIsProtected, TheSameProtectionIsGivenOnce) {
  const EntityId person = kit.Given(Person());
  kit.Given(Protect(person));
  return kit.When(Protect(person));
}
REFUSAL(kAddressNotProtected, WhatIsOpenIsNotLifted) { return kit.When(LiftProtection(kit.Given(Person()))); }
REFUSAL(kPersonDeceased, NobodyDiesTwice) {
  const EntityId person = kit.Given(Person());
  kit.Given(Death(person));
  return kit.When(Death(person));
}
REFUSAL(kPersonDeceased, NobodyAppliesForWhoHasDied) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Death(PersonOf(kit, case_file)), kit.today() - 1);
  return kit.When(Apply(case_file, kCentre));
}
REFUSAL(kPersonDeceased, NoPlaceIsOfferedToWhoHasDied) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 1, kit.today()));
  const EntityId activation = Waiting(kit);
  kit.Given(Death(kit.Activation(activation)->person));
  return kit.When(Offer(activation, unit, kit.today()));
}
REFUSAL(kPersonNotDeceased, WhoLivesIsNotRevived) { return kit.When(RevokeDeath(kit.Given(Person()))); }
REFUSAL(kNothingProposed, WhatNobodyProposedIsNotDismissed) {
  return kit.When(Dismiss(kit.Given(Person()), schema::Proposal::end_representation));
}
REFUSAL(kLikelyDuplicate, NobodyIsRegisteredTwiceUnseen) {
  kit.GivenFinding(kFoundAlike, ToHex(kit.Given(Person())));
  return kit.When(Contact());
}
REFUSAL(kPersonMerged, ADuplicateIsNotMergedAgain) {
  const EntityId duplicate = kit.Given(Person());
  kit.Given(Merge(kit.Given(Person()), duplicate));
  return kit.When(Merge(kit.Given(Person()), duplicate));
}
REFUSAL(kPersonNotMerged, WhatIsApartIsNotUnmerged) { return kit.When(Unmerge(kit.Given(Person()))); }
REFUSAL(kPersonsDiffer, TwoDaysOfBirthAreTwoPersons) {
  return kit.When(Merge(kit.Given(Person(kit.today())), kit.Given(Person(kit.today() - 1))));
}
REFUSAL(kDecreeMissing, AGuardianNeedsADecree) {
  return kit.When(Represent(kit.Given(Person()), kit.Given(Person()), Kind::guardian, {schema::Power::sign}));
}
REFUSAL(kMinorDelegates, AChildDelegatesNobody) {
  return kit.When(Represent(kit.Given(Person(kit.today())), kit.Given(Person()), Kind::delegate, {schema::Power::sign}));
}
REFUSAL(kOfFullAge, AnAdultHasNoParentsWhoDecide) {
  return kit.When(Represent(kit.Given(Person(YearsAgo(kit, 18))), kit.Given(Person()), Kind::parental_responsibility,
                            {schema::Power::sign}));
}
REFUSAL(kRepresentationNotInForce, WhatIsNotThereIsNotEndedEither) {
  return kit.When(EndRepresentation(kit.Given(Person()), 1));
}
REFUSAL(kNoPower, NobodyElseSignsForThePerson) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Project(kit, case_file, {Party::person}));
  return kit.When(Sign(case_file, 1, Party::person, kit.Given(Person())));
}

// --- case file and its work ---

REFUSAL(kCaseDormant, NothingHappensInADormantCase) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(In<schema::MakeDormantT>(case_file, "no_contact"));
  return kit.When(Assign(case_file, "bianchi"));
}
REFUSAL(kCaseNotAtDesk, WhatIsInChargeIsNotConcludedAtTheDesk) {
  return kit.When(Conclude(CaseInCharge(kit), schema::ContactOutcome::information));
}
REFUSAL(kCaseNotAtDesk, WhatIsInChargeIsNotHandedOver) {
  return kit.When(In<schema::ProposeHandoverT>(CaseInCharge(kit)));
}
REFUSAL(kNotHandedOver, NothingIsGivenBackThatWasNotHandedOver) {
  return kit.When(In<schema::DeclineHandoverT>(kit.Given(Contact()), "not_ours"));
}
REFUSAL(kWorkerInConflict, WhoIsTooNearIsNotAssigned) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Conflict(case_file, "bianchi"));
  return kit.When(Assign(case_file, "bianchi"));
}
REFUSAL(kNoConflict, WhatWasNotDeclaredIsNotLifted) { return kit.When(LiftConflict(CaseInCharge(kit), "bianchi")); }
REFUSAL(kNotResponsible, WhoIsNotBesideIsNotRemoved) {
  return kit.When(RemoveCoResponsible(CaseInCharge(kit), "bianchi"));
}
REFUSAL(kAlreadyCovered, AnAbsenceIsCoveredOnce) {
  kit.Given(Cover("rossi", "bianchi", kit.today() + 5));
  return kit.When(Cover("rossi", "verdi", kit.today() + 5));
}
REFUSAL(kAbsenceReported, NoDayIsReportedTwice) {
  kit.Given(Away("rossi", kit.today() + 5));
  return kit.When(Away("rossi", kit.today() + 5));
}
REFUSAL(kNoCaseload, WhoLeadsNothingPassesNothingOn) { return kit.When(TransferCaseload("rossi", "bianchi")); }
REFUSAL(kTransferPending, OneMunicipalityIsAskedAtATime) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(ProposeTransfer(case_file));
  return kit.When(ProposeTransfer(case_file));
}
REFUSAL(kNoTransferProposed, NobodyAnswersWhoWasNotAsked) {
  return kit.When(AnswerTransfer(CaseInCharge(kit), true));
}
REFUSAL(kNothingOpen, WhatWasNotPlannedIsNotHeldUnderItsNumber) {
  return kit.When(Held(CaseInCharge(kit), 1, schema::MeetingOutcome::done));
}
REFUSAL(kOutcomeDoesNotFit, WhoIsVisitedDoesNotStayAway) {
  return kit.When(Meeting(CaseInCharge(kit), schema::MeetingKind::home_visit, schema::MeetingOutcome::no_show));
}
REFUSAL(kReferralOutOfOrder, NobodyFinishesWhatNobodyAccepted) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Refer(case_file, schema::ReferralTarget::school, kit.today() + 9));
  return kit.When(Referral(case_file, 1, schema::ReferralState::done));
}
REFUSAL(kNoInstrumentInForce, NobodyAssessesByWhatIsNotAdopted) {
  return kit.When(Assess(CaseInCharge(kit), "barthel", {}));
}
REFUSAL(kProjectOutOfOrder, WhatIsNotAgreedIsNotReviewed) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Project(kit, case_file, {Party::service}));
  return kit.When(Review(case_file, 1, 3, std::nullopt));
}
REFUSAL(kSignatureNotAsked, WhoIsNotAskedDoesNotSign) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Project(kit, case_file, {Party::service}));
  return kit.When(Sign(case_file, 1, Party::family));
}
REFUSAL(kNotAPact, APersonalProjectHasNoPactsClock) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Project(kit, case_file, {Party::service}));
  return kit.When(PactCheck(case_file, 1, schema::PactOutcome::met));
}

REFUSAL(kBilledMoreThanDelivered, NobodyPaysForWhatWasNotGiven) {
  const EntityId unit = kit.Given(OpenUnit(kCentre, 1, kit.today()));
  const EntityId activation = Applicant(kit);
  kit.Given(Start(activation, unit, kit.today()));
  kit.Given(Bill(activation, DayFromCivil({.year = 2026, .month = 3, .day = 1}), 20));
  return kit.When(AcceptBill(activation, 1));
}

// --- deadlines ---

REFUSAL(kDeadlineNotForeseen, TheSheetKnowsItsDeadlines) {
  return kit.When(StartDeadline(CaseInCharge(kit), kCentre, "wedding"));
}
REFUSAL(kDeadlineRuns, ADeadlineBeginsOnce) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(StartDeadline(case_file, kCentre, "decision"));
  return kit.When(StartDeadline(case_file, kCentre, "decision"));
}
REFUSAL(kNoDeadline, WhatDoesNotRunIsNotMet) { return kit.When(MeetDeadline(CaseInCharge(kit), 1)); }
REFUSAL(kDeadlineNotSuspendable, HoursAreNotSuspended) {
  kit.Given(AdoptSheet(BuiltInText("residential_minors")));
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(StartDeadline(case_file, "residential_minors", "file_to_prosecutor"));
  return kit.When(SuspendDeadline(case_file, 1));
}
REFUSAL(kDeadlineSuspendedBefore, ACauseSuspendsOnce) {
  const EntityId application = Applicant(kit);
  kit.Given(SuspendDeadline(application, 0));
  kit.OpenNextDay();
  kit.Given(ResumeDeadline(application, 0));
  return kit.When(SuspendDeadline(application, 0));
}
REFUSAL(kDeadlineOver, WhatIsOverIsNotSuspended) {
  const EntityId application = Applicant(kit);
  for (int i = 0; i < 40; ++i) kit.OpenNextDay();
  return kit.When(SuspendDeadline(application, 0));
}
REFUSAL(kDeadlineNotSuspended, WhatRunsIsNotResumedEither) { return kit.When(ResumeDeadline(Applicant(kit), 0)); }

}  // namespace
}  // namespace fascicolo::engine
