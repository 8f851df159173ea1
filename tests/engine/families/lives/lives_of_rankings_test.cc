// The life of an entry of a ranking, from the application to the end.
#include "engine/families/lives/life.h"
#include "engine/families/ranking_states.h"
#include "engine/told_rankings.h"

namespace fascicolo::engine {
namespace {

using EntryEvent = schema::EventPayload;
using EntryDeed = Deed<EntryState, EntryEvent>;
using schema::ChangeGround;

EntryState StateOfEntry(const Kit& kit, EntityId entry) { return EntryOf(kit, entry).state; }

/// The only one of a call, about which a commission of two decides.
EntityId EntryThatIs(Kit& kit, EntryState state) {
  using enum EntryState;
  AdoptCatalogue(kit);
  AdoptStays(kit);
  const EntityId call = StaysCall(kit);
  kit.Given(Commission(call, {"tester", "rossi"}));
  const EntityId entry = StayEntry(kit, call);
  if (state != kFiled) kit.Given(ScoreEntry(entry));
  if (state == kExcluded) kit.Given(Exclude(entry));
  if (state == kFiled || state == kScored || state == kExcluded) return entry;
  kit.Given(Admit(entry));
  if (state == kAdmitted) return entry;
  if (state == kWithdrawn) {
    PublishProvisionalOf(kit, call);
    kit.Given(Appeal(entry));
    kit.Given(WithdrawEntry(entry));
    return entry;
  }
  PublishBoth(kit, call);
  kit.Given(CallNext(entry));
  if (state == kRenounced) kit.Given(WithdrawEntry(entry));
  if (state == kConfirmed || state == kEnded) kit.Given(Confirm(entry));
  if (state == kEnded) kit.Given(EndEntry(entry, "completed"));
  return entry;
}

/// A provisional list with the entry in the state in which it is, if it can stand on one.
void PublishAround(Kit& kit, EntityId entry) {
  const EntryState state = StateOfEntry(kit, entry);
  if (!StatesBefore(EntryCycle(), EntryEvent::AppealFiled).Has(state)) return;
  if (state == EntryState::kScored) kit.Given(Admit(entry));
  PublishProvisionalOf(kit, EntryOf(kit, entry).call);
  if (state == EntryState::kScored) kit.Given(On(ChangeGround::own_motion, ScoreEntry(entry)));
}

std::vector<EntryDeed> DeedsOfTheCommission() {
  using enum EntryState;
  return {
      {EntryEvent::EntryDocumentsRequested, "ask for documents",
       [](Kit& kit, EntityId id) { return kit.When(AskEntryFor(kit, id, "isee")); }},
      {EntryEvent::EntryDocumentsReceived, "receive documents",
       [](Kit& kit, EntityId id) {
         kit.When(AskEntryFor(kit, id, "isee"));
         return kit.When(About<schema::ReceiveEntryDocumentsT>(id));
       }},
      {EntryEvent::CommissionConflictDeclared, "declare a conflict",
       [](Kit& kit, EntityId id) { return kit.When(CommissionConflict(id, "rossi")); }},
      {EntryEvent::EntryScored, "score", [](Kit& kit, EntityId id) { return kit.When(ScoreEntry(id)); }},
      // Who has no points is refused for that before.
      {EntryEvent::EntryAdmitted, "admit", [](Kit& kit, EntityId id) { return kit.When(Admit(id)); }, {kFiled}},
      {EntryEvent::EntryExcluded, "exclude",
       [](Kit& kit, EntityId id) {
         return kit.When(StateOfEntry(kit, id) == kCalled ? On(ChangeGround::verification, Exclude(id)) : Exclude(id));
       }},
      {EntryEvent::AppealFiled, "appeal",
       [](Kit& kit, EntityId id) {
         PublishAround(kit, id);
         return kit.When(Appeal(id));
       }},
      {EntryEvent::AppealDecided, "decide an appeal",
       [](Kit& kit, EntityId id) {
         PublishAround(kit, id);
         if (StateOfEntry(kit, id) != kWithdrawn) kit.When(Appeal(id));
         return kit.When(DecideAppeal(id, true));
       }},
      {EntryEvent::CourtOrderRecorded, "record an order of a court",
       [](Kit& kit, EntityId id) {
         PublishAround(kit, id);
         return kit.When(CourtOrder(id, 1));
       }},
  };
}

std::vector<EntryDeed> DeedsOfTheList() {
  using enum EntryState;
  return {
      {EntryEvent::EntryCalled, "call",
       [](Kit& kit, EntityId id) {
         if (StateOfEntry(kit, id) == kAdmitted) PublishBoth(kit, EntryOf(kit, id).call);
         return kit.When(CallNext(id));
       }},
      {EntryEvent::EntryConfirmed, "confirm", [](Kit& kit, EntityId id) { return kit.When(Confirm(id)); }},
      {EntryEvent::EntryWithdrawn, "withdraw", [](Kit& kit, EntityId id) { return kit.When(WithdrawEntry(id)); }},
      {EntryEvent::EntryEnded, "end",
       [](Kit& kit, EntityId id) {
         if (StateOfEntry(kit, id) == kConfirmed) return kit.When(EndEntry(id, "completed"));
         kit.Given(Death(EntryOf(kit, id).person));
         return kit.When(EndEntry(id, "deceased"));
       }},
  };
}

TEST(EntryLife, IsLedByItsTable) {
  using enum EntryState;
  const std::vector<EntryState> states{kFiled,     kScored,    kAdmitted,  kExcluded, kCalled,
                                       kConfirmed, kWithdrawn, kRenounced, kEnded};
  auto deeds = DeedsOfTheCommission();
  for (auto& deed : DeedsOfTheList()) deeds.push_back(std::move(deed));
  ExpectLife(Life<EntryState, EntryEvent>{LinesOf(EntryCycle(), states),
                                     states,
                                     EntryThatIs,
                                     StateOfEntry,
                                     std::move(deeds),
                                     {EntryEvent::EntrySucceeded},  // of a household: ranking_test.cc
                                     {Rule::kWrongEntryState, Rule::kWrongCallState, Rule::kNotScored}},
             {{kFiled, EntryEvent::EntryAdmitted, kAdmitted}});  // by no command: who has no points is refused for that
}

}  // namespace
}  // namespace fascicolo::engine
