// What falls due in cases and about persons.
#include "engine/families/case_responsibility.h"
#include "engine/families/clocks/clock.h"
#include "engine/told_access.h"
#include "engine/told_rights.h"

namespace fascicolo::engine {
namespace {

// --- what somebody waits for ---

CLOCK(kDocumentDue, ADocumentThatDoesNotComeIsTold) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(AskFor(case_file, "isee", kit.today() + 10));
  clock.OpenedBy("DocumentRequested", kit.today() + 11);
  kit.Given(Receive(case_file, 1));
  clock.ClosedBy("DocumentReceived");
  kit.Given(AskFor(case_file, "isee", kit.today() + 10));
  clock.OpenedBy("DocumentRequested", kit.today() + 11);
  clock.Tells({"DeadlinePassed"});
}

CLOCK(kReferralReply, AReferralThatNobodyAnswersIsTold) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Refer(case_file, schema::ReferralTarget::school, kit.today() + 20));
  clock.OpenedBy("ReferralRequested", kit.today() + 21);
  kit.Given(Referral(case_file, 1, schema::ReferralState::accepted));
  clock.ClosedBy("ReferralUpdated");
  kit.Given(Refer(case_file, schema::ReferralTarget::school, kit.today() + 20));
  clock.OpenedBy("ReferralRequested", kit.today() + 21);
  clock.Tells({"DeadlinePassed"});
}

CLOCK(kProjectReview, AProjectThatNobodyReviewsIsTold) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Project(kit, case_file, {schema::Party::service}));
  clock.OpenedBy("ProjectProposed", kit.today() + 91);
  kit.Given(Sign(case_file, 1, schema::Party::service));
  kit.Given(Review(case_file, 1, 3, kit.today() + 30));
  clock.ClosedBy("ProjectReviewed");
  clock.OpenedBy("ProjectReviewed", kit.today() + 31);
  clock.Tells({"DeadlinePassed"});
}

// --- deadlines ---

CLOCK(kDeadline, AnApplicationThatNobodyDecidesIsTold) {
  const EntityId decided = Applicant(kit);
  clock.OpenedBy("ApplicationFiled", kit.today() + 31);
  kit.Given(Enter(decided));
  clock.ClosedBy("WaitingStarted");
  Applicant(kit);
  clock.OpenedBy("ApplicationFiled", kit.today() + 31);
  clock.Tells({"DeadlinePassed"});
}

CLOCK(kDeadline, ADeadlineThatIsSuspendedIsTheLaterOne) {
  const EntityId application = Applicant(kit);
  kit.Given(SuspendDeadline(application, 0));
  clock.OpenedBy("DeadlineSuspended", kit.today() + 61);
  kit.PassUntil(kit.today() + 10);
  kit.Given(ResumeDeadline(application, 0));
  clock.ClosedBy("DeadlineResumed");
  clock.OpenedBy("DeadlineResumed", kit.today() + 31);
  clock.Tells({"DeadlinePassed"});
}

CLOCK(kDeadline, ADeadlineOfASheetIsToldOnceItHasPassed) {
  kit.Given(AdoptSheet(BuiltInText("adi_pact")));
  const EntityId case_file = CaseInCharge(kit);
  const auto start = [&] {
    const auto then = kit.When(StartDeadline(case_file, "adi_pact", "check"));
    clock.OpenedBy("DeadlineOpened", Day{then.First<schema::DeadlineOpenedT>().due_on} + 1);
  };
  start();
  kit.Given(MeetDeadline(case_file, 1));
  clock.ClosedBy("DeadlineMet");
  start();
  clock.Tells({"DeadlinePassed"});
}

CLOCK(kDeadline, ADeadlineInHoursRunsFromItsInstant) {
  kit.Given(AdoptSheet(BuiltInText("residential_minors")));
  const EntityId case_file = CaseInCharge(kit);
  const auto start = [&] {
    kit.Given(StartDeadline(case_file, "residential_minors", "file_to_prosecutor"));
    clock.OpenedBy("DeadlineOpened", Instant{kit.now().micros + std::int64_t{24} * 3'600 * kMicrosPerSecond});
  };
  start();
  kit.Given(MeetDeadline(case_file, 1));
  clock.ClosedBy("DeadlineMet");
  start();
  clock.Tells({"DeadlinePassed"});
}

// --- persons, and who works for them ---

CLOCK(kFollowDeath, ADeathIsFollowedUpAtOnce) {
  const EntityId person = PersonOf(kit, CaseInCharge(kit));
  kit.Given(Death(person));
  clock.OpenedAtOnceBy("DeathRecorded");
  clock.Tells({"ActionProposed", "DeathFollowedUp"});
  kit.Given(RevokeDeath(person));
  clock.OpenedAtOnceBy("DeathRevoked");
  clock.Tells({"ProposalWithdrawn", "DeathFollowedUp"});
  clock.IsClosedByNothing();
}

CLOCK(kCaseloadTransfer, ACaseloadThatIsTooLargeForOneCommitGoesOn) {
  for (std::uint32_t i = 0; i <= kMaxCasesPerTransfer; ++i) CaseInCharge(kit);
  kit.Given(TransferCaseload("rossi", "bianchi"));
  clock.OpenedAtOnceBy("CaseloadTransferred");
  clock.Tells({"WorkerAssigned", "CaseloadTransferred"});
  clock.IsClosedByNothing();
}

CLOCK(kErase, WhatTwoApprovedIsErasedAtOnceUnlessAHoldCameBefore) {
  const EntityId person = Named(kit);
  Approve(kit, person);
  clock.OpenedAtOnceBy("ErasureApproved");
  clock.Tells({"KeysErased", "ErasureCompleted"});
  const EntityId other = Named(kit);
  Approve(kit, other);
  clock.OpenedAtOnceBy("ErasureApproved");
  kit.Given(Hold(other));
  clock.Tells({"ErasureStopped"});
  clock.IsClosedByNothing();
}

// --- access ---

CLOCK(kAccessReview, ASealThatNobodyReviewsIsTold) {
  kit.Given(AdoptRuleSet(SamplePolicy().dump()));
  const EntityId case_file = CaseInCharge(kit);
  auto seal = Seal(case_file, {"bianchi"});
  seal.review_on = (kit.today() + 90).days;
  kit.Given(seal);
  clock.OpenedBy("CaseSealed", kit.today() + 91);
  kit.PassUntil(kit.today() + 20);
  seal = Seal(case_file, {"bianchi"});
  seal.review_on = (kit.today() + 90).days;
  kit.Given(std::move(seal));
  clock.ClosedBy("CaseSealed");
  clock.OpenedBy("CaseSealed", kit.today() + 91);
  clock.Tells({"AccessReviewMissed"});
}

CLOCK(kAccessReview, AnEmergencyThatNobodyReviewsIsTold) {
  kit.Given(AdoptRuleSet(SamplePolicy().dump()));
  const EntityId case_file = CaseInCharge(kit);
  const auto in_emergency = [&] {
    const auto then = kit.When(ReadInEmergency(kit, case_file, {schema::Secrecy::diary}));
    clock.OpenedBy("EmergencyDeclared", Day{then.First<schema::EmergencyDeclaredT>().review_by} + 1);
  };
  in_emergency();
  GivenBy(kit, "verdi", ReviewEmergency(case_file));
  clock.ClosedBy("EmergencyReviewed");
  in_emergency();
  clock.Tells({"AccessReviewMissed"});
}

}  // namespace
}  // namespace fascicolo::engine
