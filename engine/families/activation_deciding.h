// What the deciders of activations share: finding the row, checking what a command names, drafting what several decide.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/catalogue/sheet.h"
#include "engine/decision.h"
#include "engine/families/activation_days.h"
#include "engine/families/life_cycle.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr auto kActivationKind = schema::EntityKind::activation;

/// A decision about an activation in one of the `allowed` states, with its sheet; otherwise the reason why not.
Decision OnActivation(const State& state, const Intent& intent, const schema::Id* id,
                      StateSet<ActivationState> allowed,
                      const std::function<Decision(EntityId, const ActivationRow&, const Sheet&)>& decide);
/// The same in a state in which this event may happen.
Decision OnActivation(const State& state, const Intent& intent, const schema::Id* id, schema::EventPayload event,
                      const std::function<Decision(EntityId, const ActivationRow&, const Sheet&)>& decide);

// --- checks: an answer where something stands in the way ---

/// Above 0 and within kMaxQuantity; one place where the service is given in places.
[[nodiscard]] std::optional<Decision> CheckQuantity(std::int64_t quantity, const Sheet& sheet);
/// [from, until) of possible days.
[[nodiscard]] std::optional<Decision> CheckInterval(Day from, std::optional<Day> until);
[[nodiscard]] std::optional<Decision> CheckReason(std::string_view reason, const std::vector<Labelled>& foreseen);
/// A unit of the service.
[[nodiscard]] std::optional<Decision> CheckUnit(const State& state, EntityId unit, const std::string& service);
/// Everything that is held more is free. Imported facts are not checked.
[[nodiscard]] std::optional<Decision> CheckCapacity(const State& state, const Intent& intent, EntityId unit,
                                                    const std::vector<HeldChange>& changes);
[[nodiscard]] Refusal NoCapacity(Day day, std::int64_t free, std::int64_t asked);

// --- drafts ---

/// No service that the sheet excludes runs on `from` or later for the person, under whichever entry.
[[nodiscard]] std::optional<Decision> CheckCompatible(const State& state, EntityId person, const Sheet& sheet, Day from);
/// The unit's facts for what the activation holds more and less. `declined`: an offer came to nothing.
void DraftPlaces(Drafts& drafts, const Intent& intent, EntityId activation, EntityId unit,
                 const std::vector<HeldChange>& changes, bool declined = false);
struct OfferTerms {
  bool offer_on = false;            ///< more is free, and this commit stops here
  std::string_view exception = {};  ///< the signed act by which it is out of turn
};
/// Offers `row.quantity` from `from` on.
void DraftOffer(Drafts& drafts, const State& state, const Intent& intent, EntityId activation,
                const ActivationRow& row, const Sheet& sheet, EntityId unit, Day from, OfferTerms terms);
void DraftRemovedEntry(Drafts& drafts, EntityId activation, const ActivationRow& row, std::string reason);
/// Moves the entry to where `row`, as it will be, stands.
void DraftMovedEntry(Drafts& drafts, EntityId activation, const ActivationRow& row, const Sheet& sheet,
                     std::string reason);
/// `row.quantity` at `row.unit` over [row.from, row.until) begins: as a proposal where the sheet wants an act first; with
/// its fee, unless it is imported.
void DraftBeginning(Drafts& drafts, const State& state, const Intent& intent, EntityId activation,
                    const ActivationRow& row, const Sheet& sheet);
/// What the unit learns when the open offer of `row` came to nothing.
void DraftGivenBack(Drafts& drafts, const Intent& intent, EntityId activation, const ActivationRow& row);

}  // namespace fascicolo::engine
