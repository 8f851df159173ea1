// Whose case is in charge, by the rows: for offices that work for whoever the social service follows already.
#pragma once

#include "connectors/simulator/town_hall.h"

#include <optional>

namespace fascicolo::simulator {

/// A case in charge of somebody alive, by chance; none: not found in a few tries.
[[nodiscard]] std::optional<std::uint32_t> SomeCaseInCharge(const TownHall& hall, Chance& chance);

/// Who lives with the person of a case, as the town knows, and is alive.
[[nodiscard]] std::vector<schema::Id> MembersWith(const TownHall& hall, std::uint32_t case_index);

}  // namespace fascicolo::simulator
