// What each fact about a dwelling changes in its row. A fact that does not fit the state is poison, never a crash.
#include "engine/families/evolving.h"
#include "engine/families/housing/dwelling_states.h"
#include "engine/families/housing/housing.h"
#include "engine/families/limits.h"

namespace fascicolo::engine {
namespace {

using enum schema::DwellingState;

bool IsHeldByTenancy(schema::DwellingState state) { return state == offered || state == assigned || state == occupied; }

/// Into `next` from the event's day on. False: it does not follow.
bool Enter(const schema::Event& event, schema::DwellingState next, EntityId tenancy, DwellingRow& row) {
  const Day day{event.effective_on()};
  const bool is_held_by_other = !row.tenancy.is_zero() && row.tenancy != tenancy;
  if (!MayBecome(row.state, next) || !IsPossible(day) || is_held_by_other) return false;
  if (IsHeldByTenancy(next) && tenancy.is_zero()) return false;
  if (IsLivedIn(row.state) && !IsLivedIn(next)) row.vacant_since = day;
  row.tenancy = IsHeldByTenancy(next) ? tenancy : EntityId{};
  row.order_notified = false;
  row.state = next;
  row.since = day;
  return true;
}

bool IsSound(const DwellingRow& row) {
  return !row.code.empty() && row.owner != schema::DwellingOwner::none && row.owner <= schema::DwellingOwner::MAX &&
         row.use != schema::DwellingUse::none && row.use <= schema::DwellingUse::MAX && row.rooms > 0 &&
         row.rooms <= kMaxRooms && row.square_metres > 0 && row.square_metres <= kMaxSquareMetres &&
         row.floor >= kLowestFloor && row.floor <= kHighestFloor && IsHeldByNobody(row.state) && IsPossible(row.since);
}

}  // namespace

bool Evolve(const EventContext&, const schema::Event& event, const schema::DwellingRegistered& fact, StateEditor& editor) {
  const EntityId dwelling = events::Entity(event.entity());
  DwellingRow row;
  row.code = Text(fact.code());
  row.owner = fact.owner();
  row.use = fact.use();
  if (fact.traits() == nullptr) return false;
  row.rooms = fact.traits()->rooms();
  row.square_metres = fact.traits()->square_metres();
  row.floor = fact.traits()->floor();
  row.accessible = fact.traits()->accessible();
  row.district = Text(fact.traits()->district());
  row.street = Text(fact.street());
  row.state = fact.state();
  row.since = Day{event.effective_on()};
  row.vacant_since = row.since;
  if (!IsSound(row) || editor.Find<DwellingTable>(dwelling) || editor.Find<DwellingCodeTable>(row.code)) return false;
  editor.Put<DwellingCodeTable>(DwellingCodeRow{dwelling}, row.code);
  editor.Put<DwellingTable>(row, dwelling);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::DwellingMoved& fact, StateEditor& editor) {
  return EditRow<DwellingTable>(event, editor, [&](DwellingRow& row) {
    return fact.state() != without_title && Enter(event, fact.state(), events::Entity(fact.tenancy()), row);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::DwellingReserved& fact, StateEditor& editor) {
  return EditRow<DwellingTable>(event, editor, [&](DwellingRow& row) {
    row.reserve = Text(fact.reserve());
    return row.reserve.size() <= kMaxCodeBytes;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::OccupationRecorded&, StateEditor& editor) {
  return EditRow<DwellingTable>(event, editor, [&](DwellingRow& row) { return Enter(event, without_title, {}, row); });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::OccupationAdvanced& fact, StateEditor& editor) {
  return EditRow<DwellingTable>(event, editor, [&](DwellingRow& row) {
    if (row.state != without_title) return false;
    if (fact.step() == schema::OccupationStep::cleared) return row.order_notified && Enter(event, to_repair, {}, row);
    row.order_notified = true;
    return fact.step() == schema::OccupationStep::notified;
  });
}

}  // namespace fascicolo::engine
