// How a backup is taken: log, then keys, then the manifest. Killed at any line it leaves the manifest before true; the next run
// goes on.
#pragma once

#include "connectors/program/backup/manifest.h"
#include "connectors/program/backup/source.h"
#include "connectors/program/copying.h"

#include <vector>

namespace fascicolo::program {

struct BackupTaken {
  Manifest manifest;
  std::uint64_t new_commits = 0;
};

/// Takes one into `paths`, which is made, or holds earlier ones of the same ledger. kLocked: something else lies there, or it
/// holds commits that the ledger has not, or another process writes into it. kDamaged: what lies there is not what was written.
[[nodiscard]] Result<BackupTaken> TakeBackup(const BackupPaths& paths, const BackupSource& source, Instant now,
                                             const OnCopied& on_copied);

/// The copies of the vault in a backup's folder that its manifest does not name, taken before `day`.
[[nodiscard]] std::vector<std::filesystem::path> VaultCopiesBefore(const BackupPaths& paths, const Manifest& manifest,
                                                                   Day day);

}  // namespace fascicolo::program
