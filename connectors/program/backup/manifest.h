// The folder of a backup, and the file that says what is in it:
//
//   manifest.json           written last, in one step: what it does not name does not count
//   log/segments/*.seg      the log (events/segments/FORMAT.md), to be kept as long as the ledger: for ever
//   vault/DAY.NUMBER.keys   the vault's keys, wrapped (events/vault/key_copy.h): at most kMostVaultDays, because what is erased
//                           is erased only when no copy opens it any more
//   signing/NUMBER.signing  the key that signs checkpoints, and all that it signed (signing_copy.h): a secret, kept as long as
//                           the log; whoever has it signs in the office's name, and opens nothing. Not there: nothing was signed
//   catalogue/authority.NUMBER.json   what is neither in log nor vault: the name, where the ledger lay, where its key is
//
// Sheets, rule sets and calendars are in the log. State, views and the index of persons are folded from it, and in no backup.
// Nor is the master key: it is kept apart, or whoever finds the backup reads everything.
//
// The log only grows: a manifest says up to which byte of each segment it means, and stays true while a later backup writes on.
#pragma once

#include "events/calendar.h"
#include "events/ledger.h"
#include "events/names.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fascicolo::program {

inline constexpr int kBackupFormat = 1;
inline constexpr int kMostVaultDays = 30;
inline constexpr std::size_t kMaxBackupSegments = 4'000;  ///< of 64 MiB: so many fit into a manifest

struct BackupPaths {
  std::filesystem::path root;
  [[nodiscard]] std::filesystem::path manifest() const { return root / "manifest.json"; }
  [[nodiscard]] std::filesystem::path log() const { return root / "log"; }
  [[nodiscard]] std::filesystem::path vault() const { return root / "vault"; }
  [[nodiscard]] std::filesystem::path signing() const { return root / "signing"; }
  [[nodiscard]] std::filesystem::path catalogue() const { return root / "catalogue"; }
};

/// The first `bytes` of a file of the backup.
struct BackupFile {
  std::string file;  ///< within the backup's folder
  std::uint64_t bytes = 0;
  Hash sha256;
  bool operator==(const BackupFile&) const = default;
};

/// Where the original's log is read on by the next backup: offsets in *its* log.
struct SourcePoint {
  events::LogOffset next;
  events::LogOffset last_accepted;
};

struct Manifest {
  std::string origin;
  std::string where;         ///< the original lay, for people
  std::uint64_t number = 0;  ///< counts the backups in this folder, from 1
  Instant taken_at;
  Lineage lineage;
  std::uint64_t size = 0;    ///< commits
  Hash root;                 ///< RFC 6962 root over them
  events::LogOffset log_end; ///< of the backup's own log
  std::vector<BackupFile> segments;
  BackupFile vault;
  std::uint64_t keys = 0;    ///< of subjects, in the vault's copy
  BackupFile catalogue;
  std::optional<BackupFile> signing;  ///< none: nothing was signed
  SourcePoint source;

  [[nodiscard]] Position position() const { return Position{size - 1}; }
};

/// kNotFound: there is none. kDamaged: it says something else, or fails its own sum. kTooNew.
[[nodiscard]] Result<Manifest> ReadManifest(const BackupPaths& paths);
/// Takes the earlier one's place in one step. kIo, kFull; kTooLarge: above kMaxBackupSegments.
Status WriteManifest(const BackupPaths& paths, const Manifest& manifest);

/// Called with the bytes read.
using OnHashed = std::function<Status(std::uint64_t bytes)>;
/// What the first `bytes` of a file hash to; none: all that it has. kNotFound, kIo; kDamaged: it is shorter.
[[nodiscard]] Result<BackupFile> HashFile(const BackupPaths& paths, const std::string& file,
                                          std::optional<std::uint64_t> bytes, const OnHashed& on_hashed);
/// kDamaged, kNotFound: the file is not what the manifest says.
Status CheckFile(const BackupPaths& paths, const BackupFile& wanted, const OnHashed& on_hashed);

}  // namespace fascicolo::program
