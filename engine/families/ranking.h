// Rankings (graduatorie): a call, the applications to it, its provisional and final lists, and who is called from them.
//
//   the call:   open --PublishProvisional--> provisional --PublishFinal--> final --CloseRanking--> exhausted
//               (again: another edition)      ^ itself     ^ itself, or from exhausted
//               final, exhausted --(the day after its validity)--> expired
//               final, exhausted, expired --(PublishFinal of the call that replaces it)--> replaced
//
//   an entry:   filed --ScoreEntry--> scored --AdmitEntry--> admitted (with or without reserve)
//                                        \---ExcludeEntry--> excluded
//               admitted --CallEntry--> called --ConfirmEntry--> confirmed --EndEntry--> ended
//               withdrawn: before it was called; renounced: called or confirmed; ended: also while it waits, where the
//               applicant has died and nobody succeeds. ScoreEntry leads back to scored, and so does nothing else
//
// An application to a call is an entity of its own, of kind `entry`: what is decided about it changes its own rows, so that
// thousands of entries have histories apart, and a list names each by an id that outlives the list. It is no activation:
// what activations promise (a deadline of its own, one application per service, a case that stays open) does not hold for a
// competition that may last ten years.
//
// The criteria are frozen when the call opens (L. 241/1990, art. 12). A list is what its publication says: one event that
// holds all lines and their hash. What changes an entry afterwards names its ground, and shows on the next edition.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr auto kCallKind = schema::EntityKind::call;
inline constexpr auto kEntryKind = schema::EntityKind::entry;

/// "provisional", "admitted"; for refusals and views.
[[nodiscard]] std::string_view TextOf(CallState state);
[[nodiscard]] std::string_view TextOf(EntryState state);

Decision Decide(const State& state, const Intent& intent, const schema::OpenCall& command);
Decision Decide(const State& state, const Intent& intent, const schema::RectifyCall& command);
Decision Decide(const State& state, const Intent& intent, const schema::NameCommission& command);
Decision Decide(const State& state, const Intent& intent, const schema::ApplyToCall& command);
Decision Decide(const State& state, const Intent& intent, const schema::RequestEntryDocuments& command);
Decision Decide(const State& state, const Intent& intent, const schema::ReceiveEntryDocuments& command);
Decision Decide(const State& state, const Intent& intent, const schema::DeclareCommissionConflict& command);
Decision Decide(const State& state, const Intent& intent, const schema::ScoreEntry& command);
Decision Decide(const State& state, const Intent& intent, const schema::AdmitEntry& command);
Decision Decide(const State& state, const Intent& intent, const schema::ExcludeEntry& command);
Decision Decide(const State& state, const Intent& intent, const schema::WithdrawEntry& command);
Decision Decide(const State& state, const Intent& intent, const schema::PublishProvisional& command);
Decision Decide(const State& state, const Intent& intent, const schema::FileAppeal& command);
Decision Decide(const State& state, const Intent& intent, const schema::DecideAppeal& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordDraw& command);
Decision Decide(const State& state, const Intent& intent, const schema::CommitDraw& command);
Decision Decide(const State& state, const Intent& intent, const schema::RevealDraw& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordCourtOrder& command);
Decision Decide(const State& state, const Intent& intent, const schema::PublishFinal& command);
Decision Decide(const State& state, const Intent& intent, const schema::CallEntry& command);
Decision Decide(const State& state, const Intent& intent, const schema::ConfirmEntry& command);
Decision Decide(const State& state, const Intent& intent, const schema::SucceedEntry& command);
Decision Decide(const State& state, const Intent& intent, const schema::EndEntry& command);
Decision Decide(const State& state, const Intent& intent, const schema::CloseRanking& command);

/// The list's validity is over: recorded, on the day after its last.
Decision FulfilRankingExpiry(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);

#define FASCICOLO_RANKING_EVENT(Name) \
  bool Evolve(const EventContext& context, const schema::Event& event, const schema::Name& fact, StateEditor& editor)
FASCICOLO_RANKING_EVENT(CallOpened);
FASCICOLO_RANKING_EVENT(CallRectified);
FASCICOLO_RANKING_EVENT(CommissionNamed);
FASCICOLO_RANKING_EVENT(CallApplicationFiled);
FASCICOLO_RANKING_EVENT(EntryDocumentsRequested);
FASCICOLO_RANKING_EVENT(EntryDocumentsReceived);
FASCICOLO_RANKING_EVENT(CommissionConflictDeclared);
FASCICOLO_RANKING_EVENT(EntryScored);
FASCICOLO_RANKING_EVENT(EntryAdmitted);
FASCICOLO_RANKING_EVENT(EntryExcluded);
FASCICOLO_RANKING_EVENT(EntryWithdrawn);
FASCICOLO_RANKING_EVENT(ProvisionalListPublished);
FASCICOLO_RANKING_EVENT(AppealFiled);
FASCICOLO_RANKING_EVENT(AppealDecided);
FASCICOLO_RANKING_EVENT(LotsDrawn);
FASCICOLO_RANKING_EVENT(DrawCommitted);
FASCICOLO_RANKING_EVENT(DrawRevealed);
FASCICOLO_RANKING_EVENT(CourtOrderRecorded);
FASCICOLO_RANKING_EVENT(FinalListPublished);
FASCICOLO_RANKING_EVENT(EntryCalled);
FASCICOLO_RANKING_EVENT(EntryConfirmed);
FASCICOLO_RANKING_EVENT(EntrySucceeded);
FASCICOLO_RANKING_EVENT(EntryEnded);
FASCICOLO_RANKING_EVENT(RankingExhausted);
FASCICOLO_RANKING_EVENT(RankingExpired);
FASCICOLO_RANKING_EVENT(RankingReplaced);
#undef FASCICOLO_RANKING_EVENT

}  // namespace fascicolo::engine
