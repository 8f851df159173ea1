// Who may read a case beside what the policy of access says for everybody; engine/access/may.h counts all of it.
//
//   seal        only whom it names, and who has a role that it names, learns that there is such a case. Lifting it
//               takes two where the policy says so
//   emergency   a worker declares why, reads the levels asked for until an instant, and another reviews it afterwards.
//               Of a sealed case, and of a level that takes two, nothing is read before another has agreed
//   two         an action that the policy lets nobody do alone: asked for by one, agreed to by another, for a term
//   grant       somebody reads more than the policy says, until a day: an auditor who needs assessments
//
// Whoever agrees, reviews or grants is another person than who gains by it. Which roles may, the policy says and the
// doors ask: names are all that a decider knows. No emergency without a policy in force: it says how long and how deep.
//
// Sources: L. 119/2001; Garante, guidelines on the health file, 2015 (access in an emergency is traced and checked);
// GDPR, art. 32.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr std::size_t kMaxNamedInSeal = 50;        ///< workers; as many roles
inline constexpr std::uint32_t kMaxAccessOfCase = 10'000;  ///< emergencies, requests, grants, each
inline constexpr int kMaxGrantDays = 366;

Decision Decide(const State& state, const Intent& intent, const schema::SealCase& command);
Decision Decide(const State& state, const Intent& intent, const schema::UnsealCase& command);
Decision Decide(const State& state, const Intent& intent, const schema::DeclareEmergency& command);
Decision Decide(const State& state, const Intent& intent, const schema::ConfirmEmergency& command);
Decision Decide(const State& state, const Intent& intent, const schema::ReviewEmergency& command);
Decision Decide(const State& state, const Intent& intent, const schema::RequestAccess& command);
Decision Decide(const State& state, const Intent& intent, const schema::ApproveAccess& command);
Decision Decide(const State& state, const Intent& intent, const schema::WithdrawAccess& command);
Decision Decide(const State& state, const Intent& intent, const schema::GrantAccess& command);
Decision Decide(const State& state, const Intent& intent, const schema::RevokeAccess& command);

/// Tells that an emergency, or a seal, was not reviewed in time.
Decision FulfilAccessReview(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);

FASCICOLO_EVOLVE(CaseSealed);
FASCICOLO_EVOLVE(CaseUnsealed);
FASCICOLO_EVOLVE(EmergencyDeclared);
FASCICOLO_EVOLVE(EmergencyConfirmed);
FASCICOLO_EVOLVE(EmergencyReviewed);
FASCICOLO_EVOLVE(AccessReviewMissed);
FASCICOLO_EVOLVE(AccessRequested);
FASCICOLO_EVOLVE(AccessApproved);
FASCICOLO_EVOLVE(AccessWithdrawn);
FASCICOLO_EVOLVE(AccessGranted);
FASCICOLO_EVOLVE(AccessRevoked);

}  // namespace fascicolo::engine
