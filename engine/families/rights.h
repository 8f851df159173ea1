// Holds, restriction and rectification: GDPR, arts. 16 to 18.
//
// A hold forbids to erase the person, whichever of the merged entries it was set on, until it is lifted.
//
// While processing is restricted, the person's texts and those of the person's cases are kept, and neither shown nor added
// to, but for whoever names one of the grounds that the restriction allows (art. 18, par. 2). What is masked is shown as
// restricted; a command that brings a text is refused. What goes on: the correction of what is contested (art. 16), and all
// that brings no text: days, services and payments serve the person.
//
// A rectification changes nothing that was recorded: it is an event of its own which names the one that it corrects, and
// histories show both.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr std::size_t kMaxHolds = 50;         ///< that one entry of a person ever had
inline constexpr std::size_t kMaxRestrictions = 50;  ///< the same

Decision Decide(const State& state, const Intent& intent, const schema::SetLegalHold& command);
Decision Decide(const State& state, const Intent& intent, const schema::LiftLegalHold& command);
Decision Decide(const State& state, const Intent& intent, const schema::RestrictProcessing& command);
Decision Decide(const State& state, const Intent& intent, const schema::LiftRestriction& command);
Decision Decide(const State& state, const Intent& intent, const schema::Rectify& command);

bool Evolve(const EventContext& context, const schema::Event& event, const schema::LegalHoldSet& fact, StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::LegalHoldLifted& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::ProcessingRestricted& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::RestrictionLifted& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::Rectified& fact, StateEditor& editor);

}  // namespace fascicolo::engine
