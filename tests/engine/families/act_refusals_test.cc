// Rules about acts that say no.
#include "engine/families/refusal.h"
#include "engine/told_acts.h"
#include "engine/told_case_work.h"

namespace fascicolo::engine {
namespace {

REFUSAL(kActNeeded, WhereTheSheetWantsAnActNobodyPutsIntoForceByHand) {
  AdoptActs(kit);
  return kit.When(PutInForce(ProposedService(kit)));
}
REFUSAL(kActNeeded, NorEnds) {
  AdoptActs(kit);
  const EntityId service = ProposedService(kit);
  EffectiveAct(kit, "1/2026", PutInForce(service));
  return kit.When(End(service, kit.today()));
}
REFUSAL(kActNeeded, NorDenies) {
  AdoptActs(kit);
  return kit.When(Deny(Applicant(kit)));
}
REFUSAL(kActNeeded, AnActIsAnnulledByALaterOneOnly) { return kit.When(AnnulAct(EffectiveAct(kit, "1/2026"))); }
REFUSAL(kWrongActState, WhatIsSignedIsNotSignedAgain) {
  const EntityId act = kit.Given(Act());
  kit.Given(Sign(act));
  return kit.When(Sign(act, "13/2026"));
}
REFUSAL(kWrongActState, WhatHasEffectIsNotWithdrawn) { return kit.When(WithdrawAct(EffectiveAct(kit, "1/2026"))); }
REFUSAL(kActNumberTaken, NumbersOfAYearAreUsedOnce) {
  kit.Given(Sign(kit.Given(Act())));
  return kit.When(Sign(kit.Given(Act())));
}
REFUSAL(kVisaMissing, NothingIsPublishedBeforeTheMoneyIsAttested) {
  auto draft = Act();
  draft.terms->visa = true;
  const EntityId act = kit.Given(std::move(draft));
  kit.Given(Sign(act));
  return kit.When(Publish(act, kit.today(), kit.today() + 15));
}
REFUSAL(kNotAskedOfAct, AVisaIsForActsThatSpend) {
  auto draft = Act();
  draft.terms->publication = true;
  const EntityId act = kit.Given(std::move(draft));
  kit.Given(Sign(act));
  return kit.When(Visa(act));
}
REFUSAL(kNotAskedOfAct, OnlyProvisionalActsAreRatified) {
  return kit.When(Act(Ratify(EffectiveAct(kit, "1/2026"))));
}
REFUSAL(kNotAskedOfAct, NorIsTheirRatificationRefused) {
  return kit.When(RefuseRatification(EffectiveAct(kit, "1/2026")));
}
REFUSAL(kAlreadyDoneToAct, OneNoticeIsEnough) {
  const EntityId act = EffectiveAct(kit, "1/2026");
  kit.Given(Notify(act));
  return kit.When(Notify(act));
}
REFUSAL(kDateOutOfOrder, NoActIsPublishedBeforeItIsSigned) {
  const EntityId act = EffectiveAct(kit, "1/2026");
  return kit.When(Publish(act, kit.today() - 1, kit.today() + 15));
}
REFUSAL(kDateOutOfOrder, NobodyRatifiesInThePast) {
  auto draft = ProvisionalAct(kit.today());
  draft.terms->ratify_by = (kit.today() - 1).days;
  return kit.When(std::move(draft));
}
REFUSAL(kDateOutOfOrder, NobodySignsTomorrow) { return kit.When(Sign(kit.Given(Act())), kit.today() + 1); }
REFUSAL(kWorkerInConflict, WhoIsTooNearDoesNotSign) {
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Conflict(case_file, "bianchi"));
  auto draft = Act();
  draft.case_file = Ref(case_file);
  return kit.When(Sign(kit.Given(std::move(draft)), "1/2026", "bianchi"));
}
REFUSAL(kNotForewarned, NobodyIsDeniedUnheard) {
  return kit.When(Deny(Applicant(kit)));
}
REFUSAL(kProtocolNumberTaken, ANumberOfTheProtocolIsUsedOnce) {
  const EntityId application = Applicant(kit);
  kit.Given(Protocol(application, "2026/0000001"));
  return kit.When(Protocol(application, "2026/0000001"));
}

}  // namespace
}  // namespace fascicolo::engine
