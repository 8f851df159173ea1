// Reading one criterion of a rule set; the table's checks depend on the criterion's kind.
#pragma once

#include "engine/catalogue/form.h"
#include "engine/rules/rule_set.h"

namespace fascicolo::engine {

/// Reads the whole object, unknown keys included. Errors go to the form's.
[[nodiscard]] Criterion ReadCriterion(Form& form);

}  // namespace fascicolo::engine
