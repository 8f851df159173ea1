// The events of one entity, read from the log by its history: without folding anything.
#pragma once

#include "connectors/program/audit/log_walk.h"
#include "connectors/program/rights/person_events.h"

#include <functional>

namespace fascicolo::program {

/// Visits the entity's own events in the order of the log; what is not understood is left out. Failures of the log.
Status ForEachOwnEvent(Reading& reading, EntityId entity, const std::function<void(const EventInLog&)>& visit);

[[nodiscard]] inline EventRef RefOf(const EventInLog& event) { return RefOf(event.commit.reading, event.index); }
/// "position", "event", "type", "actor" and "on".
[[nodiscard]] Value FormOf(const EventRef& ref);

/// What FormOf writes (connectors/cli/shape.h).
inline constexpr std::string_view kEventRefShape =
    "{position: count, event: count, type: text, actor: text, on: day}";

}  // namespace fascicolo::program
