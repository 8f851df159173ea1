// A command that is given with --url, asked of a server: the same words go, and the same output comes back.
#pragma once

#include "connectors/cli/arguments.h"
#include "connectors/http/message.h"
#include "connectors/program/session.h"

#include <optional>

namespace fascicolo::program {

/// The exit code of a command with --url that a server answers, or that is done elsewhere. None: it runs here, because
/// there is no --url, or because it hands in commands itself.
[[nodiscard]] std::optional<int> AskServer(Session& session, const cli::TypedCommand& typed);

/// "it": how a server is told in which language people read.
[[nodiscard]] const char* LanguageWord(cli::Language language);

/// Sends a request that may be sent again, with the Accept of what the session prints; once more for JSON where there is no text of
/// it. A failure was said already.
struct Asked {
  std::optional<http::Response> response{};
  int exit_code = cli::kExitFailed;  ///< where there is no response
};
[[nodiscard]] Asked AskForOutput(Session& session, http::Request request);

/// The same, always as JSON.
[[nodiscard]] Asked AskForJson(Session& session, http::Request request);

enum class NextPage {
  kHidden,  ///< "next" is the server's own: a cursor
  kShown,
};
/// Prints what a command said at the server, and gives its exit code; or says what the server had to say.
int TellAnswer(Session& session, const http::Response& response, NextPage next);

}  // namespace fascicolo::program
