// Which life cycle the placements of a service have (engine/families/placement_states.h). Values are stored.
#pragma once

#include <cstdint>

namespace fascicolo::engine {

enum class PlacementKind : std::uint8_t { kResidential = 1, kFoster, kShelter, kSite, kResidence };

}  // namespace fascicolo::engine
