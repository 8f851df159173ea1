// Where a node's door is for other nodes, as its heartbeats tell it.
#pragma once

#include "connectors/http/server.h"
#include "events/result.h"

#include <cstdint>
#include <string>

namespace fascicolo::program {

/// `given` must be empty or a URL (http::IsServerUrl), over TLS where the server is.
[[nodiscard]] StatusOf<FormError> CheckDoor(const http::ServerOptions& server, const std::string& given);

/// `given`, or what the server listens on; of one that listens on every address, the name of this machine. `port`: that
/// it has.
[[nodiscard]] std::string DoorOfServer(const http::ServerOptions& server, std::uint16_t port, const std::string& given);

}  // namespace fascicolo::program
