// Rules about access to cases, about flows to INPS and about certificates that say no.
#include "engine/families/access/access.h"
#include "engine/families/refusal.h"
#include "engine/told_access.h"
#include "engine/told_plans.h"
#include "engine/told_transmission.h"

namespace fascicolo::engine {
namespace {

using Level = schema::Secrecy;

/// A case in charge of rossi, under the sample policy.
EntityId CaseByPolicy(Kit& kit) {
  AdoptOnce(kit, AdoptRuleSet(SamplePolicy().dump()));
  return CaseInCharge(kit);
}
EntityId SealedCase(Kit& kit) {
  const EntityId case_file = CaseByPolicy(kit);
  kit.Given(Seal(case_file, {"bianchi"}));
  return case_file;
}
/// In which somebody reads in an emergency.
EntityId CaseInEmergency(Kit& kit) {
  const EntityId case_file = CaseByPolicy(kit);
  kit.Given(ReadInEmergency(kit, case_file, {Level::diary}));
  return case_file;
}

// --- seals ---

REFUSAL(kSealedSo, ACaseIsNotSealedTwiceAlike) {
  const EntityId case_file = SealedCase(kit);
  return kit.When(Seal(case_file, {"bianchi", "bianchi"}));
}
REFUSAL(kCaseNotSealed, AnOpenCaseHasNoSealToLift) { return kit.When(Unseal(CaseByPolicy(kit))); }
REFUSAL(kTwoPersonsNeeded, NobodyLiftsASealAlone) { return kit.When(Unseal(SealedCase(kit))); }
REFUSAL(kTwoPersonsNeeded, NorByWhatWasAgreedToForAnother) {
  const EntityId case_file = SealedCase(kit);
  GivenBy(kit, "verdi", AskAnother(case_file, "unseal"));
  kit.Given(Agree(kit, case_file));
  return kit.When(Unseal(case_file));
}
REFUSAL(kTwoPersonsNeeded, NorOnceTheTermIsOver) {
  const EntityId case_file = SealedCase(kit);
  kit.Given(AskAnother(case_file, "unseal"));
  GivenBy(kit, "verdi", Agree(kit, case_file));
  kit.PassUntil(kit.today() + 1);
  return kit.When(Unseal(case_file));
}
REFUSAL(kNoAccessPolicy, WithoutAPolicyNobodyLiftsASeal) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Seal(case_file, {"bianchi"}));
  return kit.When(Unseal(case_file));
}
REFUSAL(kWorkerInConflict, ASealNamesNobodyWhoIsInConflict) {
  const EntityId case_file = CaseByPolicy(kit);
  kit.Given(Conflict(case_file, "bianchi"));
  return kit.When(Seal(case_file, {"bianchi"}));
}
REFUSAL(kDateOutOfOrder, ASealIsReviewedInTheFuture) {
  auto seal = Seal(CaseByPolicy(kit), {"bianchi"});
  seal.review_on = kit.today().days;
  return kit.When(std::move(seal));
}
REFUSAL(kTooMany, ASealNamesFiftyAtMost) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i <= kMaxNamedInSeal; ++i) names.push_back("worker" + std::to_string(i));
  return kit.When(Seal(CaseByPolicy(kit), names));
}

// --- emergencies ---

