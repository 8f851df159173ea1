// Small files that are there whole or not at all, whatever moment the power goes.
#pragma once

#include <string>

#include "events/proof/base64.h"
#include "events/segments/files.h"

namespace fascicolo::proof {

/// Writes PATH.new, makes it durable, and puts it in the place of `path`. The name itself is durable when its directory has
/// been synced. kFull, kIo.
Status WriteWhole(events::LogFiles& files, const std::string& path, ConstBytes bytes);
/// kNotFound, kIo; kTooLarge: longer than `max_bytes`.
[[nodiscard]] Result<Bytes> ReadWhole(events::LogFiles& files, const std::string& path, std::size_t max_bytes);
Status SyncNames(events::LogFiles& files, const std::string& directory);

}  // namespace fascicolo::proof
