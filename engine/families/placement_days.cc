#include "engine/families/placement_days.h"

#include <algorithm>
#include <set>

namespace fascicolo::engine {
namespace {

EntityId UnitOn(const PlacementRow& row, Day day) {
  EntityId unit;
  for (const HostRow& host : row.hosts) {
    if (host.from <= day) unit = host.unit;
  }
  return unit;
}

}  // namespace

void NamePersons(PlacementRow& row, const std::vector<EntityId>& persons) {
  for (const EntityId person : persons) row.persons.emplace_back().person = person;
}

void BeginDays(PlacementRow& row, const HostRow& host, std::optional<Day> until) {
  row.hosts = {host};
  for (PlacedRow& placed : row.persons) {
    placed.from = host.from;
    placed.until = until;
  }
}

void MoveDays(PlacementRow& row, const HostRow& host) {
  std::erase_if(row.hosts, [&](const HostRow& other) { return other.from >= host.from; });
  row.hosts.push_back(host);
}

void ProlongDays(PlacementRow& row, Day until) {
  for (PlacedRow& placed : row.persons) {
    if (placed.until == row.until) placed.until = until;
  }
}

void LeaveDays(PlacementRow& row, EntityId person, Day on) {
  for (PlacedRow& placed : row.persons) {
    const bool is_meant = person.is_zero() || placed.person == person;
    if (is_meant && (!placed.until || *placed.until > on)) placed.until = on;
  }
}

const PlacedRow* FindPlaced(const PlacementRow& row, EntityId person) {
  const auto found = std::find_if(row.persons.begin(), row.persons.end(),
                                  [&](const PlacedRow& placed) { return placed.person == person; });
  return found == row.persons.end() ? nullptr : &*found;
}

PlacedRow* FindPlaced(PlacementRow& row, EntityId person) {
  return const_cast<PlacedRow*>(FindPlaced(std::as_const(row), person));
}

bool IsThere(const PlacedRow& placed, Day day) {
  return placed.from && *placed.from <= day && (!placed.until || day < *placed.until);
}

bool IsAnybodyLeft(const PlacementRow& row, Day day) {
  return std::any_of(row.persons.begin(), row.persons.end(),
                     [&](const PlacedRow& placed) { return !placed.until || *placed.until > day; });
}

std::optional<Day> FirstDay(const PlacementRow& row) {
  return row.hosts.empty() ? std::nullopt : std::optional(row.hosts.front().from);
}

Steps HeldAt(const PlacementRow& row, EntityId unit) {
  std::set<Day> days;
  for (const HostRow& host : row.hosts) days.insert(host.from);
  for (const PlacedRow& placed : row.persons) {
    if (placed.from) days.insert(*placed.from);
    if (placed.until) days.insert(*placed.until);
  }
  Steps held;
  std::int64_t before = 0;
  for (const Day day : days) {
    std::int64_t level = 0;
    if (UnitOn(row, day) == unit) {
      level = std::count_if(row.persons.begin(), row.persons.end(),
                            [&](const PlacedRow& placed) { return IsThere(placed, day); });
    }
    if (row.kind == PlacementKind::kSite) level = std::min<std::int64_t>(level, 1);
    if (level != before) held.push_back({day, level});
    before = level;
  }
  return held;
}

std::int64_t DaysHeldAt(const PlacementRow& row, EntityId unit, Day from, Day until) {
  std::int64_t days = 0;
  std::int64_t level = 0;
  Day since = from;
  for (const AgreedRow& step : HeldAt(row, unit)) {
    const Day day = std::clamp(step.from, from, until);
    days += level * (day - since);
    level = step.quantity;
    since = day;
  }
  return days + level * (until - since);
}

std::vector<EntityId> UnitsOf(const PlacementRow& row) {
  std::vector<EntityId> units;
  for (const HostRow& host : row.hosts) {
    if (std::find(units.begin(), units.end(), host.unit) == units.end()) units.push_back(host.unit);
  }
  return units;
}

}  // namespace fascicolo::engine
