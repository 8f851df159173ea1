// A request as the JSON form of its command, in which personal texts stand in their places.
#pragma once

#include "engine/loop/request.h"
#include "events/json/value.h"

namespace fascicolo::engine {

/// Reads {"id", "actor", "occurred_at", "effective_on", "expected", "payload": {"type", ...}}, in which entities are named by
/// their ids alone.
[[nodiscard]] Result<Request, FormError> RequestFromJson(const events::json::Value& command);

/// As personal as what was handed in. RequestFromJson reads it back to an equal request.
[[nodiscard]] events::json::Value JsonOf(const Request& request);

}  // namespace fascicolo::engine
