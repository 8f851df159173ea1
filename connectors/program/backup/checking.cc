#include "connectors/program/backup/checking.h"

#include "connectors/program/authority/whole_file.h"
#include "events/acceptance.h"

namespace fascicolo::program {

Result<BackupLog> OpenBackupLog(const BackupPaths& paths, const Manifest& manifest) {
  const LedgerId id = events::LedgerIdOf(manifest.origin);
  auto log = events::UnlockedSegments::OpenUpTo(paths.log().string(), id, manifest.log_end);
  if (!log) return log.error();
  auto standing = FollowToEnd(**log, StandingBefore(manifest.origin));
  if (!standing) return standing.error();
  const auto& head = standing->head();
  if (head.next.value == manifest.size && head.lineage == manifest.lineage && standing->tree.Root() == manifest.root) {
    return BackupLog{std::move(log).value(), std::move(standing).value()};
  }
  return Failure{FailureCode::kDamaged, paths.log().string() + " holds " + std::to_string(head.next.value) +
                                            " commits with the root " + ToHex(standing->tree.Root()) +
                                            ": the manifest names others"};
}

Result<SigningParts> OpenSigningCopy(const BackupPaths& paths, const Manifest& manifest) {
  if (!manifest.signing) return SigningParts{};
  const auto checked = CheckFile(paths, *manifest.signing, [](std::uint64_t) { return Status(); });
  if (!checked) return checked.error();
  const std::filesystem::path file = paths.root / manifest.signing->file;
  const auto text = ReadWholeFile(file, manifest.signing->bytes);
  if (!text) return text.error();
  auto parts = ReadSigningCopy(*text);
  if (!parts) return Failure{parts.error().code, file.string() + " " + parts.error().message};
  return parts;
}

Status CheckFiles(const BackupPaths& paths, const Manifest& manifest, bool with_vault, const OnChecked& on_checked) {
  std::vector<BackupFile> files = manifest.segments;
  files.push_back(manifest.catalogue);
  if (manifest.signing) files.push_back(*manifest.signing);
  if (with_vault) files.push_back(manifest.vault);
  std::uint64_t all = 0;
  for (const BackupFile& file : files) all += file.bytes;
  std::uint64_t done = 0;
  for (const BackupFile& file : files) {
    const Status checked = CheckFile(paths, file, [&](std::uint64_t bytes) {
      done += bytes;
      return on_checked(done, all);
    });
    if (!checked) return checked;
  }
  return {};
}

}  // namespace fascicolo::program
