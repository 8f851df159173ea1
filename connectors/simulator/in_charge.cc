#include "connectors/simulator/in_charge.h"

namespace fascicolo::simulator {

std::optional<std::uint32_t> SomeCaseInCharge(const TownHall& hall, Chance& chance) {
  constexpr int kTries = 20;
  for (int i = 0; i < kTries && !hall.cases.empty(); ++i) {
    const auto index = static_cast<std::uint32_t>(chance.Below(hall.cases.size()));
    if (IsInCharge(hall, index)) return index;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> SomebodyForHousing(TownHall& hall, Chance& chance) {
  constexpr int kTries = 60;
  for (int i = 0; i < kTries; ++i) {
    const auto index = SomeCaseInCharge(hall, chance);
    if (!index) return std::nullopt;
    const std::uint32_t person = hall.cases[*index].person;
    if (!hall.in_housing.insert(person).second) continue;
    hall.agenda.Add(WorkingDayFrom(hall.today + 1), ErrandKind::kHousehold, person);
    return index;
  }
  return std::nullopt;
}

bool IsInCharge(const TownHall& hall, std::uint32_t case_index) {
  const KnownCase& known = hall.cases[case_index];
  if (!known.is_open || !hall.neighbours[known.person].is_alive || hall.restricted.contains(known.person)) return false;
  const auto row = hall.state().Find<engine::CaseTable>(known.id);
  return row && row->state == engine::CaseState::kInCharge;
}

std::optional<std::uint32_t> SomebodyRegistered(const TownHall& hall, Chance& chance) {
  constexpr int kTries = 20;
  for (int i = 0; i < kTries && !hall.neighbours.empty(); ++i) {
    const auto person = static_cast<std::uint32_t>(chance.Below(hall.neighbours.size()));
    const Neighbour& neighbour = hall.neighbours[person];
    if (neighbour.is_alive && hall.state().Find<engine::PersonTable>(neighbour.id)) return person;
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
