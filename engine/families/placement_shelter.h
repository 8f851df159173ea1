// Beds by night: the queue of a shelter (who needs it more comes first, then who asked first), and who gets what is free.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "engine/catalogue/sheet.h"
#include "engine/decision.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// Who gets a bed, where, and for which nights.
struct Bed {
  EntityId placement;
  PlacementRow row;  ///< before
  EntityId unit;
  Day from;
  std::uint32_t nights = 0;
};
/// The first in the queue whose nights all fit at `unit`, from `from` on or from their first night; none: nobody's do.
[[nodiscard]] std::optional<Bed> NextForBed(const State& state, const Intent& intent, EntityId unit,
                                            std::string_view service, Day from);
/// Somebody in the row may not be taken in on `day`.
[[nodiscard]] std::optional<Decision> CheckNotBanned(const State& state, const PlacementRow& row, Day day);
/// Everybody in the row could have the bed.
[[nodiscard]] std::optional<Decision> CheckBed(const State& state, const Intent& intent, const Bed& bed);

/// They get the bed; whoever waited leaves the queue. `exception`: the signed act by which it is out of turn.
void DraftBed(Drafts& drafts, const State& state, const Bed& bed, std::string_view exception = {});
/// They wait.
void DraftQueued(Drafts& drafts, const Intent& intent, EntityId placement, const PlacementRow& row);
void DraftOffQueue(Drafts& drafts, EntityId placement, const PlacementRow& row, std::string reason);

/// A bed of the shelter is given to somebody in the queue.
Decision DecideBed(const State& state, const Intent& intent, EntityId id, const PlacementRow& row, const Sheet& sheet,
                   const schema::StartPlacement& command);

}  // namespace fascicolo::engine
