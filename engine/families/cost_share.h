// Who else bears a share of what a service or a placement costs: the health authority for what is health care (D.P.C.M. 12/1/2017,
// art. 27 to 34), the region, another municipality. Each payer's share holds from a day until the next one that is recorded for
// them; together they never exceed the whole. What nobody bears is the municipality's, and in it the user's by the fee.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr std::int64_t kWholeCost = 10'000;  ///< hundredths of a per cent
inline constexpr std::size_t kMaxCostShares = 200;  ///< recorded for one service or placement

/// What others bear together on `day`, in hundredths of a per cent.
[[nodiscard]] std::int64_t SharedOn(const CostSharesRow& row, Day day);

Decision Decide(const State& state, const Intent& intent, const schema::RecordCostShare& command);
FASCICOLO_EVOLVE(CostShareRecorded);

}  // namespace fascicolo::engine
