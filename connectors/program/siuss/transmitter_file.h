// Who transmits, put together: what the authority's file says, and whom the ledger names.
#pragma once

#include "connectors/exports/siuss/transmitter.h"
#include "engine/state/state.h"

#include <string>

namespace fascicolo::program {

/// Without senders. The place of an error is the file, and in it a JSON pointer.
[[nodiscard]] Result<siuss::Transmitter, FormError> ReadTransmitterFile(const std::string& file);

/// Whom the ledger names, as of this state.
void TakeSenders(const engine::State& state, siuss::Transmitter& transmitter);

}  // namespace fascicolo::program
