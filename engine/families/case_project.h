// The personalised project (rows R46, R20 to R21 in part) and the inclusion pact (PaIS, row R34b).
//
//   proposed --SignProject by each party--> agreed --ReviewProject ...--> ended
//        \--DeclineProject--> declined       \--EndProject----------------^
//
// Who signs for the person must have the power to (engine/families/representation.h). A review tells the outcome of each goal
// and the level of need; less need than before is a step down. One that is not reviewed in time shows as late, and nothing
// else happens. What follows when somebody stays away from the check of a pact is decided by INPS, and recorded as its decision.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr std::size_t kMaxGoals = 50;         ///< of one project; as many commitments
inline constexpr std::uint32_t kMaxNeedLevel = 5;    ///< 1 is the lightest
inline constexpr std::string_view kPactService = "adi_pact";     ///< whose sheet gives a pact's clocks
inline constexpr std::string_view kFirstMeeting = "first_meeting";
inline constexpr std::string_view kPactCheck = "check";

Decision Decide(const State& state, const Intent& intent, const schema::ProposeProject& command);
Decision Decide(const State& state, const Intent& intent, const schema::SignProject& command);
Decision Decide(const State& state, const Intent& intent, const schema::DeclineProject& command);
Decision Decide(const State& state, const Intent& intent, const schema::ReviewProject& command);
Decision Decide(const State& state, const Intent& intent, const schema::EndProject& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordPactCheck& command);

FASCICOLO_EVOLVE(ProjectProposed);
FASCICOLO_EVOLVE(ProjectSigned);
FASCICOLO_EVOLVE(ProjectAgreed);
FASCICOLO_EVOLVE(ProjectDeclined);
FASCICOLO_EVOLVE(ProjectReviewed);
FASCICOLO_EVOLVE(ProjectEnded);
FASCICOLO_EVOLVE(PactChecked);

}  // namespace fascicolo::engine
