// What a question or a command is answered with, by the thread that holds the node.
#pragma once

#include "connectors/http/message.h"
#include "connectors/program/serve/questions.h"
#include "connectors/program/session.h"
#include "engine/loop/request.h"

#include <string>

namespace fascicolo::program {

/// Runs the question's command on the node, which must be this thread's. The answer carries the position as its entity tag.
[[nodiscard]] http::Response AnswerQuestion(Node& node, const EverywhereOptions& everywhere, const AskedQuestion& asked);

/// A command as POST /v1/commands has it, read: its id from the Idempotency-Key, its actor the asker. The problem says what is
/// wrong with it.
[[nodiscard]] Result<engine::Request, http::Problem> ReadPosted(const http::Request& request, const Asker& asker);

/// 200 accepted; 422 refused, with code, ground and facts; 412 its entity has moved on; 409 the id was used for another command;
/// 404 it names what is not there; 400 malformed; 503 failed.
[[nodiscard]] http::Response AnswerOutcome(const engine::Outcome& outcome, cli::Language language);

}  // namespace fascicolo::program
