#include "connectors/simulator/in_charge.h"

namespace fascicolo::simulator {

std::optional<std::uint32_t> SomeCaseInCharge(const TownHall& hall, Chance& chance) {
  constexpr int kTries = 20;
  const engine::State state = hall.state();
  for (int i = 0; i < kTries && !hall.cases.empty(); ++i) {
    const auto index = static_cast<std::uint32_t>(chance.Below(hall.cases.size()));
    const KnownCase& known = hall.cases[index];
    if (!known.is_open || !hall.neighbours[known.person].is_alive) continue;
    const auto row = state.Find<engine::CaseTable>(known.id);
    if (row && row->state == engine::CaseState::kInCharge) return index;
  }
  return std::nullopt;
}

std::vector<schema::Id> MembersWith(const TownHall& hall, std::uint32_t case_index) {
  const engine::State state = hall.state();
  std::vector<schema::Id> members;
  for (const std::uint32_t other : hall.neighbours[hall.cases[case_index].person].others) {
    const Neighbour& neighbour = hall.neighbours[other];
    const bool is_there = neighbour.is_alive && state.Find<engine::PersonTable>(neighbour.id);
    if (is_there) members.push_back(events::ToSchema(neighbour.id));
  }
  return members;
}

}  // namespace fascicolo::simulator
