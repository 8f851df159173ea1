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

FASCICOLO_EVOLVE(CallOpened);
FASCICOLO_EVOLVE(CallRectified);
FASCICOLO_EVOLVE(CommissionNamed);
FASCICOLO_EVOLVE(CallApplicationFiled);
FASCICOLO_EVOLVE(EntryDocumentsRequested);
FASCICOLO_EVOLVE(EntryDocumentsReceived);
FASCICOLO_EVOLVE(CommissionConflictDeclared);
FASCICOLO_EVOLVE(EntryScored);
FASCICOLO_EVOLVE(EntryAdmitted);
FASCICOLO_EVOLVE(EntryExcluded);
FASCICOLO_EVOLVE(EntryWithdrawn);
FASCICOLO_EVOLVE(ProvisionalListPublished);
FASCICOLO_EVOLVE(AppealFiled);
FASCICOLO_EVOLVE(AppealDecided);
FASCICOLO_EVOLVE(LotsDrawn);
FASCICOLO_EVOLVE(DrawCommitted);
FASCICOLO_EVOLVE(DrawRevealed);
FASCICOLO_EVOLVE(CourtOrderRecorded);
FASCICOLO_EVOLVE(FinalListPublished);
FASCICOLO_EVOLVE(EntryCalled);
FASCICOLO_EVOLVE(EntryConfirmed);
FASCICOLO_EVOLVE(EntrySucceeded);
FASCICOLO_EVOLVE(EntryEnded);
FASCICOLO_EVOLVE(RankingExhausted);
FASCICOLO_EVOLVE(RankingExpired);
FASCICOLO_EVOLVE(RankingReplaced);

}  // namespace fascicolo::engine
