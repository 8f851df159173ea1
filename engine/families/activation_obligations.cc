// What the list does by itself: an offer that nobody answers lapses, a place that becomes free is offered on.
#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/activation.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/activation_states.h"
#include "engine/families/limits.h"
#include "engine/families/obligations.h"
#include "engine/families/person.h"
#include "engine/families/placement.h"
#include "engine/families/schema_ids.h"
#include "engine/families/service_unit.h"
#include "engine/families/waiting_list.h"

namespace fascicolo::engine {
namespace {

/// Who may be offered what is free at a unit, in the order of the list.
struct NextInLine {
  std::vector<std::pair<EntityId, ActivationRow>> chosen;  ///< at most `most`
  bool more = false;        ///< somebody else could be offered something as well
  std::string_view ground;  ///< where nobody is chosen: why
};

NextInLine FindNext(const State& state, EntityId unit, const UnitRow& row, std::int64_t free, std::size_t most) {
  NextInLine next;
  next.ground = "nobody_waits";
  ForEachWaiting(state, row.service, [&](const ListEntryRow& entry, const ActivationRow& activation) {
    if (next.ground == "nobody_waits") next.ground = "nothing_fits";
    if (entry.quantity > free) return free > 0;
    if (DiedOn(state, activation.person)) return true;
    if (HasDeclined(activation, unit, row.round)) {
      next.ground = "declined";
      return true;
    }
    if (next.chosen.size() == most) {
      next.more = true;
      return false;
    }
    next.chosen.emplace_back(entry.activation, activation);
    free -= entry.quantity;
    return true;
  });
  return next;
}

/// The office is told who is next; it offers, or does not.
Decision Proposed(const Intent& intent, EntityId unit, EntityId activation, std::int64_t quantity, Day from) {
  Drafts drafts(intent);
  schema::OfferProposedT proposed;
  proposed.activation = IdOf(activation);
  proposed.quantity = quantity;
  proposed.from = from.days;
  drafts.Add(unit, schema::EntityKind::unit, std::move(proposed));
  return drafts.Done();
}

}  // namespace

Decision FulfilOfferExpiry(const State& state, const Intent& intent, EntityId obligation,
                           const ObligationRow& due) {
  const auto row = state.FindEntity<ActivationTable>(due.entity);
  if (!row || !ActivationsBefore(schema::EventPayload::OfferLapsed).Has(row->state) || row->expiry != obligation) {
    return Dropped(intent, obligation, due, kActivationKind, "offer_expiry", "answered");
  }
  const auto sheet = AdoptedSheet(state, row->service);
  const bool is_removed = sheet && sheet->waiting && sheet->waiting->on_silence == OnSilence::kRemove;
  Drafts drafts(intent);
  schema::OfferLapsedT lapsed;
  lapsed.unit = IdOf(row->unit);
  lapsed.effect = is_removed ? schema::ListEffect::removed : schema::ListEffect::kept;
  drafts.Add(due.entity, kActivationKind, std::move(lapsed));
  if (is_removed) DraftRemovedEntry(drafts, due.entity, *row, "lapsed");
  DraftGivenBack(drafts, intent, due.entity, *row);
  return drafts.Done();
}

Decision FulfilFreePlace(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  const auto drop = [&](std::string_view ground) {
    return Dropped(intent, obligation, due, schema::EntityKind::unit, "offer_free_place", std::string(ground));
  };
  const auto unit = state.FindEntity<UnitTable>(due.entity);
  const auto sheet = unit ? AdoptedSheet(state, unit->service) : nullptr;
  if (sheet && sheet->placement) return FulfilFreeBed(state, intent, obligation, due);
  const Day from = std::max(intent.today, due.from.value_or(intent.today));
  if (!sheet || !sheet->waiting) return drop("no_waiting_list");
  if (!IsPossible(from)) return drop("out_of_range");

  const bool is_automatic = sheet->waiting->on_free == OnFree::kAutomatic;
  const auto next = FindNext(state, due.entity, *unit, LeastFree(state, due.entity, from, std::nullopt),
                             is_automatic ? kMaxOffersPerCommit : 1);
  if (next.chosen.empty()) return drop(next.ground);
  if (!is_automatic) {
    const auto& [activation, row] = next.chosen.front();
    return Proposed(intent, due.entity, activation, row.quantity, from);
  }
  Drafts drafts(intent);
  for (const auto& [activation, row] : next.chosen) {
    const bool is_last = activation == next.chosen.back().first;
    DraftOffer(drafts, state, intent, activation, row, *sheet, due.entity, from, {.offer_on = is_last && next.more});
  }
  return drafts.Done();
}

}  // namespace fascicolo::engine
