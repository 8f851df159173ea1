// Rules about the rights of a person that say no.
#include "engine/families/refusal.h"
#include "engine/told_rights.h"

namespace fascicolo::engine {
namespace {

// --- erasure ---

REFUSAL(kLegalHold, WhatIsHeldIsNotErased) {
  const EntityId person = Named(kit);
  kit.Given(Hold(person));
  return kit.When(ProposeErasure(person));
}
REFUSAL(kLegalHold, AHoldOnAMergedEntryHoldsThePerson) {
  const EntityId person = Named(kit);
  const EntityId duplicate = Named(kit);
  kit.Given(Hold(duplicate));
  kit.Given(Merge(person, duplicate));
  return kit.When(ProposeErasure(person));
}
REFUSAL(kLegalHold, AHoldThatCameMeanwhileForbidsTheApproval) {
  const EntityId person = Named(kit);
  kit.Given(ProposeErasure(person));
  kit.Given(Hold(person));
  kit.GivenActor("archivist");
  return kit.When(ApproveErasure(person));
}
REFUSAL(kCasesNotClosed, NobodyIsErasedWhoseCaseIsOpen) {
  const EntityId case_file = kit.Given(Contact());
  return kit.When(ProposeErasure(PersonOf(kit, case_file)));
}
REFUSAL(kErasurePending, OneErasureGoesOnAtATime) {
  const EntityId person = Named(kit);
  kit.Given(ProposeErasure(person));
  return kit.When(ProposeErasure(person));
}
REFUSAL(kErasureNotPending, WhatNobodyProposedIsNotApproved) { return kit.When(ApproveErasure(Named(kit))); }
REFUSAL(kErasureNotPending, WhatWasApprovedIsNotWithdrawn) {
  const EntityId person = Named(kit);
  Approve(kit, person);
  return kit.When(WithdrawErasure(person));
}
REFUSAL(kFourEyes, WhoProposesDoesNotApprove) {
  const EntityId person = Named(kit);
  kit.Given(ProposeErasure(person));
  return kit.When(ApproveErasure(person));
}
REFUSAL(kFourEyes, WhoApprovedDoesNotApproveAgain) {
  const EntityId person = Named(kit);
  kit.Given(ProposeErasure(person));
  kit.GivenActor("archivist");
  kit.Given(ApproveErasure(person));
  return kit.When(ApproveErasure(person));
}
REFUSAL(kPersonMerged, ADuplicateIsErasedWithThePersonOnly) {
  const EntityId duplicate = Named(kit);
  kit.Given(Merge(Named(kit), duplicate));
  return kit.When(ProposeErasure(duplicate));
}
REFUSAL(kPersonErased, NoNameIsAddedToWhoIsErased) {
  const EntityId person = Named(kit);
  EraseNow(kit, person);
  return kit.WhenWith({{"/surname", "Inventata"}}, Correct(person, kit.today() - 9'000));
}
REFUSAL(kPersonErased, NoTextIsAddedToTheirCase) {
  const EntityId person = Named(kit);
  const EntityId case_file = ClosedCase(kit, person);
  EraseNow(kit, person);
  kit.Given(ReopenCase(case_file));
  return kit.WhenWith({{"/text", "Ancora una storia"}}, Note(case_file));
}
REFUSAL(kPersonErased, NoStoryIsToldInANewCaseOfTheirs) {
  const EntityId person = Named(kit);
  EraseNow(kit, person);
  auto contact = Contact();
  contact.person = Ref(person);
  return kit.WhenWith({{"/narrative", "Una storia inventata"}}, std::move(contact));
}
REFUSAL(kPersonErased, NobodyIsMergedIntoWhoIsErased) {
  const EntityId person = Named(kit);
  EraseNow(kit, person);
  return kit.When(Merge(person, Named(kit)));
}
REFUSAL(kPersonErased, WhoIsErasedIsNobodysDuplicate) {
  const EntityId person = Named(kit);
  EraseNow(kit, person);
  return kit.When(Merge(Named(kit), person));
}
REFUSAL(kPersonErased, WhatWasErasedTogetherStaysTogether) {
  const EntityId person = Named(kit);
  const EntityId duplicate = Named(kit);
  kit.Given(Merge(person, duplicate));
  EraseNow(kit, person);
  return kit.When(Unmerge(duplicate));
}
REFUSAL(kTooMany, APersonHasNoMoreErasuresThanTheLimit) {
  const EntityId person = Named(kit);
  for (std::uint32_t number = 1; number <= 20; ++number) {
    kit.Given(ProposeErasure(person));
    kit.Given(WithdrawErasure(person, number));
  }
  return kit.When(ProposeErasure(person));
}

// --- holds and restriction ---

REFUSAL(kHoldNotInForce, AHoldIsLiftedOnce) {
  const EntityId person = Named(kit);
  kit.Given(Hold(person));
  kit.Given(LiftHold(person));
  return kit.When(LiftHold(person));
}
REFUSAL(kTooMany, APersonHasNoMoreHoldsThanTheLimit) {
  const EntityId person = Named(kit);
  for (int i = 0; i < 50; ++i) kit.Given(Hold(person));
  return kit.When(Hold(person));
}
REFUSAL(kAlreadyRestricted, ProcessingIsRestrictedOnce) {
  const EntityId person = Named(kit);
  kit.Given(Restrict(person));
  return kit.When(Restrict(person));
}
REFUSAL(kTooMany, APersonHasNoMoreRestrictionsThanTheLimit) {
  const EntityId person = Named(kit);
  for (int i = 0; i < 50; ++i) {
    kit.Given(Restrict(person));
    kit.Given(LiftRestriction(person, kit.today()));
  }
  return kit.When(Restrict(person));
}
REFUSAL(kNotRestricted, WhatIsNotRestrictedIsNotSetFree) {
  return kit.When(LiftRestriction(Named(kit), kit.today()));
}
REFUSAL(kDateOutOfOrder, ThePersonIsToldBeforeARestrictionIsLifted) {
  const EntityId person = Named(kit);
  kit.Given(Restrict(person));
  return kit.When(LiftRestriction(person, kit.today() + 1));
}
REFUSAL(kProcessingRestricted, NothingIsAddedToWhatIsRestricted) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Restrict(PersonOf(kit, case_file)));
  return kit.WhenWith({{"/text", "Una storia inventata"}}, Note(case_file));
}
REFUSAL(kProcessingRestricted, AGroundThatIsNotAllowedDoesNotHelp) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Restrict(PersonOf(kit, case_file), {schema::UseGround::legal_claims}));
  kit.GivenUse(schema::UseGround::consent);
  return kit.WhenWith({{"/text", "Una storia inventata"}}, Note(case_file));
}
REFUSAL(kProcessingRestricted, ARestrictionOnAMergedEntryHoldsForThePerson) {
  const EntityId person = Named(kit);
  const EntityId duplicate = Named(kit);
  kit.Given(Restrict(duplicate));
  kit.Given(Merge(person, duplicate));
  return kit.WhenWith({{"/address", "via Inventata 1"}}, Address(person, ""));
}

}  // namespace
}  // namespace fascicolo::engine
