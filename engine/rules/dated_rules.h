// Everything that schemas/catalogue/rules may hold: points by which a list is ordered, fees, instruments,
// formulas, or who may do what with a case.
#pragma once

#include "engine/rules/access_policy.h"
#include "engine/rules/fee_rules.h"
#include "engine/rules/formula.h"
#include "engine/rules/instrument.h"
#include "engine/rules/rule_set.h"

#include <string_view>
#include <variant>
#include <vector>

namespace fascicolo::engine {

/// Code, version, validity, name, status and ground are called alike in all of them.
using DatedRules = std::variant<RuleSet, FeeRules, Instrument, Formula, AccessPolicy>;

/// Fee rules, instruments, formulas and access policies are told by their "kind"; points have none. Every error, with its JSON pointer.
Result<DatedRules, std::vector<FormError>> ParseDatedRules(std::string_view json);

}  // namespace fascicolo::engine
