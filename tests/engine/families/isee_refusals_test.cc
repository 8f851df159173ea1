#include "engine/families/refusal.h"
#include "engine/told_isee.h"

namespace fascicolo::engine {
namespace {

EntityId AttestationOf(Kit& kit, const std::string& number) {
  const EntityId household = IseeHousehold(kit, {SomePerson(kit)}, kit.today() - 100);
  kit.Given(RecordIsee(household, Attestation(number, kit.today() - 10, 100)));
  return household;
}

REFUSAL(kNotAnIseeHousehold, ARegistryFamilyHasNoIsee) {
  const EntityId family = kit.Given(Form(Family({SomePerson(kit)}), kit.today() - 100));
  return kit.When(RecordIsee(family, Attestation("1", kit.today(), 100)));
}
REFUSAL(kIseeDoesNotAddUp, AFifthOfThePropertyCounts) {
  auto attestation = Attestation("1", kit.today(), 100);
  attestation.isp = 1'000;
  return kit.When(RecordIsee(IseeHousehold(kit, {SomePerson(kit)}, kit.today()), attestation))
      .ThenRefused(Rule::kIseeDoesNotAddUp, "figure", "ise");
}
REFUSAL(kIseeDoesNotAddUp, TheScaleDivides) {
  auto attestation = Attestation("1", kit.today(), 100);
  attestation.scale = 157;
  return kit.When(RecordIsee(IseeHousehold(kit, {SomePerson(kit)}, kit.today()), attestation))
      .ThenRefused(Rule::kIseeDoesNotAddUp, "expected_cents", "64");
}
REFUSAL(kIseeDoesNotAddUp, ACorrectionAddsUpToo) {
  auto attestation = Attestation("2", kit.today(), 100);
  attestation.ise = 200;
  return kit.When(CorrectIsee(AttestationOf(kit, "1"), "1", attestation));
}
REFUSAL(kIseeAlreadyRecorded, AnAttestationIsRecordedOnceInTheWholeLedger) {
  AttestationOf(kit, "1");
  const EntityId other = IseeHousehold(kit, {SomePerson(kit)}, kit.today());
  return kit.When(RecordIsee(other, Attestation("1", kit.today(), 100)));
}
REFUSAL(kIseeAlreadyRecorded, NoneCorrectsItself) {
  return kit.When(CorrectIsee(AttestationOf(kit, "1"), "1", Attestation("1", kit.today(), 100)));
}
REFUSAL(kIseeNotRecorded, OnlyWhatIsRecordedIsCorrected) {
  return kit.When(CorrectIsee(AttestationOf(kit, "1"), "2", Attestation("3", kit.today(), 100)));
}
REFUSAL(kIseeNotRecorded, AHouseholdCorrectsNotThatOfAnother) {
  AttestationOf(kit, "1");
  return kit.When(CorrectIsee(AttestationOf(kit, "2"), "1", Attestation("3", kit.today(), 100)));
}
REFUSAL(kIseeAlreadyCorrected, WhatIsCorrectedIsNotCorrectedAgain) {
  const EntityId household = AttestationOf(kit, "1");
  kit.Given(CorrectIsee(household, "1", Attestation("2", kit.today(), 200)));
  return kit.When(CorrectIsee(household, "1", Attestation("3", kit.today(), 300)));
}
REFUSAL(kDateOutOfOrder, NothingIsAttestedTomorrow) {
  return kit.When(RecordIsee(IseeHousehold(kit, {SomePerson(kit)}, kit.today()),
                             Attestation("1", kit.today() + 1, 100)));
}
REFUSAL(kDateOutOfOrder, NothingIsAttestedBeforeThereIsAHousehold) {
  return kit.When(RecordIsee(IseeHousehold(kit, {SomePerson(kit)}, kit.today()),
                             Attestation("1", kit.today() - 1, 100)));
}
REFUSAL(kDateOutOfOrder, AnAttestationDoesNotEndBeforeItBegins) {
  auto attestation = Attestation("1", kit.today(), 100);
  attestation.valid_until = (kit.today() - 1).days;
  return kit.When(RecordIsee(IseeHousehold(kit, {SomePerson(kit)}, kit.today()), attestation));
}
REFUSAL(kDateOutOfOrder, ACorrectionIsNotIssuedBeforeWhatItCorrects) {
  return kit.When(CorrectIsee(AttestationOf(kit, "1"), "1", Attestation("2", kit.today() - 11, 100)));
}
REFUSAL(kHouseholdDissolved, NothingIsAttestedOfAHouseholdThatIsNoMore) {
  const EntityId person = SomePerson(kit);
  const EntityId household = IseeHousehold(kit, {person}, kit.today() - 100);
  kit.Given(Leave(household, person, kit.today() - 5));
  kit.Given(RecordIsee(household, Attestation("1", kit.today() - 6, 100)));
  return kit.When(RecordIsee(household, Attestation("2", kit.today() - 5, 100)));
}

}  // namespace
}  // namespace fascicolo::engine
