// Commands as POST /v1/commands has them: how they are read, and what they are answered with.
#pragma once

#include "connectors/cli/json_form.h"
#include "connectors/cli/terminal.h"
#include "connectors/http/message.h"
#include "connectors/http/problem.h"
#include "connectors/program/serve/moment.h"
#include "connectors/program/serve/permissions.h"
#include "engine/loop/request.h"

namespace fascicolo::program {

inline constexpr std::size_t kMaxKeyBytes = 500;    ///< of an Idempotency-Key
inline constexpr std::size_t kMaxBetween = 50;      ///< events told of what came between
/// The exit code that a command which ends so would have where the ledger is.
inline constexpr const char* kExitCodeHeader = "Fascicolo-Exit-Code";

/// Its id from the Idempotency-Key, its actor the asker; what If-Match says (the version, in quotation marks, of the entity that the
/// command is aimed at) is added to what it expects. The problem says what is wrong with it.
[[nodiscard]] Result<engine::Request, http::Problem> ReadPosted(const http::Request& request, const Asker& asker);

/// Of a version conflict: the entity's events behind the version that was expected, without what they say. Empty for others.
[[nodiscard]] cli::Value::Array WhatCameBetween(Moment& moment, const engine::Outcome& outcome);

/// 200 accepted; 422 refused, with code, ground and facts; 412 its entity has moved on, with what came between; 409 the id was used
/// for another command; 404 it names what is not there; 400 malformed; 503 failed, with Retry-After where it may go through later.
[[nodiscard]] http::Response AnswerOutcome(const engine::Outcome& outcome, cli::Language language, cli::Value::Array between = {});

}  // namespace fascicolo::program
