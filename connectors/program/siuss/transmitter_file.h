// The authority's files about its transmissions.
#pragma once

#include "connectors/exports/siuss/transmitter.h"
#include "connectors/program/authority/node.h"

#include <filesystem>
#include <string>

namespace fascicolo::program {

/// The place of an error is the file, and in it a JSON pointer.
[[nodiscard]] Result<siuss::Transmitter, FormError> ReadTransmitterFile(const std::string& file);

/// As typed; else beside the authority's state and views.
[[nodiscard]] std::filesystem::path OutcomeFileOf(const std::string& typed, Node& node);

}  // namespace fascicolo::program
