// The note that a backup was proven to hold: `restore --tell FOLDER` leaves it in the serving node's directory, or where somebody
// carries it there from; the node tells how old it is (/metrics).
//
//   restored.json   {"format": 1, "origin": ..., "checked": PROOF, "restored": PROOF or null, "sum": SHA-256 of the rest}
//   PROOF           {"at": ..., "taken_at": ..., "number": ..., "position": ..., "root": ...}
#pragma once

#include "connectors/program/backup/manifest.h"

#include <optional>
#include <string>

namespace fascicolo::program {

inline constexpr const char* kProvenFile = "restored.json";
inline constexpr int kProvenFormat = 1;

/// Which backup was proven, and when.
struct ProvenBackup {
  Instant at;
  Instant taken_at;
  std::uint64_t number = 0;  ///< of the backup, in its folder
  Position position;         ///< where its log ends
  Hash root;                 ///< over it
  bool operator==(const ProvenBackup&) const = default;
};
struct ProvenNote {
  std::string origin;
  ProvenBackup checked;                    ///< every file and the log are as they were written
  std::optional<ProvenBackup> restored{};  ///< and it became a ledger, whose vault the master key opens; none: never
  bool operator==(const ProvenNote&) const = default;
};

/// kNotFound: there is none. kDamaged: it says something else, or fails its own sum. kTooNew.
[[nodiscard]] Result<ProvenNote> ReadProvenNote(const std::filesystem::path& folder);
/// That this backup was proven now: checked, and restored where `is_restored`; what stands there of an earlier restoring of the same
/// ledger stays. kNotFound: there is no such folder. kIo, kFull.
Status TellProven(const std::filesystem::path& folder, const Manifest& manifest, bool is_restored, Instant now);

}  // namespace fascicolo::program