REFUSAL(kNoAccessPolicy, WithoutAPolicyThereIsNoEmergency) {
  return kit.When(ReadInEmergency(kit, CaseInCharge(kit), {Level::diary}));
}
REFUSAL(kNoEmergencies, APolicyMayForeseeNone) {
  auto policy = SamplePolicy();
  policy.erase("emergency");
  kit.Given(AdoptRuleSet(policy.dump()));
  return kit.When(ReadInEmergency(kit, CaseInCharge(kit), {Level::diary}));
}
REFUSAL(kEmergencyBeyondPolicy, AnEmergencyLastsNoLonger) {
  return kit.When(ReadInEmergency(kit, CaseByPolicy(kit), {Level::diary}, 62));
}
REFUSAL(kEmergencyBeyondPolicy, NorIsItOverAlready) {
  return kit.When(ReadInEmergency(kit, CaseByPolicy(kit), {Level::diary}, -1));
}
REFUSAL(kEmergencyBeyondPolicy, NorGoesDeeper) {
  auto policy = SamplePolicy();
  policy["emergency"]["levels"] = {"administrative"};
  kit.Given(AdoptRuleSet(policy.dump()));
  return kit.When(ReadInEmergency(kit, CaseInCharge(kit), {Level::administrative, Level::diary}));
}
REFUSAL(kEmergencyUnreviewed, NobodyDeclaresAnotherBeforeTheFirstIsReviewed) {
  CaseInEmergency(kit);
  return kit.When(ReadInEmergency(kit, CaseInCharge(kit), {Level::diary}));
}
REFUSAL(kWorkerInConflict, NobodyInConflictDeclaresOne) {
  const EntityId case_file = CaseByPolicy(kit);
  kit.Given(Conflict(case_file, "tester"));
  return kit.When(ReadInEmergency(kit, case_file, {Level::diary}));
}
REFUSAL(kAnotherPersonNeeded, NobodyReviewsTheirOwnEmergency) { return kit.When(ReviewEmergency(CaseInEmergency(kit))); }
REFUSAL(kAnotherPersonNeeded, NorOneThatTheyAgreedTo) {
  const EntityId case_file = SealedCase(kit);
  kit.Given(ReadInEmergency(kit, case_file, {Level::diary}));
  GivenBy(kit, "bianchi", ConfirmEmergency(case_file));
  return WhenBy(kit, "bianchi", ReviewEmergency(case_file));
}
REFUSAL(kAnotherPersonNeeded, NobodyAgreesToTheirOwnEmergency) {
  const EntityId case_file = SealedCase(kit);
  kit.Given(ReadInEmergency(kit, case_file, {Level::diary}));
  return kit.When(ConfirmEmergency(case_file));
}
REFUSAL(kEmergencyOutOfOrder, AnEmergencyIsReviewedOnce) {
  const EntityId case_file = CaseInEmergency(kit);
  GivenBy(kit, "verdi", ReviewEmergency(case_file));
  return WhenBy(kit, "verdi", ReviewEmergency(case_file));
}
REFUSAL(kEmergencyOutOfOrder, WhatTakesOnePersonIsNotAgreedTo) {
  return WhenBy(kit, "verdi", ConfirmEmergency(CaseInEmergency(kit)));
}
REFUSAL(kEmergencyOutOfOrder, WhatIsOverIsNotAgreedTo) {
  const EntityId case_file = SealedCase(kit);
  kit.Given(ReadInEmergency(kit, case_file, {Level::diary}));
  kit.PassUntil(kit.today() + 1);
  return WhenBy(kit, "verdi", ConfirmEmergency(case_file));
}

// --- two persons ---

REFUSAL(kTakesNoTwo, WhatOneMayDoAloneIsNotAskedFor) { return kit.When(AskAnother(CaseByPolicy(kit), "write")); }
REFUSAL(kAccessAskedFor, TheSameIsNotAskedForTwice) {
  const EntityId case_file = CaseByPolicy(kit);
  kit.Given(AskAnother(case_file, "export"));
  return kit.When(AskAnother(case_file, "export"));
}
REFUSAL(kAccessAskedFor, NorWhileItIsAgreedTo) {
  const EntityId case_file = CaseByPolicy(kit);
  kit.Given(AskAnother(case_file, "export"));
  GivenBy(kit, "verdi", Agree(kit, case_file));
  return kit.When(AskAnother(case_file, "export"));
}
REFUSAL(kAnotherPersonNeeded, NobodyAgreesToWhatTheyAskedFor) {
  const EntityId case_file = CaseByPolicy(kit);
  kit.Given(AskAnother(case_file, "export"));
  return kit.When(Agree(kit, case_file));
}
REFUSAL(kTermBeyondPolicy, NothingIsAgreedToForLonger) {
  const EntityId case_file = CaseByPolicy(kit);
  kit.Given(AskAnother(case_file, "export"));
  return WhenBy(kit, "verdi", Agree(kit, case_file, 1, 24 * 60 + 2));
}
REFUSAL(kAccessRequestOver, WhatWasWithdrawnIsNotAgreedTo) {
  const EntityId case_file = CaseByPolicy(kit);
  kit.Given(AskAnother(case_file, "export"));
  kit.Given(WithdrawAccess(case_file));
  return WhenBy(kit, "verdi", Agree(kit, case_file));
}
REFUSAL(kAccessRequestOver, NorWithdrawnOnceItIsOver) {
  const EntityId case_file = CaseByPolicy(kit);
  kit.Given(AskAnother(case_file, "export"));
  GivenBy(kit, "verdi", Agree(kit, case_file));
  kit.PassUntil(kit.today() + 1);
  return kit.When(WithdrawAccess(case_file));
}

