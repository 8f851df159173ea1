// A waiting list (lista d'attesa): the rows in the order of their sort keys, and who may be offered what.
//
// An entry stays on the list while its offer is open, because a refused offer may leave it where it stood.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "engine/catalogue/sheet.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// Calls `visit` for everybody who waits, holds no offer and is not inactive, in the order of the list, until it returns false. Throws
/// ReadsFrozen when the list, or somebody on it, is frozen: nobody is passed over unseen.
void ForEachWaiting(const State& state, std::string_view service,
                    const std::function<bool(const ListEntryRow&, const ActivationRow&)>& visit);

[[nodiscard]] bool SomebodyWaits(const State& state, std::string_view service);

/// Whether an offer of this unit in this round was declined already.
[[nodiscard]] bool HasDeclined(const ActivationRow& row, EntityId unit, std::uint64_t round);

/// The first who waits before `activation`, whom `free` would be enough for, and who has not declined this round's place;
/// none: `activation` is next in line.
[[nodiscard]] std::optional<EntityId> WhoIsBefore(const State& state, EntityId activation, const ActivationRow& row,
                                                  EntityId unit, std::uint64_t round, std::int64_t free);

/// The place on the list that the sheet's policy gives: by points as scored, or by arrival.
[[nodiscard]] std::string PlaceOf(const ActivationRow& row, EntityId activation, const Sheet& sheet);

}  // namespace fascicolo::engine
