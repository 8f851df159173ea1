#include "projections/occupancy.h"

#include <algorithm>
#include <map>

#include "engine/decision.h"
#include "projections/ledger_rows.h"

namespace fascicolo::projections {
namespace {

using engine::Text;
using schema::EventPayload;

std::int32_t MonthIndex(Day day) {
  const Civil civil = CivilFromDay(day);
  return civil.year * 12 + civil.month - 1;
}

void AddChange(std::vector<ChangeRow>& changes, Day day, std::int64_t change) {
  auto at = std::lower_bound(changes.begin(), changes.end(), day,
                             [](const ChangeRow& row, Day wanted) { return row.day < wanted; });
  if (at == changes.end() || at->day != day) at = changes.insert(at, ChangeRow{day, 0});
  at->change += change;
  if (at->change == 0) changes.erase(at);
}

template <class Table, class... Parts>
void AddTo(ViewRows& rows, Day day, std::int64_t change, const Parts&... key) {
  auto row = rows.Find<Table>(key...).value_or(ChangesRow{});
  AddChange(row.changes, day, change);
  if (row.changes.empty()) return rows.Erase<Table>(key...);
  rows.Put<Table>(row, key...);
}

/// `quantity` more for `activation` on every day of [from, until); `until` 0: without end.
void Take(ViewRows& rows, EntityId unit, EntityId activation, Day from, std::int32_t until,
          std::int64_t quantity) {
  if (until != 0 && until <= from.days) return;
  AddTo<TakenTable>(rows, from, quantity, unit, MonthIndex(from));
  AddTo<HolderTable>(rows, from, quantity, unit, activation);
  if (until == 0) return;
  AddTo<TakenTable>(rows, Day{until}, -quantity, unit, MonthIndex(Day{until}));
  AddTo<HolderTable>(rows, Day{until}, -quantity, unit, activation);
}

bool SetCapacity(ViewRows& rows, EntityId unit, const schema::CapacitySet& fact) {
  auto row = rows.Find<UnitViewTable>(unit);
  if (!row) return false;
  const Day day{fact.from()};
  auto at = std::lower_bound(
      row->capacity.begin(), row->capacity.end(), day,
      [](const CapacityStepRow& step, Day wanted) { return step.day < wanted; });
  if (at == row->capacity.end() || at->day != day) {
    at = row->capacity.insert(at, CapacityStepRow{day, 0});
  }
  at->capacity = fact.capacity();
  rows.Put<UnitViewTable>(*row, unit);
  return true;
}

void OpenUnit(ViewRows& rows, EntityId unit, const schema::UnitOpened& fact) {
  const UnitViewRow row{std::string(Text(fact.service())), std::string(Text(fact.name())), {}};
  rows.Put<UnitViewTable>(row, unit);
  rows.Mark<UnitByServiceTable>(true, row.service, unit);
}

bool FoldEvent(const FoldedEvent& event, ViewRows& rows) {
  switch (event.event->payload_type()) {
    case EventPayload::UnitOpened:
      OpenUnit(rows, event.entity, *event.event->payload_as_UnitOpened());
      return true;
    case EventPayload::CapacitySet:
      return SetCapacity(rows, event.entity, *event.event->payload_as_CapacitySet());
    case EventPayload::PlaceTaken: {
      const auto& fact = *event.event->payload_as_PlaceTaken();
      Take(rows, event.entity, events::Entity(fact.activation()), Day{fact.from()}, fact.until(),
           fact.quantity());
      return true;
    }
    case EventPayload::PlaceFreed: {
      const auto& fact = *event.event->payload_as_PlaceFreed();
      Take(rows, event.entity, events::Entity(fact.activation()), Day{fact.from()}, fact.until(),
           -fact.quantity());
      return true;
    }
    default: return true;
  }
}

std::int64_t SumUpTo(const std::vector<ChangeRow>& changes, Day day) {
  std::int64_t sum = 0;
  for (const ChangeRow& row : changes) {
    if (row.day <= day) sum += row.change;
  }
  return sum;
}

std::int64_t CapacityOn(const UnitViewRow& unit, Day day) {
  std::int64_t capacity = 0;
  for (const CapacityStepRow& step : unit.capacity) {
    if (step.day <= day) capacity = step.capacity;
  }
  return capacity;
}

/// What is taken on `from`, and the changes behind it up to `to`.
struct Taken {
  std::int64_t at_start = 0;
  std::vector<ChangeRow> later;
};
Taken TakenIn(const store::Rows& rows, EntityId unit, Day from, Day to) {
  Taken taken;
  const std::string behind = TakenTable::Key(unit, MonthIndex(to) + 1);
  ViewReader(rows).Scan<TakenTable>(
      TakenTable::Key(unit), [&](std::string_view key, const ChangesRow& row) {
        if (key >= behind) return false;
        for (const ChangeRow& change : row.changes) {
          if (change.day <= from) {
            taken.at_start += change.change;
          } else if (change.day <= to) {
            taken.later.push_back(change);
          }
        }
        return true;
      });
  return taken;
}

std::vector<Stretch> Stretches(const UnitViewRow& unit, const Taken& taken, Day from, Day to) {
  std::map<Day, std::int64_t> changes;  // of what is taken; zero where only the capacity changes
  for (const ChangeRow& row : taken.later) changes[row.day] += row.change;
  for (const CapacityStepRow& step : unit.capacity) {
    if (step.day > from && step.day <= to) changes.try_emplace(step.day, 0);
  }
  std::vector<Stretch> stretches{{from, to + 1, CapacityOn(unit, from), taken.at_start}};
  for (const auto& [day, change] : changes) {
    const std::int64_t now_taken = stretches.back().taken + change;
    const std::int64_t capacity = CapacityOn(unit, day);
    if (now_taken == stretches.back().taken && capacity == stretches.back().capacity) continue;
    stretches.back().until = day;
    stretches.push_back({day, to + 1, capacity, now_taken});
  }
  return stretches;
}

}  // namespace

bool FoldOccupancy(const FoldedCommit& commit, ViewRows& rows) {
  for (const FoldedEvent& event : commit.events) {
    if (event.event->kind() != schema::EntityKind::unit) continue;
    if (!FoldEvent(event, rows)) return false;
  }
  return true;
}

std::optional<UnitOccupancy> OccupancyOf(const store::Rows& rows, EntityId unit, Day from,
                                         Day to) {
  const auto row = ViewReader(rows).Find<UnitViewTable>(unit);
  if (!row) return std::nullopt;
  to = std::clamp(to, from, from + (kMaxOccupancyDays - 1));
  UnitOccupancy found;
  found.unit = unit;
  found.service = row->service;
  found.name = row->name;
  found.stretches = Stretches(*row, TakenIn(rows, unit, from, to), from, to);
  for (const Stretch& stretch : found.stretches) {
    if (stretch.is_overbooked()) found.overbooked_days += stretch.until - stretch.from;
  }
  found.frozen_since = FrozenSince(rows, unit);
  return found;
}

std::vector<ServiceOccupancy> OccupancyPerService(const store::Rows& rows, Day day) {
  std::vector<ServiceOccupancy> found;
  std::optional<UnitKey> after;
  do {
    const UnitPage page = Units(rows, {}, after, kMaxPage);
    for (const UnitKey& key : page.units) {
      const auto unit = OccupancyOf(rows, key.unit, day, day);
      if (!unit) continue;
      if (found.empty() || found.back().service != key.service) {
        found.push_back({.service = key.service});
      }
      const Stretch& now = unit->stretches.front();
      ServiceOccupancy& service = found.back();
      ++service.units;
      service.capacity += now.capacity;
      service.taken += now.taken;
      if (now.is_overbooked()) ++service.overbooked_units;
    }
    after = page.after;
  } while (after);
  return found;
}

UnitPage Units(const store::Rows& rows, const std::optional<std::string>& service,
               const std::optional<UnitKey>& after, std::size_t page) {
  UnitPage found;
  const std::string prefix =
      service ? UnitByServiceTable::Key(*service) : UnitByServiceTable::Key();
  const std::string from =
      after ? UnitByServiceTable::Key(after->service, after->unit) + '\0' : prefix;
  ViewReader(rows).Scan<UnitByServiceTable>(
      prefix, from, [&](std::string_view key, const PresentRow&) {
        if (found.units.size() == PageOf(page)) {
          found.after = found.units.back();
          return false;
        }
        UnitKey& unit = found.units.emplace_back();
        UnitByServiceTable::Read(key, unit.service, unit.unit);
        return true;
      });
  return found;
}

HoldingPage Holders(const store::Rows& rows, EntityId unit, Day day, std::optional<EntityId> after,
                    std::size_t page) {
  HoldingPage found;
  const std::string prefix = HolderTable::Key(unit);
  const std::string from = after ? HolderTable::Key(unit, *after) + '\0' : prefix;
  ViewReader(rows).Scan<HolderTable>(
      prefix, from, [&](std::string_view key, const ChangesRow& row) {
        const std::int64_t quantity = SumUpTo(row.changes, day);
        if (quantity == 0) return true;
        if (found.holders.size() == PageOf(page)) {
          found.after = found.holders.back().activation;
          return false;
        }
        Holding& holding = found.holders.emplace_back();
        EntityId of;
        HolderTable::Read(key, of, holding.activation);
        holding.quantity = quantity;
        return true;
      });
  return found;
}

}  // namespace fascicolo::projections
