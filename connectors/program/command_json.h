// Commands in their JSON form, on their way to the loop; events in theirs, on their way to a
// reader.
#pragma once

#include "engine/loop/request.h"
#include "events/json/schema_codec.h"

#include <string_view>

namespace fascicolo::program {

using events::json::SchemaCodec;

/// Reads {"id", "actor", "occurred_at", "effective_on", "expected", "payload": {"type", ...}}.
///
/// Where an entity is named, "@<command id>" or "@<command id>/<ordinal>" names the one that this
/// command creates (the first, or the one with the ordinal): so a file of commands can name what
/// its earlier lines make.
[[nodiscard]] Result<engine::Request, FormError> ReadCommand(std::string_view json);

/// The "id" of a command that may be malformed otherwise; zeros where there is none.
[[nodiscard]] CommandId IdOfCommand(std::string_view json);

/// The entity that such a reference names; nothing for any other text.
[[nodiscard]] std::optional<EntityId> EntityOfReference(std::string_view text);

}  // namespace fascicolo::program
