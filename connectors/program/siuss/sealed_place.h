// A sealed text by the place that a fold remembered.
#pragma once

#include "connectors/exports/siuss/record.h"
#include "connectors/program/authority/node.h"

#include <optional>
#include <string>

namespace fascicolo::program {

/// None: it stays closed for good (sealed_text.h), or nothing stands there. The views must reach as far. Failures of
/// the log and the vault.
[[nodiscard]] Result<std::optional<std::string>> OpenPlace(Node& node, const siuss::TextPlace& place);

}  // namespace fascicolo::program
