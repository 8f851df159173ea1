// Rule sets that the program carries, by name.
#pragma once

#include "engine/catalogue/built_in.h"
#include "engine/rules/rule_set.h"

#include <string_view>

namespace fascicolo::engine {

inline RuleSet BuiltInRules(std::string_view name) { return ParseRuleSet(FindBuiltIn(name)->json).value(); }

}  // namespace fascicolo::engine
