// Each minor who is placed away from home: on what ground, with whom, at what cost, what is due.
#pragma once

#include "connectors/program/reading.h"

namespace fascicolo::program {

/// fascicolo caseload --placed. Who has no day of birth is shown too. The exit code.
[[nodiscard]] int ShowPlacedMinors(Session& session, Reading& reading);

}  // namespace fascicolo::program
