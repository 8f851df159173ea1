// Revalidation (verifica della lista d'attesa): from time to time those who wait are asked whether they still want the service,
// as the sheet says (waiting.revalidation). Who does not answer in time is removed, or kept and passed over: inactive, until
// they confirm.
//
//   waits --(every_days)--> asked --ConfirmInterest--> waits
//                             \--(answer_days)--> removed | inactive --ConfirmInterest--> waits
//
// An entry that holds an offer is asked too, and not removed for its silence: the offer has a term of its own. An imported
// history asks nobody; the office asks those by AskToConfirm.
#pragma once

#include "engine/catalogue/sheet.h"
#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// The day on which somebody who waits from `today` on is asked; none: the sheet asks nobody.
[[nodiscard]] std::optional<Day> ConfirmFrom(const Sheet& sheet, Day today);
/// Passed over until they confirm.
[[nodiscard]] bool IsInactive(const State& state, EntityId activation);

Decision Decide(const State& state, const Intent& intent, const schema::AskToConfirm& command);
Decision Decide(const State& state, const Intent& intent, const schema::ConfirmInterest& command);

Decision FulfilAskToConfirm(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);
Decision FulfilConfirmationExpiry(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);

// --- for evolvers of the activation (activation_evolve.cc); false: the day makes no sense ---

/// They still want it, and are asked on `day`.
[[nodiscard]] bool AskFrom(const EventContext& context, EntityId activation, Day day, StateEditor& editor);
[[nodiscard]] bool AwaitConfirmation(const EventContext& context, EntityId activation, Day answer_by, StateEditor& editor);
[[nodiscard]] bool BecomeInactive(EntityId activation, StateEditor& editor);
/// They wait no more.
void ForgetRevalidation(EntityId activation, StateEditor& editor);

FASCICOLO_EVOLVE(ConfirmationAsked);
FASCICOLO_EVOLVE(InterestConfirmed);
FASCICOLO_EVOLVE(InterestLapsed);

}  // namespace fascicolo::engine
