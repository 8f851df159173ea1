// Each minor who is placed away from home: on what ground, with whom, at what cost, what is due.
#pragma once

#include "connectors/program/reading.h"

namespace fascicolo::program {

/// fascicolo caseload --placed. Who has no day of birth is shown too. The exit code.
[[nodiscard]] int ShowPlacedMinors(Session& session, Reading& reading);

/// How it tells of one of them (connectors/cli/shape.h).
inline constexpr std::string_view kPlacedMinorShape =
    "{placement: id, case: id?, person: id?, service: word, kind: word, title: word, court: word, decree: text?, "
    "reports_sent: count, report_due: day?, report_overdue: flag, host: id?, daily_fee: decimal, "
    "monthly_contribution: decimal, from: day?, until: day?, days: count, daily_fees_so_far: decimal, "
    "eighteenth_birthday: day?, payer: text?}";

}  // namespace fascicolo::program
