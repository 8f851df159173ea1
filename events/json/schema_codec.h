// The codec of the ledger's own schemas: every command, event and record (schemas/event.fbs).
#pragma once

#include "events/json/json_codec.h"

namespace fascicolo::events::json {

/// Made on first use; the same for all threads.
[[nodiscard]] const JsonCodec& SchemaCodec();

}  // namespace fascicolo::events::json
