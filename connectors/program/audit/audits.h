// The audits, one file each. Each reads the ledger once.
#pragma once

#include "connectors/program/audit/anomaly.h"

namespace fascicolo::program {

/// Granted before the application, on its day, without what the sheet asks for, or before the act took effect. The
/// period is of the days of decision.
[[nodiscard]] Result<AuditAnswer> SeeGrants(const AuditScope& scope, LogWalk& walk);
/// In force at the same time for a person, or within a household, although a sheet excludes it: on a day of the period,
/// those included that have ended since. Without an end of the period: through `today`.
[[nodiscard]] Result<AuditAnswer> SeeOverlaps(const AuditScope& scope, Day today, LogWalk& walk);
/// In force on `today` for somebody who has died or moved away, without a valid ISEE, or past its end.
[[nodiscard]] Result<AuditAnswer> SeeStale(const AuditScope& scope, Day today, LogWalk& walk);
/// Declarations that were corrected or found false, and what is to be given back since. The period is of the days of
/// recording.
[[nodiscard]] Result<AuditAnswer> SeeDeclarations(const AuditScope& scope, LogWalk& walk);

}  // namespace fascicolo::program
