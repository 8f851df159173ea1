#include "connectors/program/placements/placement_lines.h"

#include <algorithm>
#include <tuple>

#include "engine/families/person.h"

namespace fascicolo::program {
namespace {

using engine::PlacementRow;
using engine::PlacementState;
using engine::State;

std::optional<PlacementDue> NextDue(const State& state, EntityId placement) {
  std::optional<PlacementDue> next;
  using engine::DeadlineTable;
  state.Scan<DeadlineTable>(DeadlineTable::Key(placement), [&](std::string_view, const engine::DeadlineRow& row) {
    const Day last = row.in_hours ? LocalDay(row.due) : LocalDay(row.due) - 1;
    if (!next || last < next->on) next = PlacementDue{last, row.deadline};
    return true;
  });
  return next;
}

std::optional<engine::HostRow> HostOn(const PlacementRow& row, Day day) {
  if (row.hosts.empty()) return std::nullopt;
  const engine::HostRow* host = &row.hosts.front();
  for (const engine::HostRow& other : row.hosts) {
    if (other.from <= day) host = &other;
  }
  return *host;
}

}  // namespace

std::vector<PlacementLine> PlacementLines(const State& state, Day today, std::optional<Day> on) {
  std::vector<std::pair<EntityId, PlacementRow>> placements;
  state.Scan<engine::PlacementTable>(engine::PlacementTable::Key(), [&](std::string_view bytes, PlacementRow row) {
    engine::PlacementTable::Read(bytes, placements.emplace_back().first);
    placements.back().second = std::move(row);
    return true;
  });
  std::sort(placements.begin(), placements.end(), [](const auto& one, const auto& other) {
    return std::tie(one.second.service, one.second.state, one.first) <
           std::tie(other.second.service, other.second.state, other.first);
  });
  std::vector<PlacementLine> lines;
  for (const auto& [placement, row] : placements) {
    const auto next = NextDue(state, placement);
    for (const engine::PlacedRow& placed : row.persons) {
      const auto host = HostOn(row, on.value_or(today));
      PlacementLine line{.placement = placement, .row = row, .placed = placed, .host = host, .next = next};
      line.is_hidden = engine::IsAddressProtected(state, placed.person, today);
      if (line.is_hidden) line.host.reset();
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

bool IsOpen(const PlacementLine& line) {
  return line.row.state != PlacementState::kEnded && line.row.state != PlacementState::kWithdrawn;
}

}  // namespace fascicolo::program
