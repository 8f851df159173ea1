// A command that is given with --url, asked of a server: the same words go, and the same output comes back.
#pragma once

#include "connectors/cli/arguments.h"
#include "connectors/program/session.h"

#include <optional>

namespace fascicolo::program {

/// The exit code of a command with --url that a server answers, or that is done elsewhere. None: it runs here, because
/// there is no --url, or because it hands in commands itself.
[[nodiscard]] std::optional<int> AskServer(Session& session, const cli::TypedCommand& typed);

}  // namespace fascicolo::program
