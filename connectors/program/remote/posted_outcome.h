// What a server answered to a command, as the outcome that it is.
#pragma once

#include "connectors/http/message.h"
#include "engine/loop/request.h"

namespace fascicolo::program {

/// The answer to POST /v1/commands (serve/answering.h). What this program does not understand is kTooNew; who may not
/// hand it in gets a rejection.
[[nodiscard]] engine::Outcome OutcomeOf(const http::Response& response);

}  // namespace fascicolo::program
