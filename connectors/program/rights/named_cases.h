// Which cases an entity stands for, so that who may do what with it is asked of these.
#pragma once

#include "engine/state/state.h"

#include <vector>

namespace fascicolo::program {

/// A case itself; that of a service, placement, plan, entry, tenancy or act; all of a person, by every entry of theirs;
/// those of the members of a household, not of former ones. Ascending, each once; none: it stands for no case.
[[nodiscard]] std::vector<EntityId> CasesBehind(const engine::State& state, EntityId entity);

/// The persons of these cases; ascending, each once.
[[nodiscard]] std::vector<EntityId> PersonsOfCases(const engine::State& state, const std::vector<EntityId>& cases);

/// Whether the address of anybody whom `entity` concerns is protected on `day`.
[[nodiscard]] bool ConcernsProtected(const engine::State& state, EntityId entity, Day day);

}  // namespace fascicolo::program
