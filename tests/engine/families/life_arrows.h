// The tables of lives as arrows from state to state, and arrows as a diagram.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/families/housing/tenancy_states.h"
#include "engine/families/life_cycle.h"
#include "engine/families/placement_states.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

/// What leads from a state to a state, by names: one arrow each.
using Arrows = std::map<std::pair<std::string, std::string>, std::vector<std::string>>;

inline constexpr const char* kBeginning = "[*]";

/// In mermaid's words; what no arrow leaves is an end.
[[nodiscard]] std::string DiagramOf(const Arrows& arrows);

template <class State>
Arrows ArrowsOf(std::span<const StateMove<State>> cycle) {
  Arrows arrows;
  for (const auto& move : cycle) {
    const std::string name = schema::EnumNameEventPayload(move.event);
    for (unsigned before = 1; before < 32; ++before) {
      const auto from = static_cast<State>(before);
      if (!move.from.Has(from)) continue;
      for (unsigned after = 1; after < 32; ++after) {
        const auto to = static_cast<State>(after);
        if (move.Leads(from, to)) arrows[{std::string(TextOf(from)), std::string(TextOf(to))}].push_back(name);
      }
    }
    for (unsigned after = 1; after < 32 && move.from.empty(); ++after) {
      const auto to = static_cast<State>(after);
      if (move.to.Has(to)) arrows[{kBeginning, std::string(TextOf(to))}].push_back(name);
    }
  }
  return arrows;
}

[[nodiscard]] Arrows ArrowsOfPlacements(PlacementKind kind);
[[nodiscard]] Arrows ArrowsOfDwellings();
/// Of a dwelling, or of a lodging, in which somebody is at once; `other` is the one that is left out.
[[nodiscard]] Arrows ArrowsOfTenancies(TenancyRule::Of other);
[[nodiscard]] Arrows ArrowsOfPlans();
/// By the steps of UndertakingAdvanced.
[[nodiscard]] Arrows ArrowsOfUndertakings(schema::UndertakingKind kind);
/// By the steps of AccreditationSet.
[[nodiscard]] Arrows ArrowsOfAccreditations();

}  // namespace fascicolo::engine
