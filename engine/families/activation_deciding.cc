#include "engine/families/activation_deciding.h"

#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/activation.h"
#include "engine/families/activation_fee.h"
#include "engine/families/activation_states.h"
#include "engine/families/limits.h"
#include "engine/families/person.h"
#include "engine/families/schema_ids.h"
#include "engine/families/service_unit.h"
#include "engine/families/waiting_list.h"

namespace fascicolo::engine {
namespace {

template <class Fact>
void DraftBeginningAs(Drafts& drafts, EntityId activation, const ActivationRow& row,
                      std::unique_ptr<schema::FeeT> fee) {
  Fact fact;
  fact.fee = std::move(fee);
  fact.unit = IdOf(row.unit);
  fact.quantity = row.quantity;
  fact.from = DaysOf(row.from);
  fact.until = DaysOf(row.until);
  EventDraft& draft = drafts.Add(activation, kActivationKind, std::move(fact));
  if (row.from) draft.effective_on = *row.from;
}

template <class Fact>
Fact Places(EntityId activation, const HeldChange& change) {
  Fact fact;
  fact.activation = IdOf(activation);
  fact.quantity = std::abs(change.delta);
  fact.from = change.from.days;
  fact.until = DaysOf(change.until);
  return fact;
}

/// It runs on `day` or later, or will when its act has effect. What was ended goes on until its last day.
bool RunsOnOrAfter(const ActivationRow& row, Day day) {
  using enum ActivationState;
  const bool began = row.state == kInForce || row.state == kProposed || row.state == kEnded;
  return began && (!row.until || *row.until > day);
}

}  // namespace

std::string_view TextOf(ActivationState state) {
  switch (state) {
    case ActivationState::kFiled:
      return "filed";
    case ActivationState::kScored:
      return "scored";
    case ActivationState::kWaiting:
      return "waiting";
    case ActivationState::kOffered:
      return "offered";
    case ActivationState::kProposed:
      return "proposed";
    case ActivationState::kInForce:
      return "in_force";
    case ActivationState::kEnded:
      return "ended";
    case ActivationState::kWithdrawn:
      return "withdrawn";
    case ActivationState::kRemoved:
      return "removed";
    case ActivationState::kDenied:
      return "denied";
  }
  return "unknown";
}

Decision OnActivation(const State& state, const Intent& intent, const schema::Id* id,
                      StateSet<ActivationState> allowed,
                      const std::function<Decision(EntityId, const ActivationRow&, const Sheet&)>& decide) {
  if (!IsPossible(intent.effective_on)) {
    return Malformed("/effective_on", "is out of range", "a day of 1900 to 2200");
  }
  const EntityId activation = events::Entity(id);
  const auto row = state.FindEntity<ActivationTable>(activation);
  if (!row) return Unknown("/activation", activation, "activation");
  if (!allowed.Has(row->state)) {
    return Refusal{Rule::kWrongActivationState, {{"state", std::string(TextOf(row->state))}}};
  }
  const auto sheet = AdoptedSheet(state, row->service);
  if (!sheet) return Refusal{Rule::kServiceNotAdopted, {{"service", row->service}}};
  return decide(activation, *row, *sheet);
}

Decision OnActivation(const State& state, const Intent& intent, const schema::Id* id, schema::EventPayload event,
                      const std::function<Decision(EntityId, const ActivationRow&, const Sheet&)>& decide) {
  return OnActivation(state, intent, id, ActivationsBefore(event), decide);
}

std::optional<Decision> CheckQuantity(std::int64_t quantity, const Sheet& sheet) {
  if (quantity <= 0) return Refusal{Rule::kQuantityNotPositive, {{"quantity", std::to_string(quantity)}}};
  const std::int64_t most = sheet.capacity == CapacityModel::kPlaces ? 1 : kMaxQuantity;
  if (quantity > most) return Malformed("/quantity", "is out of range", "1.." + std::to_string(most));
  return std::nullopt;
}

std::optional<Decision> CheckInterval(Day from, std::optional<Day> until) {
  if (!IsPossible(from)) return Malformed("/from", "is missing or out of range", "a day of 1900 to 2200");
  if (until && !IsPossible(*until)) return Malformed("/until", "is out of range", "a day of 1900 to 2200");
  if (until && *until <= from) {
    return Refusal{Rule::kDateOutOfOrder, {{"from", FormatDay(from)}, {"until", FormatDay(*until)}}};
  }
  return std::nullopt;
}

std::optional<Decision> CheckReason(std::string_view reason, const std::vector<Labelled>& foreseen) {
  if (reason.empty() || reason.size() > kMaxNameBytes) {
    return Malformed("/reason", "is missing or too long", "1.." + std::to_string(kMaxNameBytes) + " bytes");
  }
  const auto is_it = [&](const Labelled& one) { return one.code == reason; };
  if (foreseen.empty() || std::any_of(foreseen.begin(), foreseen.end(), is_it)) return std::nullopt;
  return Refusal{Rule::kUnknownReason, {}};
}

std::optional<Decision> CheckUnit(const State& state, EntityId unit, const std::string& service) {
  const auto row = state.FindEntity<UnitTable>(unit);
  if (!row) return Unknown("/unit", unit, "unit");
  if (row->service != service) {
    return Refusal{Rule::kUnitOfOtherService, {{"service", service}, {"unit_service", row->service}}};
  }
  return std::nullopt;
}

std::optional<Decision> CheckCapacity(const State& state, const Intent& intent, EntityId unit,
                                      const std::vector<HeldChange>& changes) {
  if (intent.imported) return std::nullopt;
  state.CheckNotFrozen(unit);
  for (const HeldChange& change : changes) {
    if (change.delta < 0) continue;
    const auto short_day = FirstShortDay(state, unit, change.from, change.until, change.delta);
    if (short_day) return NoCapacity(short_day->day, short_day->free, change.delta);
  }
  return std::nullopt;
}

std::optional<Decision> CheckCompatible(const State& state, EntityId person, const Sheet& sheet, Day from) {
  if (sheet.incompatible_with.empty()) return std::nullopt;
  const auto& excluded = sheet.incompatible_with;
  for (const EntityId entry : EntriesOf(state, person)) {
    for (const EntityId other : state.SecondsOf<PersonServiceTable>(entry)) {
      const auto row = state.FindEntity<ActivationTable>(other);
      if (!row || !RunsOnOrAfter(*row, from)) continue;
      if (std::find(excluded.begin(), excluded.end(), row->service) == excluded.end()) continue;
      return Refusal{Rule::kIncompatible, {{"service", row->service}, {"activation", ToHex(other)}}};
    }
  }
  return std::nullopt;
}

Refusal NoCapacity(Day day, std::int64_t free, std::int64_t asked) {
  return {Rule::kNoCapacity,
          {{"day", FormatDay(day)}, {"free", std::to_string(free)}, {"asked", std::to_string(asked)}}};
}

void DraftPlaces(Drafts& drafts, const Intent& intent, EntityId activation, EntityId unit,
                 const std::vector<HeldChange>& changes, bool declined) {
  for (const HeldChange& change : changes) {
    if (change.delta > 0) {
      drafts.Add(unit, schema::EntityKind::unit, Places<schema::PlaceTakenT>(activation, change)).effective_on =
          change.from;
      continue;
    }
    auto freed = Places<schema::PlaceFreedT>(activation, change);
    freed.offer_on = !intent.imported;
    freed.declined = declined;
    drafts.Add(unit, schema::EntityKind::unit, std::move(freed)).effective_on = change.from;
  }
}

void DraftOffer(Drafts& drafts, const State& state, const Intent& intent, EntityId activation,
                const ActivationRow& row, const Sheet& sheet, EntityId unit, Day from, OfferTerms terms) {
  const Day offered_on = intent.imported ? intent.effective_on : intent.today;
  const int offer_days = sheet.waiting ? sheet.waiting->offer_days : 0;
  schema::OfferMadeT offer;
  offer.unit = IdOf(unit);
  offer.quantity = row.quantity;
  offer.from = from.days;
  offer.expires_on = std::min(offered_on + offer_days, kLastDay).days;
  offer.round = state.Find<UnitTable>(unit).value_or(UnitRow{}).round;
  offer.exception = terms.exception;
  drafts.Add(activation, kActivationKind, std::move(offer));
  auto taken = Places<schema::PlaceTakenT>(activation, {from, std::nullopt, row.quantity});
  taken.offer_on = terms.offer_on;
  drafts.Add(unit, schema::EntityKind::unit, std::move(taken)).effective_on = from;
}

void DraftRemovedEntry(Drafts& drafts, EntityId activation, const ActivationRow& row, std::string reason) {
  schema::EntryRemovedT removed;
  removed.activation = IdOf(activation);
  removed.reason = std::move(reason);
  drafts.Add(ListOf(row.service), schema::EntityKind::list, std::move(removed));
}

void DraftMovedEntry(Drafts& drafts, EntityId activation, const ActivationRow& row, const Sheet& sheet,
                     std::string reason) {
  const std::string place = PlaceOf(row, activation, sheet);
  schema::EntryMovedT moved;
  moved.activation = IdOf(activation);
  moved.sort_key.assign(place.begin(), place.end());
  moved.points = row.points;
  moved.reason = std::move(reason);
  drafts.Add(ListOf(row.service), schema::EntityKind::list, std::move(moved));
}

void DraftBeginning(Drafts& drafts, const State& state, const Intent& intent, EntityId activation,
                    const ActivationRow& row, const Sheet& sheet) {
  auto fee = intent.imported ? nullptr : FeeAtStart(state, sheet, activation, row);
  if (sheet.act == ActKind::kNone || intent.imported || !intent.act.is_zero()) {
    DraftBeginningAs<schema::ServiceStartedT>(drafts, activation, row, std::move(fee));
  } else {
    DraftBeginningAs<schema::ServiceProposedT>(drafts, activation, row, std::move(fee));
  }
}

void DraftGivenBack(Drafts& drafts, const Intent& intent, EntityId activation, const ActivationRow& row) {
  DraftPlaces(drafts, intent, activation, row.unit, Changes(HeldBy(row), {}), true);
}

}  // namespace fascicolo::engine
