#include "engine/families/limits.h"
#include "engine/families/refusal.h"
#include "engine/told_rankings.h"
#include "events/hash.h"

namespace fascicolo::engine {
namespace {

using schema::ChangeGround;
using schema::GroupKind;

/// A call for climatic stays, for two.
EntityId Stays(Kit& kit) {
  AdoptStays(kit);
  return StaysCall(kit);
}
/// An entry of such a call.
EntityId Filed(Kit& kit) { return StayEntry(kit, Stays(kit)); }
EntityId CallOfEntry(const Kit& kit, EntityId entry) { return EntryOf(kit, entry).call; }
/// Admitted, and the provisional list is out.
EntityId OnProvisional(Kit& kit) {
  const EntityId entry = Filed(kit);
  Decided(kit, entry);
  PublishProvisionalOf(kit, CallOfEntry(kit, entry));
  return entry;
}
EntityId OnFinal(Kit& kit) {
  const EntityId entry = OnProvisional(kit);
  PublishFinalOf(kit, CallOfEntry(kit, entry));
  return entry;
}
/// Two who tie, and the provisional list is out.
std::vector<EntityId> Tied(Kit& kit) {
  const EntityId call = Stays(kit);
  std::vector<EntityId> tied{AdmittedStay(kit, call), AdmittedStay(kit, call)};
  PublishProvisionalOf(kit, call);
  return tied;
}
schema::CommitDrawT CommitTo(const Kit& kit, EntityId call, Day public_on) {
  schema::CommitDrawT command;
  command.call = Ref(call);
  const Hash seed;
  command.seed_hash = std::make_unique<schema::Hash>(
      flatbuffers::span<const std::uint8_t, 32>(events::Sha256(seed.bytes).bytes));
  command.public_source = "lotto, Cagliari, first number of " + FormatDay(kit.today());
  command.public_on = public_on.days;
  return command;
}
schema::RevealDrawT Reveal(EntityId call, std::uint8_t first_byte = 0) {
  schema::RevealDrawT command;
  command.call = Ref(call);
  Hash seed;
  seed.bytes[0] = first_byte;
  command.seed = std::make_unique<schema::Hash>(flatbuffers::span<const std::uint8_t, 32>(seed.bytes));
  command.public_number = "42";
  return command;
}

// --- the call ---

REFUSAL(kServiceHasNoRanking, AServiceByApplicationHasNoCall) { return kit.When(OpenCall(kit, kCentre)); }
REFUSAL(kServiceNotAdopted, NoCallIsOpenedForAServiceThatIsNotAdopted) { return kit.When(OpenCall(kit, kStays)); }
REFUSAL(kNoRuleSetInForce, NoCallIsOpenedWithoutCriteria) {
  kit.Given(AdoptSheet(BuiltInText(kStays)));
  return kit.When(OpenCall(kit, kStays));
}
REFUSAL(kNoRuleSetInForce, AFormulaWithoutAnOrderRanksNobody) {
  AdoptStays(kit);
  kit.Given(AdoptRuleSet(BuiltInText("adi_amount-2025")));
  auto command = OpenCall(kit, kStays);
  command.rule_set = "adi_amount";
  return kit.When(std::move(command));
}
REFUSAL(kDateOutOfOrder, AWindowDoesNotEndBeforeItBegins) {
  AdoptStays(kit);
  return kit.When(OpenCall(kit, kStays, -1));
}
REFUSAL(kDateOutOfOrder, AWindowIsNotShortened) {
  auto command = OfCall<schema::RectifyCallT>(Stays(kit));
  command.last_day = (kit.today() + 1).days;
  return kit.When(std::move(command));
}
REFUSAL(kCallOfOtherService, ACallReplacesOneOfItsOwnService) {
  const EntityId stays = Stays(kit);
  kit.Given(AdoptSheet(BuiltInText("reis")));
  kit.Given(AdoptRuleSet(BuiltInText("reis_order-2025")));
  auto command = OpenCall(kit, "reis");
  command.rule_set = "reis_order";
  command.replaces = Ref(stays);
  return kit.When(std::move(command));
}
REFUSAL(kActNeeded, NoListIsPublishedByHandWhereItsSheetWantsAnAct) {
  kit.Given(AdoptSheet(BuiltInText("reis")));
  kit.Given(AdoptRuleSet(BuiltInText("reis_order-2025")));
  auto command = OpenCall(kit, "reis");
  command.rule_set = "reis_order";
  return kit.When(Provisional(kit.Given(std::move(command))));
}
REFUSAL(kWrongCallState, NoFinalListWithoutAProvisionalOne) { return kit.When(Final(kit, Stays(kit))); }
REFUSAL(kWrongCallState, NobodyAppliesAfterAListIsOut) {
  const EntityId call = CallOfEntry(kit, OnProvisional(kit));
  return kit.When(ApplyTo(call, CaseInCharge(kit)));
}
REFUSAL(kWrongCallState, TheWindowIsNotReopenedAfterAListIsOut) {
  auto command = OfCall<schema::RectifyCallT>(CallOfEntry(kit, OnProvisional(kit)));
  command.last_day = (kit.today() + 30).days;
  return kit.When(std::move(command));
}
REFUSAL(kWrongCallState, NobodyIsCalledFromAProvisionalList) { return kit.When(CallNext(OnProvisional(kit))); }
REFUSAL(kWrongCallState, NobodyIsCalledFromAListThatHasExpired) {
  const EntityId entry = OnFinal(kit);
  kit.PassUntil(kit.today() + 366);
  return kit.When(CallNext(entry)).ThenRefused(Rule::kWrongCallState, "state", "expired");
}
REFUSAL(kWindowRuns, NoListWhileApplicationsMayBeFiled) {
  const EntityId entry = Filed(kit);
  Decided(kit, entry);
  return kit.When(Provisional(CallOfEntry(kit, entry)));
}
REFUSAL(kEntriesRemain, AListIsNotExhaustedWhileSomebodyIsNext) {
  return kit.When(OfCall<schema::CloseRankingT>(CallOfEntry(kit, OnFinal(kit))));
}

// --- the entry ---

REFUSAL(kOutsideWindow, NobodyAppliesAfterTheWindow) {
  const EntityId call = Stays(kit);
  kit.PassUntil(kit.today() + 11);
  return kit.When(ApplyTo(call, CaseInCharge(kit)));
}
REFUSAL(kOutsideWindow, NobodyAppliesBeforeTheWindow) {
  return kit.When(ApplyTo(Stays(kit), CaseInCharge(kit)), kit.today() - 1);
}
REFUSAL(kAlreadyInCall, ACaseAppliesOnce) {
  const EntityId entry = Filed(kit);
  return kit.When(ApplyTo(CallOfEntry(kit, entry), EntryOf(kit, entry).case_file));
}
REFUSAL(kServesOnePerson, StaysAreForOne) {
  const EntityId call = Stays(kit);
  return kit.When(ApplyTo(call, CaseInCharge(kit), {PersonOf(kit, CaseInCharge(kit))}));
}
REFUSAL(kPersonDeceased, NobodyAppliesForTheDead) {
  const EntityId call = Stays(kit);
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Death(PersonOf(kit, case_file)));
  kit.OpenNextDay();
  return kit.When(ApplyTo(call, case_file));
}
REFUSAL(kDocumentNotForeseen, ADocumentIsOneOfTheSheet) { return kit.When(AskEntryFor(kit, Filed(kit), "diploma")); }
REFUSAL(kNothingOpen, WhatWasNotAskedForDoesNotCome) {
  return kit.When(About<schema::ReceiveEntryDocumentsT>(Filed(kit)));
}
REFUSAL(kDateOutOfOrder, NoDocumentIsDueInThePast) {
  auto command = AskEntryFor(kit, Filed(kit), "isee");
  command.due = (kit.today() - 1).days;
  return kit.When(std::move(command));
}
REFUSAL(kEntryDocumentsMissing, NobodyIsAdmittedWithoutTheirDocuments) {
  const EntityId entry = Filed(kit);
  kit.Given(ScoreEntry(entry));
  kit.Given(AskEntryFor(kit, entry, "isee"));
  return kit.When(Admit(entry));
}
REFUSAL(kInputsMissing, PointsOfAnEntryAreNotGuessed) {
  return kit.When(ScoreEntry(kit.Given(ApplyTo(Stays(kit), CaseInCharge(kit)))));
}
REFUSAL(kNotScored, NobodyIsAdmittedWithoutAScore) { return kit.When(Admit(Filed(kit))); }
REFUSAL(kRequisitesMissing, WhoIsAboveTheCeilingIsNotAdmitted) {
  kit.Given(AdoptSheet(BuiltInText("reis")));
  kit.Given(AdoptRuleSet(BuiltInText("reis_order-2025")));
  auto command = OpenCall(kit, "reis");
  command.rule_set = "reis_order";
  const EntityId entry = kit.Given(ApplyTo(kit.Given(std::move(command)), CaseInCharge(kit)));
  auto score = ScoreEntry(entry);
  score.inputs.push_back(Number("isre_cents", 650'001));
  score.inputs.push_back(Number("isee_cents", 100));
  score.inputs.push_back(Number("scale_hundredths", 100));
  kit.Given(std::move(score));
  return kit.When(Admit(entry)).ThenRefused(Rule::kRequisitesMissing, "requisite", "isre_within");
}
REFUSAL(kUnknownReason, SomebodyIsExcludedForAReasonOfTheSheet) { return kit.When(Exclude(Filed(kit), "bad_mood")); }
REFUSAL(kWrongEntryState, WhoHasWithdrawnIsNotScored) {
  const EntityId entry = Filed(kit);
  kit.Given(WithdrawEntry(entry));
  return kit.When(ScoreEntry(entry));
}
REFUSAL(kWrongEntryState, WhoWasNotCalledIsNotConfirmed) { return kit.When(Confirm(OnFinal(kit))); }

// --- the commission ---

REFUSAL(kNotInCommission, OnlyTheCommissionScores) {
  const EntityId entry = Filed(kit);
  kit.Given(Commission(CallOfEntry(kit, entry), {"rossi", "bianchi"}));
  return kit.When(ScoreEntry(entry));
}
REFUSAL(kNotInCommission, NobodyElseDeclaresAConflict) {
  const EntityId entry = Filed(kit);
  kit.Given(Commission(CallOfEntry(kit, entry), {"rossi"}));
  return kit.When(CommissionConflict(entry, "verdi"));
}
REFUSAL(kMemberInConflict, TheCousinDecidesNothing) {
  const EntityId entry = Filed(kit);
  kit.Given(Commission(CallOfEntry(kit, entry), {"rossi", "bianchi"}));
  kit.Given(CommissionConflict(entry, "rossi"));
  kit.GivenActor("rossi");
  return kit.When(ScoreEntry(entry));
}
REFUSAL(kMemberInConflict, AConflictIsDeclaredOnce) {
  const EntityId entry = Filed(kit);
  kit.Given(Commission(CallOfEntry(kit, entry), {"rossi"}));
  kit.Given(CommissionConflict(entry, "rossi"));
  return kit.When(CommissionConflict(entry, "rossi"));
}

// --- lists and appeals ---

REFUSAL(kEntriesUndecided, NoListWhileSomebodyIsUndecided) {
  const EntityId call = CallOfEntry(kit, Filed(kit));
  kit.PassUntil(kit.today() + 11);
  return kit.When(Provisional(call));
}
REFUSAL(kChangeGroundMissing, AfterAPublicationNothingChangesWithoutAGround) {
  return kit.When(Exclude(OnProvisional(kit)));
}
REFUSAL(kChangeGroundMissing, AnAppealThatWasNotUpheldIsNoGround) {
  const EntityId entry = OnProvisional(kit);
  kit.Given(Appeal(entry));
  kit.Given(DecideAppeal(entry, false));
  return kit.When(On(ChangeGround::appeal, ScoreEntry(entry)));
}
REFUSAL(kChangeGroundMissing, NoCourtHasOrderedAnything) {
  return kit.When(On(ChangeGround::court_order, ScoreEntry(OnFinal(kit))));
}
REFUSAL(kChangeGroundMissing, WhoWasNotCalledWasNotVerified) {
  return kit.When(On(ChangeGround::verification, Exclude(OnFinal(kit))));
}
REFUSAL(kAppealTooLate, AnAppealComesWithinItsDays) {
  const EntityId entry = OnProvisional(kit);
  kit.PassUntil(kit.today() + 11);
  return kit.When(Appeal(entry));
}
REFUSAL(kAppealPending, OneAppealAtATime) {
  const EntityId entry = OnProvisional(kit);
  kit.Given(Appeal(entry));
  return kit.When(Appeal(entry));
}
REFUSAL(kAppealPending, NoFinalListBeforeAppealsAreDecided) {
  const EntityId entry = OnProvisional(kit);
  kit.Given(Appeal(entry));
  kit.PassUntil(kit.today() + 11);
  return kit.When(Final(kit, CallOfEntry(kit, entry)));
}
REFUSAL(kNoAppeal, WhereNobodyAppealedNothingIsDecided) { return kit.When(DecideAppeal(OnProvisional(kit), true)); }
REFUSAL(kAppealsRun, NoFinalListWhileAppealsMayCome) {
  return kit.When(Final(kit, CallOfEntry(kit, OnProvisional(kit))));
}
REFUSAL(kTooMany, AnEntryAppealsSoManyTimes) {
  const EntityId entry = OnProvisional(kit);
  for (std::size_t i = 0; i < kMaxAppeals; ++i) {
    kit.Given(Appeal(entry));
    kit.Given(DecideAppeal(entry, false));
  }
  return kit.When(Appeal(entry));
}
REFUSAL(kTooMany, AListHoldsSoManyEntries) {
  const EntityId call = Stays(kit);
  for (std::uint32_t i = 0; i < kMaxListLines; ++i) {
    schema::CallApplicationFiledT filed;
    filed.call = Ref(call);
    filed.case_file = Ref(NewEntity({}, 100'000 + i));
    if (!kit.Folds(NewEntity({}, i), kEntryKind, std::move(filed))) return kit.When(ApplyTo(call, {}));
  }
  return kit.When(ApplyTo(call, CaseInCharge(kit)));
}
REFUSAL(kDateOutOfOrder, AListIsNotValidUntilYesterday) {
  const EntityId entry = OnProvisional(kit);
  kit.PassUntil(kit.today() + 11);
  return kit.When(Final(kit, CallOfEntry(kit, entry), -1));
}

// --- lots ---

REFUSAL(kTiesNotDrawn, NoFinalListWhileTwoTie) {
  const auto tied = Tied(kit);
  kit.PassUntil(kit.today() + 11);
  return kit.When(Final(kit, CallOfEntry(kit, tied[0])));
}
REFUSAL(kNobodyTies, WhereNobodyTiesNoLotsAreDrawn) {
  const EntityId entry = OnProvisional(kit);
  return kit.When(Draw(CallOfEntry(kit, entry), {entry}));
}
REFUSAL(kDrawIncomplete, ADrawNamesEverybodyWhoTies) {
  const auto tied = Tied(kit);
  return kit.When(Draw(CallOfEntry(kit, tied[0]), {tied[0]}));
}
REFUSAL(kWitnessesMissing, ADrawHasTwoWitnesses) {
  const auto tied = Tied(kit);
  auto command = Draw(CallOfEntry(kit, tied[0]), tied);
  command.witnesses.pop_back();
  return kit.When(std::move(command));
}
REFUSAL(kDrawNumberNotAhead, TheNumberIsNotKnownToday) {
  return kit.When(CommitTo(kit, CallOfEntry(kit, Tied(kit)[0]), kit.today()));
}
REFUSAL(kDrawPending, NoOtherDrawBesideACommittedOne) {
  const auto tied = Tied(kit);
  const EntityId call = CallOfEntry(kit, tied[0]);
  kit.Given(CommitTo(kit, call, kit.today() + 3));
  return kit.When(Draw(call, tied));
}
REFUSAL(kNoDrawCommitted, NothingIsRevealedThatWasNotCommitted) {
  return kit.When(Reveal(CallOfEntry(kit, Tied(kit)[0])));
}
REFUSAL(kDrawNumberNotPublic, NothingIsRevealedBeforeTheNumberIsKnown) {
  const EntityId call = CallOfEntry(kit, Tied(kit)[0]);
  kit.Given(CommitTo(kit, call, kit.today() + 3));
  return kit.When(Reveal(call));
}
REFUSAL(kSeedDoesNotMatch, AnotherSeedIsNotTaken) {
  const EntityId call = CallOfEntry(kit, Tied(kit)[0]);
  kit.Given(CommitTo(kit, call, kit.today() + 1));
  kit.OpenNextDay();
  return kit.When(Reveal(call, 7));
}

// --- who is called ---

REFUSAL(kNoSuchSubList, NobodyIsCalledFromAListThatThereIsNot) {
  return kit.When(CallNext(OnFinal(kit), "young_couples"));
}
REFUSAL(kNotNextInRanking, NobodyIsCalledOutOfTurn) {
  const EntityId call = Stays(kit);
  const EntityId first = AdmittedStay(kit, call, 100);
  const EntityId second = AdmittedStay(kit, call, 200);
  PublishBoth(kit, call);
  return kit.When(CallNext(second)).ThenRefused(Rule::kNotNextInRanking, "first", ToHex(first));
}
REFUSAL(kNoPlacesLeft, NobodyIsCalledWhenAllPlacesAreGiven) {
  AdoptStays(kit);
  const EntityId call = StaysCall(kit, 1);
  const EntityId first = AdmittedStay(kit, call, 100);
  const EntityId second = AdmittedStay(kit, call, 200);
  PublishBoth(kit, call);
  kit.Given(CallNext(first));
  return kit.When(CallNext(second));
}
REFUSAL(kAdmittedWithReserve, WhoIsAdmittedWithReserveIsNotCalled) {
  const EntityId entry = Filed(kit);
  kit.Given(ScoreEntry(entry));
  kit.Given(Admit(entry, true));
  PublishBoth(kit, CallOfEntry(kit, entry));
  return kit.When(CallNext(entry));
}
REFUSAL(kFundsExhausted, NobodyIsCalledWhenTheFundsDoNotSuffice) {
  kit.Given(AdoptSheet(BuiltInText("reis")));
  kit.Given(AdoptRuleSet(BuiltInText("reis_order-2025")));
  auto command = OpenCall(kit, "reis");
  command.rule_set = "reis_order";
  command.budget = 649'999;
  const EntityId entry = kit.Given(ApplyTo(kit.Given(std::move(command)), CaseInCharge(kit)));
  auto score = ScoreEntry(entry);
  for (const char* input : {"isre_cents", "isee_cents"}) score.inputs.push_back(Number(input, 0));
  score.inputs.push_back(Number("scale_hundredths", 100));
  kit.Given(std::move(score));
  kit.Given(Admit(entry));
  PublishBoth(kit, CallOfEntry(kit, entry));
  return kit.When(CallNext(entry));
}
REFUSAL(kPersonDeceased, TheDeadAreNotCalled) {
  const EntityId entry = OnFinal(kit);
  kit.Given(Death(EntryOf(kit, entry).person));
  return kit.When(CallNext(entry));
}
REFUSAL(kPersonNotDeceased, NobodySucceedsTheLiving) {
  const EntityId entry = OnFinal(kit);
  return kit.When(Succeed(entry, EntryOf(kit, entry).person));
}
REFUSAL(kPersonNotDeceased, AnEntryOfSomebodyAliveDoesNotEndWhileItWaits) {
  return kit.When(EndEntry(OnFinal(kit), "deceased"));
}
REFUSAL(kNotOfTheEntry, OnlyTheHouseholdSucceeds) {
  const EntityId entry = OnFinal(kit);
  kit.Given(Death(EntryOf(kit, entry).person));
  return kit.When(Succeed(entry, PersonOf(kit, CaseInCharge(kit))));
}

}  // namespace
}  // namespace fascicolo::engine
