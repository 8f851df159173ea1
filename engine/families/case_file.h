// The case file (cartella sociale), rows R44, R45 and R50: contact at a desk and what comes of it, taking in charge, who is
// responsible, rest, transfer to another municipality, closure.
//
//   contact --ConcludeContact--> closed        the desk answered: information, orientation, not competent
//   contact --ProposeHandover--> handed over --TakeInCharge--> in charge
//                                            --DeclineHandover--> contact
//   contact --TakeInCharge--> in charge
//   in charge --MakeDormant--> dormant         nothing happens for the time being
//   open --AnswerTransfer (accepted)--> transferred
//   open --CloseCase--> closed
//   closed, dormant, transferred --ReopenCase--> in charge, or contact if it never was
//
// A case with running services or open applications is not closed, put to rest or transferred: nobody loses a benefit behind
// his back (D10). Who declared a conflict of interest on a case decides nothing more in it.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr std::size_t kMaxDocumentsDue = 20;  ///< of one emergency

Decision Decide(const State& state, const Intent& intent, const schema::RegisterContact& command);
Decision Decide(const State& state, const Intent& intent, const schema::ConcludeContact& command);
Decision Decide(const State& state, const Intent& intent, const schema::ProposeHandover& command);
Decision Decide(const State& state, const Intent& intent, const schema::DeclineHandover& command);
Decision Decide(const State& state, const Intent& intent, const schema::TakeInCharge& command);
Decision Decide(const State& state, const Intent& intent, const schema::SetUrgency& command);
Decision Decide(const State& state, const Intent& intent, const schema::GivePrivacyNotice& command);
Decision Decide(const State& state, const Intent& intent, const schema::MakeDormant& command);
Decision Decide(const State& state, const Intent& intent, const schema::ProposeTransfer& command);
Decision Decide(const State& state, const Intent& intent, const schema::AnswerTransfer& command);
Decision Decide(const State& state, const Intent& intent, const schema::CloseCase& command);
Decision Decide(const State& state, const Intent& intent, const schema::ReopenCase& command);

FASCICOLO_EVOLVE(ContactRegistered);
FASCICOLO_EVOLVE(ContactConcluded);
FASCICOLO_EVOLVE(HandoverProposed);
FASCICOLO_EVOLVE(HandoverDeclined);
FASCICOLO_EVOLVE(TakenInCharge);
FASCICOLO_EVOLVE(UrgencySet);
FASCICOLO_EVOLVE(PrivacyNoticeGiven);
FASCICOLO_EVOLVE(CaseMadeDormant);
FASCICOLO_EVOLVE(TransferProposed);
FASCICOLO_EVOLVE(TransferAnswered);
FASCICOLO_EVOLVE(CaseClosed);
FASCICOLO_EVOLVE(CaseReopened);

}  // namespace fascicolo::engine
