// A command about one person's file, given with --url: asked of the resource that shows it (serve/files/asked_file.h).
#pragma once

#include "connectors/cli/arguments.h"
#include "connectors/program/session.h"

namespace fascicolo::program {

/// `typed`: case, history, who-read, person, household, people or prove. Its exit code.
int AskFile(Session& session, const cli::TypedCommand& typed);

}  // namespace fascicolo::program