// --- grants ---

REFUSAL(kAnotherPersonNeeded, NobodyGrantsThemselvesMore) {
  return kit.When(Grant(CaseByPolicy(kit), "tester", {Level::diary}, kit.today() + 10));
}
REFUSAL(kDateOutOfOrder, AGrantEndsInTheFuture) {
  return kit.When(Grant(CaseByPolicy(kit), "rivolta", {Level::diary}, kit.today()));
}
REFUSAL(kWorkerInConflict, NobodyInConflictIsGrantedMore) {
  const EntityId case_file = CaseByPolicy(kit);
  kit.Given(Conflict(case_file, "rivolta"));
  return kit.When(Grant(case_file, "rivolta", {Level::diary}, kit.today() + 10));
}
REFUSAL(kGrantNotInForce, AGrantIsRevokedOnce) {
  const EntityId case_file = CaseByPolicy(kit);
  kit.Given(Grant(case_file, "rivolta", {Level::diary}, kit.today() + 10));
  kit.Given(RevokeGrant(case_file));
  return kit.When(RevokeGrant(case_file));
}

// --- flows to INPS ---

REFUSAL(kNoSender, NothingIsHandedOutWithoutASender) { return kit.When(FlowsRead(kit.now(), 3)); }
REFUSAL(kNoSender, ASenderOfOtherFlowsIsNone) {
  kit.Given(NameSender("rossi", schema::FlowKind::sinba));
  return kit.When(FlowsRead(kit.now(), 3));
}
REFUSAL(kSenderNamed, TheSameSenderIsNotNamedTwice) {
  kit.Given(NameSender("rossi"));
  return kit.When(NameSender("rossi"));
}
REFUSAL(kFlowsReadBefore, FlowsAreReadOnce) {
  kit.Given(NameSender("rossi"));
  const Instant until = kit.now();
  kit.Given(FlowsRead(until, 3));
  return kit.When(FlowsRead(until, 1));
}
REFUSAL(kFlowOutcomeKnown, AnOutcomeIsRecordedOnce) {
  kit.Given(FlowRejected(kFlow));
  return kit.When(FlowRejected(kFlow));
}
REFUSAL(kFlowNotRejected, OnlyARejectedFlowIsPutRight) {
  kit.Given(FlowAccepted(kFlow));
  return kit.When(FlowAccepted(kLaterFlow, kFlow));
}
REFUSAL(kFlowNotRejected, OnlyARejectedFlowIsGivenUp) { return kit.When(GiveUp(kFlow)); }

// --- certificates ---

REFUSAL(kCertificateEnded, NobodyAsksForAPlanWithACertificateThatEnded) {
  AdoptPlans(kit);
  auto request = RequestPlan(CaseInCharge(kit), kit.today() - 100);
  request.certified_until = kit.today().days;
  return kit.When(std::move(request));
}
REFUSAL(kCertificateEnded, NoPlanBeginsAfterItsCertificate) {
  const PlanAsked asked = FundedBackHome(kit, "base_a");
  kit.Given(Certificate(asked.plan, kit.today() - 10, kit.today().days + 5));
  return kit.When(Act(StartPlan(asked.plan, kit.today() + 5, asked.payee)));
}

}  // namespace
}  // namespace fascicolo::engine
