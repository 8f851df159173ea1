#include "engine/families/office/room_recount.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace fascicolo::engine {
namespace {

constexpr std::int32_t kNever = INT32_MAX;

std::int32_t EndOf(std::int32_t until) { return until == 0 ? kNever : until; }

}  // namespace

void DayLevels::Add(std::int32_t from, std::int32_t until, std::int64_t by) {
  if (from >= EndOf(until)) return;
  changes_[from] += by;
  if (until != 0) changes_[until] -= by;
}

std::int64_t DayLevels::On(std::int32_t day) const {
  const auto set = set_.upper_bound(day);
  std::int64_t level = set == set_.begin() ? 0 : std::prev(set)->second;
  for (auto it = changes_.begin(); it != changes_.end() && it->first <= day; ++it) level += it->second;
  return level;
}

void DayLevels::AppendChanges(std::int32_t from, std::int32_t until, std::vector<std::int32_t>& days) const {
  days.push_back(from);
  for (const auto* each : {&set_, &changes_}) {
    for (auto it = each->lower_bound(from); it != each->end() && it->first < EndOf(until); ++it) days.push_back(it->first);
  }
}

void RoomRecount::Take(const std::vector<schema::EventT>& events) {
  for (const auto& event : events) {
    const EntityId id = events::Entity(event.entity.get());
    if (event.kind != schema::EntityKind::unit) continue;
    if (const auto* set = event.payload.AsCapacitySet()) units_[id].capacity.Set(set->from, set->capacity);
    DayLevels& taken = units_[id].taken;
    if (const auto* more = event.payload.AsPlaceTaken()) taken.Add(more->from, more->until, more->quantity);
    if (const auto* less = event.payload.AsPlaceFreed()) taken.Add(less->from, less->until, -less->quantity);
  }
  // Who is moved with a change of provider keeps what they had, also where room was cut since it was decided.
  const auto moves = [](const schema::EventT& event) { return event.payload.AsUsersMoved() != nullptr; };
  if (std::any_of(events.begin(), events.end(), moves)) return;
  for (const auto& event : events) CheckFits(event);
}

void RoomRecount::CheckFits(const schema::EventT& event) const {
  const auto* taken = event.payload.AsPlaceTaken();
  if (taken == nullptr || event.imported) return;
  const Unit& unit = units_.at(events::Entity(event.entity.get()));
  std::vector<std::int32_t> days;
  unit.taken.AppendChanges(taken->from, taken->until, days);
  unit.capacity.AppendChanges(taken->from, taken->until, days);
  for (const std::int32_t day : days) {
    ASSERT_LE(unit.taken.On(day), unit.capacity.On(day)) << "over capacity on " << FormatDay(Day{day});
  }
}

void RoomRecount::Check(const Kit& kit) const {
  for (const auto& [id, unit] : units_) {
    for (const int ahead : {-30, 0, 1, 7, 30, 365}) {
      const Day day = kit.today() + ahead;
      ASSERT_EQ(kit.state().LevelOn<TakenTable>(id, day), unit.taken.On(day.days)) << FormatDay(day);
      ASSERT_EQ(kit.state().LevelOn<CapacityTable>(id, day), unit.capacity.On(day.days)) << FormatDay(day);
    }
  }
}

}  // namespace fascicolo::engine
