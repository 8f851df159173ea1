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

}  // namespace fascicolo::simulator
