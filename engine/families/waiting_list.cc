#include "engine/families/waiting_list.h"

#include <algorithm>

#include "engine/families/activation.h"
#include "engine/families/activation_inputs.h"
#include "engine/families/limits.h"
#include "engine/families/person.h"
#include "engine/families/revalidation.h"
#include "engine/rules/sort_key.h"

namespace fascicolo::engine {
namespace {

std::string BytesOf(const flatbuffers::Vector<std::uint8_t>* bytes) {
  return bytes == nullptr ? std::string() : std::string(bytes->begin(), bytes->end());
}

/// False: the place is taken, or is none.
bool PutEntry(EntityId list, const std::string& sort_key, const ListEntryRow& entry, StateEditor& editor) {
  if (sort_key.empty() || sort_key.size() > kMaxSortKeyBytes) return false;
  if (editor.Find<ListOrderTable>(list, sort_key)) return false;
  editor.Put<ListOrderTable>(entry, list, sort_key);
  editor.Put<ListPlaceTable>(ListPlaceRow{sort_key}, list, entry.activation);
  return true;
}

/// Takes the entry off; none: it was not on the list.
std::optional<ListEntryRow> TakeEntry(EntityId list, EntityId activation, StateEditor& editor) {
  const auto place = editor.Find<ListPlaceTable>(list, activation);
  if (!place) return std::nullopt;
  const auto entry = editor.Find<ListOrderTable>(list, place->sort_key);
  editor.Erase<ListOrderTable>(list, place->sort_key);
  editor.Erase<ListPlaceTable>(list, activation);
  return entry;
}

}  // namespace

EntityId ListOf(std::string_view service) { return NamedEntity(schema::EntityKind::list, service); }

void ForEachWaiting(const State& state, std::string_view service,
                    const std::function<bool(const ListEntryRow&, const ActivationRow&)>& visit) {
  const EntityId list = ListOf(service);
  state.CheckNotFrozen(list);
  state.Scan<ListOrderTable>(ListOrderTable::Key(list), [&](std::string_view, const ListEntryRow& entry) {
    const auto row = state.FindEntity<ActivationTable>(entry.activation);
    const bool is_passed_over = !row || row->state != ActivationState::kWaiting || IsInactive(state, entry.activation);
    return is_passed_over || visit(entry, *row);
  });
}

bool SomebodyWaits(const State& state, std::string_view service) {
  bool waits = false;
  ForEachWaiting(state, service, [&](const ListEntryRow&, const ActivationRow& row) {
    waits = !DiedOn(state, row.person);
    return !waits;
  });
  return waits;
}

bool HasDeclined(const ActivationRow& row, EntityId unit, std::uint64_t round) {
  return std::any_of(row.declined.begin(), row.declined.end(), [&](const DeclinedRow& declined) {
    return declined.unit == unit && declined.round == round;
  });
}

std::optional<EntityId> WhoIsBefore(const State& state, EntityId activation, const ActivationRow& row, EntityId unit,
                                    std::uint64_t round, std::int64_t free) {
  std::optional<EntityId> before;
  ForEachWaiting(state, row.service, [&](const ListEntryRow& entry, const ActivationRow& other) {
    if (entry.activation == activation) return false;
    const bool is_served = entry.quantity <= free && !HasDeclined(other, unit, round) && !DiedOn(state, other.person);
    if (is_served) before = entry.activation;
    return !before;
  });
  return before;
}

std::string PlaceOf(const ActivationRow& row, EntityId activation, const Sheet& sheet) {
  if (!sheet.waiting || sheet.waiting->policy == WaitingPolicy::kArrival) {
    return ArrivalSortKey(row.applied_on, row.applied_at, activation);
  }
  return SortKey(KeptScore(row.points, row.tie_breaks), row.applied_on, activation);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::EntryAdded& fact,
            StateEditor& editor) {
  const EntityId list = events::Entity(event.entity());
  ListEntryRow entry;
  entry.activation = events::Entity(fact.activation());
  entry.quantity = fact.quantity();
  entry.points = fact.points();
  if (!IsQuantity(entry.quantity) || editor.Find<ListPlaceTable>(list, entry.activation)) return false;
  return PutEntry(list, BytesOf(fact.sort_key()), entry, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::EntryMoved& fact,
            StateEditor& editor) {
  const EntityId list = events::Entity(event.entity());
  auto entry = TakeEntry(list, events::Entity(fact.activation()), editor);
  if (!entry) return false;
  entry->points = fact.points();
  return PutEntry(list, BytesOf(fact.sort_key()), *entry, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::EntryRemoved& fact,
            StateEditor& editor) {
  return TakeEntry(events::Entity(event.entity()), events::Entity(fact.activation()), editor).has_value();
}

}  // namespace fascicolo::engine
