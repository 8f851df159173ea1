// Fees that change because the ISEE they came from does.
//
// From the day of the change on each day's fee is reckoned anew, by the fee rules in force on the first day of the new
// figure; what was delivered on days with another fee than before is counted, and the difference told to the office, which
// refunds it or asks for it: nothing is paid here.
//
// A figure that was brought by hand stands as long as the attestation of the service's first day is valid that says
// something else: the office knew why. It gives way to the correction of an attestation in which it stood, and to an
// attestation that begins later. Where no attestation is valid any more, the last figure stands until somebody decides.
#pragma once

#include <vector>

#include "engine/decision.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// The services of a person that have a fee and ran, or run, on or after `from`. Throws ReadsFrozen.
[[nodiscard]] std::vector<EntityId> ServicesWithFee(const State& state, EntityId person, Day from);

/// Executes a due obligation; dropped with its ground where nothing changes. Never refuses and never rejects.
Decision FulfilFeeRecalculation(const State& state, const Intent& intent, EntityId obligation,
                                const ObligationRow& due);

}  // namespace fascicolo::engine
