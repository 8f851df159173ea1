// People whom the registry tells the town of: registered by its office, known to the town from then on.
#pragma once

#include "connectors/simulator/town_hall.h"

namespace fascicolo::simulator {

inline constexpr std::string_view kRegistryOffice = "anagrafe";
inline constexpr std::string_view kHere = "092009";       ///< ISTAT: Cagliari
inline constexpr std::string_view kElsewhere = "090064";  ///< ISTAT: Sassari
inline constexpr std::string_view kItaly = "380";         ///< ISO 3166-1
inline constexpr std::string_view kMorocco = "504";

/// Registers somebody invented, of this age. Returns the index among the neighbours.
std::uint32_t RegisterNeighbour(TownHall& hall, int least_age, int most_age, std::string_view citizenship);

/// A street that is nowhere.
[[nodiscard]] std::string InventedStreet(Chance& chance);

}  // namespace fascicolo::simulator
