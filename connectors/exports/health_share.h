// What the health authority bears of a service or a placement, as it was recorded.
#pragma once

#include "engine/state/state.h"

namespace fascicolo::exports {

inline constexpr std::int64_t kWholeShare = 10'000;  ///< hundredths of a per cent

/// Hundredths of a per cent on the day.
[[nodiscard]] std::int64_t HealthShareOn(const engine::State& state, EntityId entity, Day day);

}  // namespace fascicolo::exports
