// Acts (atti): the spine that decisions pass through. What touches a person's rights is proposed, and takes effect by an act
// that somebody signs (design D10).
//
//   drafted -> signed -> effective      once everything is there that its terms ask for: visa, publication, notice, day
//      \_________\-> withdrawn  \-> annulled by a later act; a provisional one that nobody ratified: unratified
//
// An act carries commands. When it takes effect they are decided one by one, each in a commit of its own that an obligation
// makes, with the act's signer as their actor and the act's day as theirs; their events name the act. A rule that says no by
// then returns that command to the office and stops none of the others. So nothing has effect before its act, and a process
// that dies in between goes on where it was.
//
// A list that an act publishes is signed as it is (SignedList): whoever signs answers for those lines, and if they became others
// before the act had effect, the list goes back to the office. When an act falls, what it put into force goes on, and its end is
// proposed (act_effects.h).
//
// Whether a decision wants an act, its sheet says; its decider asks CheckByAct.
#pragma once

#include "engine/catalogue/sheet.h"
#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr auto kActKind = schema::EntityKind::act;

/// "signed"; for refusals and views.
[[nodiscard]] std::string_view TextOf(ActState state);
/// Acts carry commands of this type.
[[nodiscard]] bool MayBeCarried(const schema::Carried& carried);
/// Where the sheet wants an act, the decision comes from one that has effect.
[[nodiscard]] std::optional<Decision> CheckByAct(const Intent& intent, const Sheet& sheet);
/// The day from which the act has effect, as everything stands; none: something is missing.
[[nodiscard]] std::optional<Day> EffectiveDay(const ActRow& row);

Decision Decide(const State& state, const Intent& intent, const schema::DraftAct& command);
Decision Decide(const State& state, const Intent& intent, const schema::SignAct& command);
Decision Decide(const State& state, const Intent& intent, const schema::GiveVisa& command);
Decision Decide(const State& state, const Intent& intent, const schema::PublishAct& command);
Decision Decide(const State& state, const Intent& intent, const schema::NotifyAct& command);
Decision Decide(const State& state, const Intent& intent, const schema::WithdrawAct& command);
Decision Decide(const State& state, const Intent& intent, const schema::CorrectAct& command);
Decision Decide(const State& state, const Intent& intent, const schema::AnnulAct& command);
Decision Decide(const State& state, const Intent& intent, const schema::RatifyAct& command);
Decision Decide(const State& state, const Intent& intent, const schema::RefuseRatification& command);

/// Decides the next command that an effective act carries.
Decision FulfilCarryOut(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);
/// A provisional act's last day for ratification has passed.
Decision FulfilRatification(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);

FASCICOLO_EVOLVE(ActDrafted);
FASCICOLO_EVOLVE(ActSigned);
FASCICOLO_EVOLVE(VisaGiven);
FASCICOLO_EVOLVE(ActPublished);
FASCICOLO_EVOLVE(ActNotified);
FASCICOLO_EVOLVE(ActTookEffect);
FASCICOLO_EVOLVE(ActCarriedOut);
FASCICOLO_EVOLVE(ActReturned);
FASCICOLO_EVOLVE(ActWithdrawn);
FASCICOLO_EVOLVE(ActCorrected);
FASCICOLO_EVOLVE(ActAnnulled);
FASCICOLO_EVOLVE(ActRatified);
FASCICOLO_EVOLVE(RatificationMissed);

}  // namespace fascicolo::engine
