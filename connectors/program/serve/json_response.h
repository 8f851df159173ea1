// Answers in JSON that are put together here, and not by a command.
#pragma once

#include "connectors/cli/json_form.h"
#include "connectors/http/message.h"

namespace fascicolo::program {

[[nodiscard]] inline http::Response JsonResponse(const cli::Value& document) {
  return {200, {{"Content-Type", "application/json"}}, events::json::PrintJson(document)};
}

/// Of this moment or this asker: nobody on the way keeps it.
[[nodiscard]] inline http::Response UnstoredJsonResponse(const cli::Value& document) {
  http::Response response = JsonResponse(document);
  response.headers.push_back({"Cache-Control", "no-store"});
  return response;
}

}  // namespace fascicolo::program
