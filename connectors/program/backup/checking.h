// Whether a backup is what was written.
#pragma once

#include "connectors/program/backup/manifest.h"
#include "connectors/program/backup/signing_copy.h"
#include "connectors/program/copying.h"
#include "events/segments/unlocked_segments.h"

#include <memory>

namespace fascicolo::program {

/// A backup's log, and where it stands.
struct BackupLog {
  std::unique_ptr<events::UnlockedSegments> log;
  LogStanding standing;
};
/// Reads the log to where the manifest says that it ends: checksums, acceptance, chain, and the root that the manifest names.
/// kDamaged names the place.
[[nodiscard]] Result<BackupLog> OpenBackupLog(const BackupPaths& paths, const Manifest& manifest);

/// The backup's copy of what was signed, checked by its SHA-256; empty: nothing was.
[[nodiscard]] Result<SigningParts> OpenSigningCopy(const BackupPaths& paths, const Manifest& manifest);

/// Called with the bytes done and all.
using OnChecked = std::function<Status(std::uint64_t done, std::uint64_t all)>;
/// Every file that is named, by its SHA-256. `with_vault` false: whatever became of the vault's copy.
Status CheckFiles(const BackupPaths& paths, const Manifest& manifest, bool with_vault, const OnChecked& on_checked);

}  // namespace fascicolo::program
