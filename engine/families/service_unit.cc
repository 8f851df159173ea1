#include "engine/families/service_unit.h"

#include <algorithm>
#include <map>

#include "engine/catalogue/adopted.h"
#include "engine/families/limits.h"
#include "engine/families/obligations.h"

namespace fascicolo::engine {
namespace {

constexpr auto kUnit = schema::EntityKind::unit;

/// The steps of a table strictly inside (from, until), by day.
template <class StepTable>
std::map<Day, std::int64_t> StepsInside(const State& state, EntityId unit, Day from,
                                        std::optional<Day> until) {
  std::map<Day, std::int64_t> steps;
  state.WalkSteps<StepTable>(unit, from + 1, [&](Day day, std::int64_t level) {
    if (until && day >= *until) return false;
    steps.emplace(day, level);
    return true;
  });
  return steps;
}

/// Calls `visit(day, free)` for each day of [from, until) on which what is free may change, until it returns false.
template <class Visit>
void WalkFree(const State& state, EntityId unit, Day from, std::optional<Day> until, Visit visit) {
  const auto capacity = StepsInside<CapacityTable>(state, unit, from, until);
  const auto taken = StepsInside<TakenTable>(state, unit, from, until);
  std::int64_t capacity_now = state.LevelOn<CapacityTable>(unit, from);
  std::int64_t taken_now = state.LevelOn<TakenTable>(unit, from);
  if (!visit(from, capacity_now - taken_now)) return;
  auto next_capacity = capacity.begin();
  auto next_taken = taken.begin();
  while (next_capacity != capacity.end() || next_taken != taken.end()) {
    const Day day = next_taken == taken.end()         ? next_capacity->first
                    : next_capacity == capacity.end() ? next_taken->first
                                                      : std::min(next_capacity->first, next_taken->first);
    if (next_capacity != capacity.end() && next_capacity->first == day) {
      capacity_now = (next_capacity++)->second;
    }
    if (next_taken != taken.end() && next_taken->first == day) taken_now = (next_taken++)->second;
    if (!visit(day, capacity_now - taken_now)) return;
  }
}

std::optional<Decision> CheckCapacityAndDay(std::int64_t capacity, Day from) {
  if (capacity < 0 || capacity > kMaxQuantity) {
    return Malformed("/capacity", "is out of range", "0.." + std::to_string(kMaxQuantity));
  }
  if (!IsPossible(from)) return Malformed("/from", "is missing or out of range", "a day of 1900 to 2200");
  return std::nullopt;
}

schema::CapacitySetT CapacityFrom(std::int64_t capacity, Day from) {
  schema::CapacitySetT set;
  set.capacity = capacity;
  set.from = from.days;
  return set;
}

void OpenFreePlace(const EventContext& context, EntityId unit, Day from, StateEditor& editor) {
  ObligationRow row;
  row.kind = ObligationKind::kOfferFreePlace;
  row.entity = unit;
  row.from = from;
  OpenAtOnce(context, row, editor);
}

/// Adds `sign` times the fact's quantity to what is taken. False: the fact makes no sense.
template <class Fact>
bool AddTaken(const Fact& fact, EntityId unit, int sign, StateEditor& editor) {
  const auto until = DayIfGiven(fact.until());
  if (!IsQuantity(fact.quantity()) || !IsInterval(Day{fact.from()}, until)) return false;
  editor.AddLevel<TakenTable>(unit, Day{fact.from()}, until, sign * fact.quantity());
  return true;
}

}  // namespace

std::int64_t LeastFree(const State& state, EntityId unit, Day from, std::optional<Day> until) {
  std::optional<std::int64_t> least;
  WalkFree(state, unit, from, until, [&](Day, std::int64_t free) {
    least = std::min(least.value_or(free), free);
    return true;
  });
  return *least;
}

std::optional<ShortDay> FirstShortDay(const State& state, EntityId unit, Day from, std::optional<Day> until,
                                      std::int64_t quantity) {
  std::optional<ShortDay> short_day;
  WalkFree(state, unit, from, until, [&](Day day, std::int64_t free) {
    if (free < quantity) short_day = ShortDay{day, free};
    return !short_day;
  });
  return short_day;
}

Decision Decide(const State& state, const Intent& intent, const schema::OpenUnit& command) {
  const auto name = Text(command.name());
  if (name.empty() || name.size() > kMaxNameBytes) {
    return Malformed("/name", "is missing or too long", "1.." + std::to_string(kMaxNameBytes) + " bytes");
  }
  const Day from{command.from()};
  if (auto answer = CheckCapacityAndDay(command.capacity(), from)) return *std::move(answer);
  const auto sheet = AdoptedSheet(state, Text(command.service()));
  if (!sheet) return Refusal{Rule::kServiceNotAdopted, {}};
  if (sheet->capacity == CapacityModel::kNone) {
    return Refusal{Rule::kServiceHasNoCapacity, {{"service", sheet->code}}};
  }
  Drafts drafts(intent);
  const EntityId id = NewEntity(intent.command, 0);
  schema::UnitOpenedT opened;
  opened.service = sheet->code;
  opened.name = name;
  drafts.Add(id, kUnit, std::move(opened));
  drafts.Add(id, kUnit, CapacityFrom(command.capacity(), from)).effective_on = from;
  return drafts.Done();
}

Decision Decide(const State& state, const Intent& intent, const schema::SetCapacity& command) {
  const Day from{command.from()};
  if (auto answer = CheckCapacityAndDay(command.capacity(), from)) return *std::move(answer);
  const EntityId id = events::Entity(command.unit());
  if (!state.FindEntity<UnitTable>(id)) return Unknown("/unit", id, "unit");
  if (from < intent.today && !intent.imported) {
    return Refusal{Rule::kCapacityInThePast, {{"from", FormatDay(from)}, {"today", FormatDay(intent.today)}}};
  }
  Drafts drafts(intent);
  drafts.Add(id, kUnit, CapacityFrom(command.capacity(), from)).effective_on = from;
  return drafts.Done();
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::UnitOpened& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  if (editor.Find<UnitTable>(id) || Text(fact.service()).size() > kMaxCodeBytes) return false;
  UnitRow row;
  row.service = Text(fact.service());
  row.name = Text(fact.name());
  editor.Put<UnitTable>(row, id);
  editor.Put<ServiceUnitTable>(MarkRow{}, row.service, id);
  return true;
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::CapacitySet& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  const Day from{fact.from()};
  auto unit = editor.Find<UnitTable>(id);
  if (!unit || !IsPossible(from) || fact.capacity() < 0 || fact.capacity() > kMaxQuantity) return false;
  const bool is_raised = fact.capacity() > editor.state().LevelOn<CapacityTable>(id, from);
  editor.Put<CapacityTable>(StepRow{fact.capacity()}, id, from);
  if (!is_raised || event.imported()) return true;
  ++unit->round;
  editor.Put<UnitTable>(*unit, id);
  OpenFreePlace(context, id, from, editor);
  return true;
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::PlaceTaken& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  if (!editor.Find<UnitTable>(id) || !AddTaken(fact, id, 1, editor)) return false;
  if (fact.offer_on()) OpenFreePlace(context, id, Day{fact.from()}, editor);
  return true;
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::PlaceFreed& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  auto unit = editor.Find<UnitTable>(id);
  if (!unit || !AddTaken(fact, id, -1, editor)) return false;
  if (!fact.offer_on()) return true;
  if (!fact.declined()) {
    ++unit->round;
    editor.Put<UnitTable>(*unit, id);
  }
  OpenFreePlace(context, id, Day{fact.from()}, editor);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::OfferProposed&,
            StateEditor& editor) {
  return editor.Find<UnitTable>(events::Entity(event.entity())).has_value();
}

}  // namespace fascicolo::engine
