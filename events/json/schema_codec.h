// The codec of the ledger's own schemas: every command, event and record (schemas/event.fbs).
#pragma once

#include "events/json/json_codec.h"
#include "events/json/model.h"

namespace fascicolo::events::json {

/// Made on first use; the same for all threads.
[[nodiscard]] const JsonCodec& SchemaCodec();

/// The tables and fields behind it, for whoever describes them or decides about each.
[[nodiscard]] const Model& SchemaModel();

/// The union of all commands.
[[nodiscard]] const Enum& CommandPayloads();

}  // namespace fascicolo::events::json
