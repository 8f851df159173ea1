// Every command on a call and on an entry in every state: what its state does not allow is refused by name.
#include <functional>
#include <set>

#include "engine/families/ranking_lines.h"
#include "engine/families/ranking_states.h"
#include "engine/told_rankings.h"

namespace fascicolo::engine {
namespace {

constexpr std::array kEntryStates{EntryState::kFiled,     EntryState::kScored,    EntryState::kAdmitted,
                                  EntryState::kExcluded,  EntryState::kCalled,    EntryState::kConfirmed,
                                  EntryState::kWithdrawn, EntryState::kRenounced, EntryState::kEnded};
constexpr std::array kCallStates{CallState::kOpen,      CallState::kProvisional, CallState::kFinal,
                                 CallState::kExhausted, CallState::kExpired,     CallState::kReplaced};

template <class Fact>
void Live(Kit& kit, EntityId entity, schema::EntityKind kind, Fact fact) {
  EXPECT_TRUE(kit.Folds(entity, kind, std::move(fact)));
}

/// An entry that a history has led to this state.
EntityId EntryIn(Kit& kit, EntityId call, EntryState state) {
  const EntityId entry = StayEntry(kit, call);
  if (state == EntryState::kFiled) return entry;
  schema::EntryScoredT scored;
  Live(kit, entry, kEntryKind, scored);
  if (state == EntryState::kScored) return entry;
  if (state == EntryState::kExcluded) {
    Live(kit, entry, kEntryKind, schema::EntryExcludedT());
    return entry;
  }
  Live(kit, entry, kEntryKind, schema::EntryAdmittedT());
  schema::EntryWithdrawnT withdrawn;
  withdrawn.renounced = state == EntryState::kRenounced;
  if (state == EntryState::kWithdrawn) Live(kit, entry, kEntryKind, withdrawn);
  if (state == EntryState::kAdmitted || state == EntryState::kWithdrawn) return entry;
  Live(kit, entry, kEntryKind, schema::EntryCalledT());
  if (state == EntryState::kRenounced) Live(kit, entry, kEntryKind, withdrawn);
  if (state == EntryState::kConfirmed) Live(kit, entry, kEntryKind, schema::EntryConfirmedT());
  if (state == EntryState::kEnded) Live(kit, entry, kEntryKind, schema::EntryEndedT());
  return entry;
}

template <class Fact>
Fact EmptyList(const Kit& kit, EntityId call) {
  Fact list;
  list.edition = CallOf(kit, call).edition + 1;
  list.hash = RefOf(HashOfList(call, list.lines));
  if constexpr (requires { list.appeals_until; }) list.appeals_until = kit.today().days;
  if constexpr (requires { list.valid_until; }) list.valid_until = kit.today().days;
  return list;
}

/// An open call, brought into this state.
void Lead(Kit& kit, EntityId call, CallState state) {
  if (state == CallState::kOpen) return;
  Live(kit, call, kCallKind, EmptyList<schema::ProvisionalListPublishedT>(kit, call));
  if (state == CallState::kProvisional) return;
  Live(kit, call, kCallKind, EmptyList<schema::FinalListPublishedT>(kit, call));
  if (state == CallState::kExhausted) Live(kit, call, kCallKind, schema::RankingExhaustedT());
  if (state == CallState::kExpired) Live(kit, call, kCallKind, schema::RankingExpiredT());
  if (state == CallState::kReplaced) Live(kit, call, kCallKind, schema::RankingReplacedT());
}

EntityId CallIn(Kit& kit, CallState state) {
  const EntityId call = StaysCall(kit);
  Lead(kit, call, state);
  return call;
}

template <class State>
struct Command {
  const char* name;
  std::set<State> allowed;
  std::function<Then(Kit&, EntityId)> hand_in;
};

bool IsRefusedBy(const Then& then, Rule rule) { return then.told().refusal && then.told().refusal->rule == rule; }

TEST(EntryStates, AllowWhatFollowsFromThemAndNothingElse) {
  using enum EntryState;
  const std::set<EntryState> before{kFiled, kScored, kAdmitted};
  const std::set<EntryState> decided{kFiled, kScored, kAdmitted, kExcluded};
  const std::vector<Command<EntryState>> commands{
      {"RequestEntryDocuments", before, [](Kit& kit, EntityId id) { return kit.When(AskEntryFor(kit, id, "isee")); }},
      {"ReceiveEntryDocuments", before,
       [](Kit& kit, EntityId id) { return kit.When(About<schema::ReceiveEntryDocumentsT>(id)); }},
      {"DeclareCommissionConflict", decided,
       [](Kit& kit, EntityId id) { return kit.When(CommissionConflict(id, "rossi")); }},
      {"ScoreEntry", decided, [](Kit& kit, EntityId id) { return kit.When(ScoreEntry(id)); }},
      {"AdmitEntry", decided, [](Kit& kit, EntityId id) { return kit.When(Admit(id)); }},
      {"ExcludeEntry", {kFiled, kScored, kAdmitted, kCalled},
       [](Kit& kit, EntityId id) { return kit.When(Exclude(id)); }},
      {"WithdrawEntry", {kFiled, kScored, kAdmitted, kExcluded, kCalled, kConfirmed},
       [](Kit& kit, EntityId id) { return kit.When(WithdrawEntry(id)); }},
      {"FileAppeal", {kScored, kAdmitted, kExcluded}, [](Kit& kit, EntityId id) { return kit.When(Appeal(id)); }},
      {"DecideAppeal", {kScored, kAdmitted, kExcluded, kWithdrawn},
       [](Kit& kit, EntityId id) { return kit.When(DecideAppeal(id, true)); }},
      {"RecordCourtOrder", {kScored, kAdmitted, kExcluded},
       [](Kit& kit, EntityId id) { return kit.When(CourtOrder(id, 1)); }},
      {"CallEntry", {kAdmitted}, [](Kit& kit, EntityId id) { return kit.When(CallNext(id)); }},
      {"ConfirmEntry", {kCalled}, [](Kit& kit, EntityId id) { return kit.When(Confirm(id)); }},
      {"SucceedEntry", {kFiled, kScored, kAdmitted, kCalled, kConfirmed},
       [](Kit& kit, EntityId id) { return kit.When(Succeed(id, id)); }},
      {"EndEntry", {kFiled, kScored, kAdmitted, kCalled, kConfirmed},
       [](Kit& kit, EntityId id) { return kit.When(EndEntry(id, "completed")); }},
  };
  Kit kit;
  AdoptCatalogue(kit);
  AdoptStays(kit);
  for (const EntryState state : kEntryStates) {
    for (const auto& command : commands) {
      SCOPED_TRACE(std::string(command.name) + " on an entry that is " + std::string(TextOf(state)));
      const EntityId entry = EntryIn(kit, StaysCall(kit), state);
      ASSERT_EQ(EntryOf(kit, entry).state, state);
      const Then then = command.hand_in(kit, entry);
      EXPECT_EQ(IsRefusedBy(then, Rule::kWrongEntryState), !command.allowed.contains(state)) << ToString(then.told());
    }
  }
}

TEST(CallStates, AllowWhatFollowsFromThemAndNothingElse) {
  using enum CallState;
  const std::set<CallState> lists{kProvisional, kFinal, kExhausted};
  const std::vector<Command<CallState>> commands{
      {"ApplyToCall", {kOpen}, [](Kit& kit, EntityId id) { return kit.When(ApplyTo(id, CaseInCharge(kit))); }},
      {"RectifyCall", {kOpen, kProvisional, kFinal},
       [](Kit& kit, EntityId id) { return kit.When(OfCall<schema::RectifyCallT>(id)); }},
      {"NameCommission", {kOpen, kProvisional},
       [](Kit& kit, EntityId id) { return kit.When(Commission(id, {"rossi"})); }},
      {"PublishProvisional", {kOpen, kProvisional}, [](Kit& kit, EntityId id) { return kit.When(Provisional(id)); }},
      {"RecordDraw", lists, [](Kit& kit, EntityId id) { return kit.When(Draw(id, {id})); }},
      {"CommitDraw", lists, [](Kit& kit, EntityId id) {
         schema::CommitDrawT command;
         command.call = Ref(id);
         command.seed_hash = RefOf(Hash{});
         command.public_source = "lotto";
         command.public_on = (kit.today() + 1).days;
         return kit.When(std::move(command));
       }},
      {"RevealDraw", lists, [](Kit& kit, EntityId id) {
         schema::RevealDrawT command;
         command.call = Ref(id);
         command.seed = RefOf(Hash{});
         command.public_number = "1";
         return kit.When(std::move(command));
       }},
      {"PublishFinal", lists, [](Kit& kit, EntityId id) { return kit.When(Final(kit, id)); }},
      {"CloseRanking", {kFinal}, [](Kit& kit, EntityId id) { return kit.When(OfCall<schema::CloseRankingT>(id)); }},
  };
  Kit kit;
  AdoptCatalogue(kit);
  AdoptStays(kit);
  for (const CallState state : kCallStates) {
    for (const auto& command : commands) {
      SCOPED_TRACE(std::string(command.name) + " on a call that is " + std::string(TextOf(state)));
      const EntityId call = CallIn(kit, state);
      ASSERT_EQ(CallOf(kit, call).state, state);
      const Then then = command.hand_in(kit, call);
      EXPECT_EQ(IsRefusedBy(then, Rule::kWrongCallState), !command.allowed.contains(state)) << ToString(then.told());
    }
  }
}

/// An event of a call with one entry, with content that holds in any state.
struct CallStep {
  schema::EventPayload event;
  std::function<bool(Kit&, EntityId call, EntityId entry)> fold;
};

schema::CallRectifiedT ADayLonger(const Kit& kit, EntityId call) {
  schema::CallRectifiedT rectified;
  rectified.last_day = CallOf(kit, call).last_day.days + 1;
  return rectified;
}
schema::DrawCommittedT CommittedDraw(const Kit& kit, EntityId entry) {
  schema::DrawCommittedT draw;
  draw.seed_hash = RefOf(Hash{});
  draw.public_on = (kit.today() + 1).days;
  draw.entries = {events::ToSchema(entry)};
  return draw;
}
template <class Fact>
Fact DrawOf(EntityId entry) {
  Fact draw;
  draw.order = {events::ToSchema(entry)};
  return draw;
}

std::vector<CallStep> CallSteps() {
  using Event = schema::EventPayload;
  const auto folds = [](Kit& kit, EntityId call, auto fact) { return kit.Folds(call, kCallKind, std::move(fact)); };
  return {{Event::CallRectified, [=](Kit& kit, EntityId call, EntityId) { return folds(kit, call, ADayLonger(kit, call)); }},
          {Event::CommissionNamed,
           [=](Kit& kit, EntityId call, EntityId) {
             schema::CommissionNamedT named;
             named.commission = {"rossi"};
             return folds(kit, call, std::move(named));
           }},
          {Event::ProvisionalListPublished,
           [=](Kit& kit, EntityId call, EntityId) { return folds(kit, call, EmptyList<schema::ProvisionalListPublishedT>(kit, call)); }},
          {Event::FinalListPublished,
           [=](Kit& kit, EntityId call, EntityId) { return folds(kit, call, EmptyList<schema::FinalListPublishedT>(kit, call)); }},
          {Event::LotsDrawn, [=](Kit& kit, EntityId call, EntityId entry) { return folds(kit, call, DrawOf<schema::LotsDrawnT>(entry)); }},
          {Event::DrawCommitted, [=](Kit& kit, EntityId call, EntityId entry) { return folds(kit, call, CommittedDraw(kit, entry)); }},
          {Event::DrawRevealed,
           [=](Kit& kit, EntityId call, EntityId entry) {
             (void)folds(kit, call, CommittedDraw(kit, entry));
             return folds(kit, call, DrawOf<schema::DrawRevealedT>(entry));
           }},
          {Event::RankingExhausted, [=](Kit& kit, EntityId call, EntityId) { return folds(kit, call, schema::RankingExhaustedT()); }},
          {Event::RankingExpired, [=](Kit& kit, EntityId call, EntityId) { return folds(kit, call, schema::RankingExpiredT()); }},
          {Event::RankingReplaced, [=](Kit& kit, EntityId call, EntityId) { return folds(kit, call, schema::RankingReplacedT()); }}};
}

TEST(CallStates, LeadWhereTheTableSaysAndNowhereElse) {
  std::set<schema::EventPayload> walked{schema::EventPayload::CallOpened};  // of which there is no state before
  for (const CallStep& step : CallSteps()) {
    walked.insert(step.event);
    const auto cycle = CallCycle();
    const auto move = std::find_if(cycle.begin(), cycle.end(), [&](const auto& one) { return one.event == step.event; });
    ASSERT_NE(move, cycle.end());
    for (const CallState before : kCallStates) {
      SCOPED_TRACE(std::string(schema::EnumNameEventPayload(step.event)) + " of a call that is " + std::string(TextOf(before)));
      Kit kit;
      AdoptCatalogue(kit);
      AdoptStays(kit);
      const EntityId call = StaysCall(kit);
      const EntityId entry = StayEntry(kit, call);
      Lead(kit, call, before);
      EXPECT_EQ(step.fold(kit, call, entry), move->from.Has(before));
      const CallState after = CallOf(kit, call).state;
      EXPECT_TRUE(move->from.Has(before) ? move->Leads(before, after) : after == before);
    }
  }
  std::set<schema::EventPayload> in_table;
  for (const auto& move : CallCycle()) in_table.insert(move.event);
  EXPECT_EQ(walked, in_table);
}

}  // namespace
}  // namespace fascicolo::engine
