// A certificate that a test's server shows.
#pragma once

#include "connectors/http/server.h"

#include <filesystem>

namespace fascicolo::http {

/// Makes a key and a certificate for "localhost", signed by itself and good for an hour, in a folder that is made where there is none.
[[nodiscard]] TlsFiles MakeCertificate(const std::filesystem::path& folder);

}  // namespace fascicolo::http
