#include "engine/families/placement_shelter.h"

#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/activation.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/obligations.h"
#include "engine/families/person.h"
#include "engine/families/placement.h"
#include "engine/families/placement_days.h"
#include "engine/families/placement_deciding.h"
#include "engine/families/service_unit.h"
#include "engine/rules/sort_key.h"

namespace fascicolo::engine {
namespace {

PlacementRow WithBed(const Bed& bed) {
  PlacementRow after = bed.row;
  BeginDays(after, {bed.unit, bed.from, 0, 0}, bed.from + static_cast<int>(bed.nights));
  return after;
}

bool HasSomebodyDied(const State& state, const PlacementRow& row) {
  return std::any_of(row.persons.begin(), row.persons.end(),
                     [&](const PlacedRow& placed) { return DiedOn(state, placed.person).has_value(); });
}

/// Calls `visit(placement, row)` for who waits, in the order of the queue, until it returns false.
template <class Visit>
void ForEachQueued(const State& state, std::string_view service, Visit visit) {
  const EntityId list = ListOf(service);
  state.CheckNotFrozen(list);
  state.Scan<ListOrderTable>(ListOrderTable::Key(list), [&](std::string_view, const ListEntryRow& entry) {
    const auto row = state.FindEntity<PlacementTable>(entry.activation);
    return !row || row->state != PlacementState::kQueued || visit(entry.activation, *row);
  });
}

bool SomebodyElseIsQueued(const State& state, std::string_view service, EntityId but) {
  bool is_queued = false;
  ForEachQueued(state, service, [&](EntityId placement, const PlacementRow&) {
    is_queued = placement != but;
    return !is_queued;
  });
  return is_queued;
}

/// Need first, the greatest before; then arrival.
std::string QueueKey(const PlacementRow& row, Instant asked_at, EntityId placement) {
  const char need = static_cast<char>('z' - static_cast<int>(row.need));
  return need + ArrivalSortKey(row.requested_on, asked_at, placement);
}

/// They get it, or, where the sheet says so, the office is told that they are next.
void DraftNext(Drafts& drafts, const State& state, const Sheet& sheet, const Bed& bed) {
  if (!sheet.waiting || sheet.waiting->on_free == OnFree::kAutomatic) return DraftBed(drafts, state, bed);
  schema::OfferProposedT proposed;
  proposed.activation = IdOf(bed.placement);
  proposed.quantity = static_cast<std::int64_t>(bed.row.persons.size());
  proposed.from = bed.from.days;
  drafts.Add(bed.unit, schema::EntityKind::unit, std::move(proposed));
}

/// Who is next at a unit that still takes people in.
std::optional<Bed> NextAt(const State& state, const Intent& intent, EntityId unit, std::string_view service, Day from) {
  const bool is_closed = state.Find<ClosedUnitTable>(unit).has_value();
  return is_closed || !IsPossible(from) ? std::nullopt : NextForBed(state, intent, unit, service, from);
}

}  // namespace

std::optional<Decision> CheckNotBanned(const State& state, const PlacementRow& row, Day day) {
  for (const PlacedRow& placed : row.persons) {
    for (const EntityId entry : EntriesOf(state, placed.person)) {
      std::optional<Day> until;
      state.Scan<BanTable>(BanTable::Key(entry, row.service), [&](std::string_view, const BanRow& ban) {
        until = std::max(until.value_or(ban.until), ban.until);
        return true;
      });
      if (until && day < *until) return Refusal{Rule::kBanned, {{"until", FormatDay(*until)}}};
    }
  }
  return std::nullopt;
}

std::optional<Decision> CheckBed(const State& state, const Intent& intent, const Bed& bed) {
  if (auto answer = CheckInterval(bed.from, bed.from + static_cast<int>(bed.nights))) return answer;
  if (auto answer = CheckNotBanned(state, bed.row, bed.from)) return answer;
  return CheckRoom(state, intent, bed.placement, bed.row, WithBed(bed));
}

std::optional<Bed> NextForBed(const State& state, const Intent& intent, EntityId unit, std::string_view service,
                              Day from) {
  std::optional<Bed> next;
  ForEachQueued(state, service, [&](EntityId placement, const PlacementRow& row) {
    const Bed bed{placement, row, unit, std::max(from, row.first_night.value_or(from)), row.nights};
    if (!HasSomebodyDied(state, row) && !CheckBed(state, intent, bed)) next = bed;
    return !next;
  });
  return next;
}

void DraftOffQueue(Drafts& drafts, EntityId placement, const PlacementRow& row, std::string reason) {
  schema::EntryRemovedT removed;
  removed.activation = IdOf(placement);
  removed.reason = std::move(reason);
  drafts.Add(ListOf(row.service), schema::EntityKind::list, std::move(removed));
}

void DraftQueued(Drafts& drafts, const Intent& intent, EntityId placement, const PlacementRow& row) {
  const std::string key = QueueKey(row, intent.now, placement);
  schema::EntryAddedT added;
  added.activation = IdOf(placement);
  added.sort_key.assign(key.begin(), key.end());
  added.quantity = static_cast<std::int64_t>(row.persons.size());
  added.service = row.service;
  drafts.Add(ListOf(row.service), schema::EntityKind::list, std::move(added));
}

void DraftBed(Drafts& drafts, const State& state, const Bed& bed, std::string_view exception) {
  const Day until = bed.from + static_cast<int>(bed.nights);
  schema::PlacementStartedT started;
  started.unit = IdOf(bed.unit);
  started.from = bed.from.days;
  started.until = until.days;
  started.exception = exception;
  DraftOf(drafts, bed.placement, bed.from, std::move(started));
  if (bed.row.state == PlacementState::kQueued) DraftOffQueue(drafts, bed.placement, bed.row, "bed_given");
  schema::PlaceTakenT taken;
  taken.activation = IdOf(bed.placement);
  taken.quantity = static_cast<std::int64_t>(bed.row.persons.size());
  taken.from = bed.from.days;
  taken.until = until.days;
  taken.offer_on = SomebodyElseIsQueued(state, bed.row.service, bed.placement);
  drafts.Add(bed.unit, schema::EntityKind::unit, std::move(taken)).effective_on = bed.from;
}

Decision DecideBed(const State& state, const Intent& intent, EntityId id, const PlacementRow& row, const Sheet& sheet,
                   const schema::StartPlacement& command) {
  const Bed bed{id, row, events::Entity(command.unit()), Day{command.from()},
                command.nights() == 0 ? row.nights : command.nights()};
  if (!IsPossible(bed.from)) return Malformed("/from", "is missing or out of range", "a day of 1900 to 2200");
  if (static_cast<int>(bed.nights) > sheet.placement->max_nights) {
    return Refusal{Rule::kTooManyNights, {{"max_nights", std::to_string(sheet.placement->max_nights)}}};
  }
  if (auto answer = CheckHost(state, bed.unit, sheet, bed.from)) return *std::move(answer);
  if (auto answer = CheckBed(state, intent, bed)) return *std::move(answer);
  const auto next = NextForBed(state, intent, bed.unit, row.service, bed.from);
  const std::string_view exception = Text(command.exception());
  if (exception.size() > kMaxNameBytes) return Malformed("/exception", "is too long", std::to_string(kMaxNameBytes));
  if (next && next->placement != id && exception.empty() && !intent.imported) {
    return Refusal{Rule::kNotNextInLine, {{"first", ToHex(next->placement)}}};
  }
  Drafts drafts(intent);
  DraftBed(drafts, state, bed, exception);
  return drafts.Done();
}

Decision FulfilFreeBed(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  const auto unit = state.FindEntity<UnitTable>(due.entity);
  const auto sheet = unit ? AdoptedSheet(state, unit->service) : nullptr;
  const Day from = std::max(intent.today, due.from.value_or(intent.today));
  const auto next = sheet ? NextAt(state, intent, due.entity, sheet->code, from) : std::nullopt;
  if (!next) {
    return Dropped(intent, obligation, due, schema::EntityKind::unit, "offer_free_place", "nobody_waits");
  }
  Drafts drafts(intent);
  DraftNext(drafts, state, *sheet, *next);
  return drafts.Done();
}

Decision FulfilNightsEnd(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  const auto row = state.FindEntity<PlacementTable>(due.entity);
  const auto sheet = row ? AdoptedSheet(state, row->service) : nullptr;
  if (!sheet || row->nights_end != obligation || !row->until) {
    return Dropped(intent, obligation, due, kPlacement, "nights_end", "ended_before");
  }
  Drafts drafts(intent);
  schema::PlacementEndedT ended;
  ended.on = row->until->days;
  ended.reason = kTermReached;
  DraftOf(drafts, due.entity, *row->until, std::move(ended));
  const auto next = NextAt(state, intent, row->hosts.back().unit, row->service, std::max(intent.today, *row->until));
  if (next) DraftNext(drafts, state, *sheet, *next);
  return drafts.Done();
}

}  // namespace fascicolo::engine
