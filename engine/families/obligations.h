// What the families' obligations share: opening one, and ending one that has nothing left to do.
#pragma once

#include <string>

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// Closes an obligation without effect, with its ground, by an event of its entity.
[[nodiscard]] Decision Dropped(const Intent& intent, EntityId obligation, const ObligationRow& due,
                               schema::EntityKind kind, std::string what, std::string ground);

/// Opens `row` (kind, entity and what else it needs are given; `due` too) by the event in `context`. Returns its id.
EntityId OpenBy(const EventContext& context, ObligationRow row, StateEditor& editor, std::uint32_t ordinal = 0);
/// The same, due when the commit was recorded.
EntityId OpenAtOnce(const EventContext& context, ObligationRow row, StateEditor& editor, std::uint32_t ordinal = 0);

}  // namespace fascicolo::engine
