// The second half of the rules that can say no (refusals.h): about acts and money, rankings, placements and programmes.
#pragma once

#include "engine/refusals.h"

namespace fascicolo::engine {

/// In the order of the enumeration, from kActNeeded to kProviderChangePending.
[[nodiscard]] std::span<const RuleText> RulesOfDecisions();

}  // namespace fascicolo::engine
