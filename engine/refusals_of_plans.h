// The rules about personal plans, and about revalidation, that can say no (refusals.h).
#pragma once

#include "engine/refusals.h"

namespace fascicolo::engine {

/// In the order of the enumeration, from kServiceHasNoPlans to kNotAskedToConfirm.
[[nodiscard]] std::span<const RuleText> RulesOfPlans();

}  // namespace fascicolo::engine
