// Who was served out of turn from a waiting list, or was put elsewhere in a ranking, and by which signed exception.
#pragma once

#include "connectors/program/audit/log_walk.h"

namespace fascicolo::program {

/// fascicolo waiting-list --exceptions. `service`: of this one alone. The exit code: kExitNo where an exception names
/// no act of the ledger.
[[nodiscard]] int ShowExceptions(Session& session, Reading& reading, const std::optional<std::string>& service);

/// How it tells of one of them, by which event and which act (connectors/cli/shape.h).
[[nodiscard]] std::string ListExceptionShape();

}  // namespace fascicolo::program
