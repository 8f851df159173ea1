// The API in its own words: OpenAPI 3.0, made once from the route table, which is what is served; and the same as a
// page to browse.
#pragma once

#include "connectors/cli/json_form.h"
#include "connectors/program/serve/routes.h"

#include <string>
#include <vector>

namespace fascicolo::program {

/// Of these rows and of those that tell it (/openapi.json, /docs).
[[nodiscard]] cli::Value ApiDescription(const std::vector<Route>& routes);
/// A page without scripts, and without anything from elsewhere.
[[nodiscard]] std::string ApiPage(const std::vector<Route>& routes);

/// GET /openapi.json and GET /docs, about `routes` and themselves.
[[nodiscard]] std::vector<Route> DescriptionRoutes(const std::vector<Route>& routes);

}  // namespace fascicolo::program
