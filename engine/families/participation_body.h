// Participation bodies (organismi di partecipazione, row R36): formed, elected, meeting, dissolved.
//
//   formed --ElectBody--> in office --ElectBody--> in office, for another term
//   in office --MeetBody--> in office, until the term is over;   formed, in office --DissolveBody--> dissolved
//
// The rules stand in the programme's sheet and are copied when the body is formed. Seats go by votes; equal votes for the last
// seat are settled by a draw outside, whose minutes are named. A meeting has its quorum when more than the share of the members
// is there; a motion is carried, in a meeting with a quorum, by more than the share of the votes for and against: who abstains
// counts for the quorum alone. Both numbers stand in the event. An opinion that was asked about a plan is given by its motion.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// The least number that is more than `percent` of `all`; `percent` is below 100.
[[nodiscard]] constexpr std::uint32_t MoreThan(std::uint32_t percent, std::uint32_t all) {
  return static_cast<std::uint32_t>(std::uint64_t{all} * percent / 100 + 1);
}

Decision Decide(const State& state, const Intent& intent, const schema::FormBody& command);
Decision Decide(const State& state, const Intent& intent, const schema::ElectBody& command);
Decision Decide(const State& state, const Intent& intent, const schema::MeetBody& command);
Decision Decide(const State& state, const Intent& intent, const schema::DissolveBody& command);

FASCICOLO_EVOLVE(BodyFormed);
FASCICOLO_EVOLVE(BodyElected);
FASCICOLO_EVOLVE(BodyMet);
FASCICOLO_EVOLVE(BodyDissolved);

}  // namespace fascicolo::engine
