// Ctrl-C, and being asked to end: long work looks here between two pieces, so that what was
// accepted stays and the rest is left cleanly. A second signal ends the process at once.
#pragma once

namespace fascicolo::cli {

/// Takes SIGINT and SIGTERM, also where whoever started the process had blocked them, and ignores
/// SIGPIPE. Once, at the start.
void WatchInterrupts();
[[nodiscard]] bool Interrupted();

}  // namespace fascicolo::cli
