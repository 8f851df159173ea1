// Activation: application, score, waiting list, offer, service, end. One decider family for every service that is given
// in places or amounts; what differs between services stands in their sheets.
//
//   filed -> scored -> waiting <-> offered -> (proposed ->) in force -> ended
//      \_______/\______________________^  \-> removed (refused or silent, as the sheet says)
//       started where nobody waits
//   withdrawn: from every state before "in force"; denied: the same but while an offer is open
//
// Where the sheet wants an act, only an act puts a proposed service into force, denies, suspends or ends (act.h).
//
// Each decision that takes or frees a place carries two facts: one about the activation, one about the unit; each that
// changes the order of a list, one about the list. So every entity's history is whole by itself.
//
// A case has at most one application per service that is not decided yet (everything before "in force"): two would hold
// two places on one list. A service in force is not in the way: more of it, when the pool is full, is waited for like
// everything else, and is then an activation of its own.
//
// A foreign history (Intent::imported) obeys these states, but capacity, points, turn and terms are not checked, it may
// start a service from the list without an offer, and it opens no obligation: an overbooked unit shows as such, and
// nothing is offered in the middle of an import. Nor is its second application refused: both were filed, and what came
// of each must find it. Both show, flagged as imported, and stand in the way of a third that is not.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// Offers that one commit makes; if more is free, it opens the obligation to go on.
inline constexpr std::size_t kMaxOffersPerCommit = 20;

/// The waiting list of a service: one per authority.
[[nodiscard]] EntityId ListOf(std::string_view service);
/// "waiting"; for refusals and views.
[[nodiscard]] std::string_view TextOf(ActivationState state);

Decision Decide(const State& state, const Intent& intent, const schema::FileApplication& command);
Decision Decide(const State& state, const Intent& intent, const schema::ScoreApplication& command);
Decision Decide(const State& state, const Intent& intent, const schema::EnterList& command);
Decision Decide(const State& state, const Intent& intent, const schema::OfferPlace& command);
Decision Decide(const State& state, const Intent& intent, const schema::AcceptOffer& command);
Decision Decide(const State& state, const Intent& intent, const schema::RefuseOffer& command);
Decision Decide(const State& state, const Intent& intent, const schema::StartService& command);
Decision Decide(const State& state, const Intent& intent, const schema::VaryService& command);
Decision Decide(const State& state, const Intent& intent, const schema::SuspendService& command);
Decision Decide(const State& state, const Intent& intent, const schema::ResumeService& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordDelivery& command);
Decision Decide(const State& state, const Intent& intent, const schema::EndService& command);
Decision Decide(const State& state, const Intent& intent, const schema::WithdrawApplication& command);
Decision Decide(const State& state, const Intent& intent, const schema::PutInForce& command);
Decision Decide(const State& state, const Intent& intent, const schema::DenyApplication& command);

/// Executes a due obligation. Never refuses and never rejects: what there is to do is done, or it is dropped with its
/// ground by an ObligationDropped on the obligation's entity.
Decision FulfilOfferExpiry(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);
Decision FulfilFreePlace(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);

FASCICOLO_EVOLVE(ApplicationFiled);
FASCICOLO_EVOLVE(ApplicationScored);
FASCICOLO_EVOLVE(WaitingStarted);
FASCICOLO_EVOLVE(EntryAdded);
FASCICOLO_EVOLVE(EntryMoved);
FASCICOLO_EVOLVE(EntryRemoved);
FASCICOLO_EVOLVE(OfferMade);
FASCICOLO_EVOLVE(OfferAccepted);
FASCICOLO_EVOLVE(OfferRefused);
FASCICOLO_EVOLVE(OfferLapsed);
FASCICOLO_EVOLVE(ServiceProposed);
FASCICOLO_EVOLVE(ServiceStarted);
FASCICOLO_EVOLVE(ServiceVaried);
FASCICOLO_EVOLVE(ServiceSuspended);
FASCICOLO_EVOLVE(ServiceResumed);
FASCICOLO_EVOLVE(ServiceDelivered);
FASCICOLO_EVOLVE(ServiceEnded);
FASCICOLO_EVOLVE(ApplicationWithdrawn);
FASCICOLO_EVOLVE(ApplicationDenied);
FASCICOLO_EVOLVE(FeeRecalculated);

}  // namespace fascicolo::engine
