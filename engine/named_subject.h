// Whom or what a command says it is about.
#pragma once

#include "events/names.h"
#include "schemas/command_generated.h"

namespace fascicolo::engine {

/// The case, household, person or placement that the command names; zero: none of them.
[[nodiscard]] EntityId NamedSubject(const schema::Command& command);

/// The most particular entity that the command names as what it is about, in whose history it stands when it is refused; zero:
/// none.
[[nodiscard]] EntityId NamedTarget(const schema::Command& command);

/// What it names in a field of another kind: what a term runs about or money is set aside for, the entry that is merged or
/// un-merged; zero: nothing. Refusals are kept in no history by it.
[[nodiscard]] EntityId NamedBeside(const schema::Command& command);

}  // namespace fascicolo::engine
