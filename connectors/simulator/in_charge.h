// Whose case is in charge, by the rows: for offices that work for whoever the social service follows already.
#pragma once

#include "connectors/simulator/town_hall.h"

#include <optional>

namespace fascicolo::simulator {

/// A case in charge of somebody alive, by chance; none: not found in a few tries.
[[nodiscard]] std::optional<std::uint32_t> SomeCaseInCharge(const TownHall& hall, Chance& chance);

/// The same of somebody who has no dwelling of public housing and has not asked for one; from now on they count as one who has.
/// The registry tells of their household on the next working day.
[[nodiscard]] std::optional<std::uint32_t> SomebodyForHousing(TownHall& hall, Chance& chance);
/// The case is in charge, and its person alive.
[[nodiscard]] bool IsInCharge(const TownHall& hall, std::uint32_t case_index);

/// Somebody alive whom the registry knows, by chance; none: not found in a few tries.
[[nodiscard]] std::optional<std::uint32_t> SomebodyRegistered(const TownHall& hall, Chance& chance);

/// Who lives with the person of a case, as the town knows, and is alive.
[[nodiscard]] std::vector<schema::Id> MembersWith(const TownHall& hall, std::uint32_t case_index);

}  // namespace fascicolo::simulator
