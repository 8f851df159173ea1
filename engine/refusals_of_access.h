// The rules about access to cases, about flows to INPS, and about certificates that end, that can say no (refusals.h).
#pragma once

#include "engine/refusals.h"

namespace fascicolo::engine {

/// In the order of the enumeration, from kNoAccessPolicy to the last.
[[nodiscard]] std::span<const RuleText> RulesOfAccess();

}  // namespace fascicolo::engine
