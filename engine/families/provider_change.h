// A unit's users go to another unit of the same service from a day on: a new contractor, a centre that closes (row R49).
//
// Decided once, when the successor has room for all of them on every day; from then on nobody starts at the old unit for those
// days. On the day, an obligation moves everybody who holds something there from that day on, in the order of their ids, so many
// in a commit: each commit ends with the id of the last, so that nobody is moved twice or left out. What was given before stays
// the old unit's. Whether everybody was moved, `is_moving` of the unit's row says.
#pragma once

#include "engine/decision.h"
#include "engine/families/activation_days.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr std::size_t kMaxUsersPerMove = 100;  ///< in one commit; more go on in the next

/// What is left of `changes` for the unit where the activation is now: the days before it came there are the other unit's.
[[nodiscard]] std::vector<HeldChange> SinceMoved(const State& state, EntityId activation, std::vector<HeldChange> changes);

Decision Decide(const State& state, const Intent& intent, const schema::ChangeProvider& command);

/// Moves those who have not been moved.
Decision FulfilMoveUsers(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);

FASCICOLO_EVOLVE(ProviderChanged);
FASCICOLO_EVOLVE(UsersMoved);
FASCICOLO_EVOLVE(ServiceMoved);

}  // namespace fascicolo::engine
