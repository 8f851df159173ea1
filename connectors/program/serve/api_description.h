// The API in its own words: OpenAPI 3.0, made from the lists by which it is served.
#pragma once

#include "connectors/http/message.h"

namespace fascicolo::program {

/// /openapi.json
[[nodiscard]] http::Response ApiDescription();

}  // namespace fascicolo::program
