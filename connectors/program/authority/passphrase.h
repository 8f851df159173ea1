// Where a passphrase comes from when a key file wants one.
#pragma once

#include "events/result.h"

#include <string>

namespace fascicolo::program {

/// The first line of the file that FASCICOLO_PASSPHRASE_FILE names; else what is typed at the terminal, unseen.
/// kUnavailable: neither is there.
[[nodiscard]] Result<std::string> AskPassphrase();

}  // namespace fascicolo::program
