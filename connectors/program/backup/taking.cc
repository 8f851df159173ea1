#include "connectors/program/backup/taking.h"

#include "connectors/program/authority/interruption.h"
#include "connectors/program/authority/json_file.h"
#include "connectors/program/authority/whole_file.h"
#include "connectors/program/backup/checking.h"
#include "events/segments/opening.h"
#include "events/segments/segment_ledger.h"
#include "events/vault/key_copy.h"

#include <algorithm>
#include <array>

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;

constexpr std::array kOwnNames{"manifest.json", "manifest.json.new", "log", "vault", "signing", "catalogue"};
constexpr std::size_t kDayLetters = 10;  ///< of YYYY-MM-DD, with which a copy of the vault is named
constexpr const char* kSegments = "log/segments";

/// New, or what an earlier backup left.
Status MakeFolders(const BackupPaths& paths) {
  std::error_code error;
  fs::create_directories(paths.root, error);
  if (error) return FailureOf(paths.root, error);
  for (const auto& entry : fs::directory_iterator(paths.root, error)) {
    const std::string name = entry.path().filename().string();
    if (std::find(kOwnNames.begin(), kOwnNames.end(), name) != kOwnNames.end()) continue;
    return Failure{FailureCode::kLocked,
                   paths.root.string() + " holds something else than a backup (" + name + "): name a folder of its own"};
  }
  for (const auto& folder : {paths.log(), paths.vault(), paths.signing(), paths.catalogue()}) {
    if (!error) fs::create_directories(folder, error);
  }
  if (error) return FailureOf(paths.root, error);
  for (const auto& secret : {paths.vault(), paths.signing()}) {
    if (!error) fs::permissions(secret, fs::perms::owner_all, error);
  }
  return error ? Status(FailureOf(paths.root, error)) : Status{};
}

/// The first word of the key file says what it holds (events/vault/master.h); nothing else of it is looked at.
std::string KindOfKey(const fs::path& key_file) {
  const auto text = ReadWholeFile(key_file, kMaxKeyFileBytes);
  if (!text) return "elsewhere";
  return text->starts_with("argon2id ") ? "passphrase" : "file";
}

class Taking {
 public:
  Taking(const BackupPaths& paths, const BackupSource& source, Instant now) : paths_(paths), source_(source), now_(now) {}

  Result<BackupTaken> Run(const OnCopied& on_copied) {
    if (Status made = MakeFolders(paths_); !made) return made.error();
    if (Status read = ReadPrevious(); !read) return read.error();
    if (Status copied = CopyNewCommits(on_copied); !copied) return copied.error();
    if (manifest_.size == 0) return Failure{FailureCode::kNotFound, "the ledger is empty"};
    if (Status copied = CopyVault(); !copied) return copied.error();
    if (Status written = CopySigning(); !written) return written.error();
    if (Status written = WriteCatalogue(); !written) return written.error();
    if (Status hashed = HashSegments(); !hashed) return hashed.error();
    if (Status written = WriteManifest(paths_, manifest_); !written) return written.error();
    RemoveLeftovers();
    const std::uint64_t before = previous_ ? previous_->size : 0;
    return BackupTaken{manifest_, manifest_.size - before};
  }

 private:
  /// What stands there already must be what was written: a backup is not continued over damage.
  Status ReadPrevious() {
    manifest_.origin = source_.identity.origin;
    manifest_.where = source_.where;
    manifest_.number = 1;
    manifest_.taken_at = now_;
    standing_ = StandingBefore(manifest_.origin);
    auto previous = ReadManifest(paths_);
    if (!previous) return previous.error().code == FailureCode::kNotFound ? Status{} : Status(previous.error());
    if (previous->origin != manifest_.origin) {
      return Failure{FailureCode::kLocked, paths_.root.string() + " is the backup of another ledger, " + previous->origin};
    }
    auto opened = OpenBackupLog(paths_, *previous);
    auto signing = OpenSigningCopy(paths_, *previous);
    if (!opened || !signing) {
      const Failure& why = opened ? signing.error() : opened.error();
      return Failure{why.code, why.message + "; this backup is damaged: begin another in a new folder"};
    }
    signed_before_ = std::move(signing).value();
    manifest_.number = previous->number + 1;
    standing_ = opened->standing;
    previous_ = std::move(previous).value();
    return {};
  }

  Status CopyNewCommits(const OnCopied& on_copied) {
    const LedgerId id = standing_.head().ledger;
    auto log = events::SegmentLedger::Open(paths_.log().string(), id, {.create = !previous_});
    if (!log) return log.error();
    const events::Head known = standing_.head();
    auto reached = FollowToEnd(**log, std::move(standing_));  // beyond the manifest, where a backup was interrupted
    if (!reached) return reached.error();
    const LogCopy copy{.from = *source_.log,
                       .begin = BeginIn(known),
                       .from_name = source_.where,
                       .to = **log,
                       .reached = reached->head(),
                       .to_name = paths_.root.string(),
                       .with_superseded = true};
    const auto left = CopyLog(copy, on_copied);
    if (!left) return left.error().code == FailureCode::kLocked ? OlderThanTheBackup(left.error()) : Status(left.error());
    const auto end = FollowToEnd(**log, std::move(reached).value());
    if (!end) return end.error();
    manifest_.lineage = end->head().lineage;
    manifest_.size = end->head().next.value;
    manifest_.root = end->tree.Root();
    manifest_.log_end = (*log)->end();
    manifest_.source = {left->next, left->last_accepted.value_or(events::LogOffset{0})};
    return (*log)->Close();
  }

  /// Where the last backup left the original's log, if that is still the same one; else its beginning.
  [[nodiscard]] events::FollowPoint BeginIn(const events::Head& known) const {
    if (previous_) {
      const events::FollowPoint left{known, previous_->source.next, previous_->source.last_accepted};
      if (events::Follower::Open(*source_.log, left).ok()) return left;
    }
    return StandingBefore(manifest_.origin).point;
  }

  [[nodiscard]] Status OlderThanTheBackup(const Failure& why) const {
    return Failure{FailureCode::kLocked,
                   why.message + ": the backup's commits are not all in the ledger, so the ledger was put back from an older "
                                 "copy. Keep this backup, and begin another in a new folder"};
  }

  Status CopyVault() {
    auto store = source_.open_keys();
    if (!store) return store.error();
    const auto copy = vault::CopyKeys(**store);
    if (!copy) return copy.error();
    const std::string number = std::to_string(manifest_.number);
    const std::string file = "vault/" + FormatDay(LocalDay(now_)) + "." + number + ".keys";
    if (Status written = WriteNewFile(paths_.root / file, copy->text, FileAccess::kOwnerOnly); !written) return written;
    manifest_.vault = {file, copy->text.size(), events::Sha256(events::AsBytes(copy->text))};
    manifest_.keys = copy->subjects;
    return {};
  }

  Status CopySigning() {
    const SigningParts signing = WithEarlier(source_.signing, signed_before_);
    if (signing.empty()) return {};
    const std::string text = SigningCopyOf(signing);
    const std::string file = "signing/" + std::to_string(manifest_.number) + ".signing";
    if (Status written = WriteNewFile(paths_.root / file, text, FileAccess::kOwnerOnly); !written) return written;
    manifest_.signing = {file, text.size(), events::Sha256(events::AsBytes(text))};
    return {};
  }

  Status WriteCatalogue() {
    const auto document = cli::Object()
                              .Add("format", kBackupFormat)
                              .Add("origin", manifest_.origin)
                              .Add("name", source_.identity.name)
                              .Add("where", source_.where)
                              .Add("key_file", source_.key_file.string())
                              .Add("key_kind", KindOfKey(source_.key_file))
                              .Done();
    const std::string file = "catalogue/authority." + std::to_string(manifest_.number) + ".json";
    if (Status written = WriteJsonFile(paths_.root / file, document); !written) return written;
    auto hashed = HashFile(paths_, file, std::nullopt, [](std::uint64_t) { return Status(); });
    if (!hashed) return hashed.error();
    manifest_.catalogue = std::move(hashed).value();
    return {};
  }

  Status HashSegments() {
    const auto bases = events::ListSegments({&events::SystemFiles(), (paths_.root / kSegments).string(), {}});
    if (!bases) return bases.error();
    for (std::size_t i = 0; i < bases->size() && (*bases)[i] < manifest_.log_end.value; ++i) {
      const std::uint64_t next = i + 1 < bases->size() ? (*bases)[i + 1] : manifest_.log_end.value;
      const std::uint64_t bytes = std::min(next, manifest_.log_end.value) - (*bases)[i];
      const std::string file = std::string(kSegments) + "/" + events::SegmentName((*bases)[i]);
      if (const BackupFile* known = KnownSegment(i, file, bytes)) {
        manifest_.segments.push_back(*known);
        continue;
      }
      auto hashed = HashFile(paths_, file, bytes, [](std::uint64_t) { return NotInterrupted(); });
      if (!hashed) return hashed.error();
      manifest_.segments.push_back(std::move(hashed).value());
    }
    return {};
  }
  // A segment that has not grown is the one that was hashed before.
  [[nodiscard]] const BackupFile* KnownSegment(std::size_t i, const std::string& file, std::uint64_t bytes) const {
    if (!previous_ || i >= previous_->segments.size()) return nullptr;
    const BackupFile& segment = previous_->segments[i];
    return segment.file == file && segment.bytes == bytes ? &segment : nullptr;
  }

  /// What no manifest names any more, or never did. Copies of the vault stay, for as long as their owner says.
  void RemoveLeftovers() const {
    std::error_code ignored;
    for (const auto& folder : {paths_.catalogue(), paths_.vault()}) {
      for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const bool is_named = entry.path() == paths_.root / manifest_.catalogue.file;
        const bool is_draft = entry.path().extension() == ".new";
        if (is_draft || (folder == paths_.catalogue() && !is_named)) fs::remove(entry.path(), ignored);
      }
    }
    for (const auto& entry : fs::directory_iterator(paths_.signing(), ignored)) {
      if (!manifest_.signing || entry.path() != paths_.root / manifest_.signing->file) fs::remove(entry.path(), ignored);
    }
  }

  const BackupPaths& paths_;
  const BackupSource& source_;
  const Instant now_;
  std::optional<Manifest> previous_;
  SigningParts signed_before_;
  LogStanding standing_;
  Manifest manifest_;
};

}  // namespace

Result<BackupTaken> TakeBackup(const BackupPaths& paths, const BackupSource& source, Instant now,
                               const OnCopied& on_copied) {
  return Taking(paths, source, now).Run(on_copied);
}

std::vector<fs::path> VaultCopiesBefore(const BackupPaths& paths, const Manifest& manifest, Day day) {
  std::vector<fs::path> copies;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(paths.vault(), error)) {
    if (entry.path() == paths.root / manifest.vault.file) continue;
    const auto taken = ParseDay(entry.path().filename().string().substr(0, kDayLetters));
    if (taken && *taken < day) copies.push_back(entry.path());
  }
  std::sort(copies.begin(), copies.end());
  return copies;
}

}  // namespace fascicolo::program
