#include "connectors/program/backup/restoring.h"

#include "connectors/cli/progress.h"
#include "connectors/program/authority/directory.h"
#include "connectors/program/authority/passphrase.h"
#include "connectors/program/authority/whole_file.h"
#include "events/body.h"
#include "events/segments/files.h"
#include "events/vault/key_copy.h"
#include "events/vault/master.h"

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFirstBytes = 1;  ///< a reader gives at least one record

/// The name with which the ledger was opened.
Result<std::string> NameIn(events::Ledger& log, const std::string& origin) {
  std::string name;
  auto follower = events::Follower::Open(log, StandingBefore(origin).point);
  if (!follower) return follower.error();
  const auto read = [&name](const events::AcceptedCommit& commit) -> Status {
    const auto reading = events::CommitReading::Open(commit.entry.record, commit.header);
    if (!reading) return reading.error();
    const auto* opened = reading->understood() && !reading->events().empty()
                             ? reading->events().front()->payload_as_LedgerOpened()
                             : nullptr;
    if (opened != nullptr && opened->name() != nullptr) name = opened->name()->str();
    return {};
  };
  if (Status polled = follower->Poll(kFirstBytes, read, [](const auto&, const auto&) {}); !polled) return polled.error();
  return name;
}

/// What an interrupted restoring left beside the place.
fs::path WorkRootOf(const fs::path& root) {
  fs::path clean = root.lexically_normal();
  if (!clean.has_filename()) clean = clean.parent_path();
  return clean.string() + ".restoring";
}

constexpr const char* kMoveAside = ": move what is left there aside";
constexpr const char* kAskIt = ", and name it by --ahead, so that it is asked what it knows beyond the backup";

Status CheckIsFree(const fs::path& root, const std::string& advice) {
  std::error_code error;
  if (!fs::exists(root, error) || fs::is_empty(root, error)) return error ? Status(FailureOf(root, error)) : Status{};
  return Failure{FailureCode::kLocked, root.string() + " is not empty" + advice};
}

}  // namespace

Result<Restorable> OpenRestorable(Session& session, const BackupPaths& paths, bool with_vault) {
  auto manifest = ReadManifest(paths);
  if (!manifest) return manifest.error();
  std::error_code error;
  if (with_vault && !fs::exists(paths.root / manifest->vault.file, error)) {
    return Failure{FailureCode::kNotFound, (paths.root / manifest->vault.file).string() +
                                               " is not there any more: --vault FILE names another copy of the vault; "
                                               "--new-vault goes on without, and what was sealed stays closed for ever"};
  }
  {
    cli::Progress bar(session.terminal, session.Text("checking", "controllo"), "B");
    const Status checked = CheckFiles(paths, *manifest, with_vault, [&bar](auto done, auto all) {
      bar.Show(done, all, done);
      return NotInterrupted();
    });
    if (!checked) return checked.error();
  }
  auto log = OpenBackupLog(paths, *manifest);
  if (!log) return log.error();
  auto name = NameIn(*log->log, manifest->origin);
  if (!name) return name.error();
  auto signing = OpenSigningCopy(paths, *manifest);
  if (!signing) return signing.error();
  AuthorityIdentity identity{manifest->origin, std::move(name).value()};
  return Restorable{std::move(manifest).value(), std::move(log).value(), std::move(identity), std::move(signing).value()};
}

Result<OpenedKeys> OpenKeys(const fs::path& key_file, const fs::path& copy, const LedgerId& ledger,
                            events::RandomSource& random) {
  auto text = ReadWholeFile(key_file, kMaxKeyFileBytes);
  if (!text) return text.error();
  auto master = vault::ReadMaster(key_file, AskPassphrase);
  if (!master) return master.error();
  auto vault = [&]() -> Result<vault::Vault> {
    if (copy.empty()) return vault::Vault::Create(vault::RowKeyStore::InMemory(), *master, ledger, random);
    std::error_code error;
    const auto bytes = fs::file_size(copy, error);
    if (error) return Failure{FailureCode::kNotFound, copy.string() + ": " + error.message()};
    const auto records = ReadWholeFile(copy, bytes);
    if (!records) return records.error();
    auto store = vault::ReadKeyCopy(*records);
    if (!store) return Failure{store.error().code, copy.string() + ": " + store.error().message};
    return vault::Vault::Open(std::move(store).value(), *master, ledger);
  }();
  events::Wipe(*master);
  if (!vault) return vault.error();
  return OpenedKeys{std::move(text).value(), std::move(vault).value()};
}

Status CheckNotRestored(const Place& place, const Manifest& manifest) {
  const auto* on_kafka = std::get_if<KafkaPlace>(&place);
  if (on_kafka == nullptr) return {};
  const auto log = ReadLedgerOnKafka(*on_kafka);
  if (!log) return log.error().code == FailureCode::kNotFound ? Status{} : Status(log.error());
  const auto standing = FollowToEnd(**log, StandingBefore(manifest.origin));
  if (!standing) return standing.error();
  if (standing->head().lineage <= manifest.lineage) return {};
  return Failure{FailureCode::kLocked, TextOf(place) + " was restored already: it goes on in lineage " +
                                           std::to_string(standing->head().lineage.value)};
}

Place Restoring::WorkPlaceOf(const Place& place) {
  const auto* directory = std::get_if<DirectoryPlace>(&place);
  return directory == nullptr ? place : Place(DirectoryPlace{WorkRootOf(directory->root)});
}

Status Restoring::CopyInto(Authority& to) {
  const auto reached = FollowToEnd(to.ledger(), StandingBefore(backup_.manifest.origin));
  if (!reached) return reached.error();
  cli::Progress bar(session_.terminal, session_.Text("restoring", "ripristino"), session_.Text("commits", "commit"));
  const auto copied = CopyLog({.from = *backup_.log.log,
                               .begin = StandingBefore(backup_.manifest.origin).point,
                               .from_name = "the backup",
                               .to = to.ledger(),
                               .reached = reached->head(),
                               .to_name = to.home().where()},
                              [&bar](auto done, auto all, auto commits) { bar.Show(done, all, commits); });
  return copied ? Status{} : Status(copied.error());
}

Status Restoring::PutSigning(const SigningPaths& paths, const std::optional<std::string>& new_key_because) {
  if (Status put = PutSigningBack(backup_.signing, paths); !put) return put;
  std::error_code error;
  const bool has_signed = fs::exists(paths.key, error) || fs::exists(paths.kept, error);
  if (!new_key_because || !has_signed) return {};
  const std::string now = FormatInstant(session_.clock().Now());
  return PutSignedAside(paths, now, now + " " + *new_key_because);
}

Result<std::unique_ptr<Node>> Restoring::Run(const Place& place, const engine::LineagePlan& plan,
                                             const std::optional<std::string>& new_key_because) {
  const Place work = WorkPlaceOf(place);
  if (const auto* directory = std::get_if<DirectoryPlace>(&place)) {
    if (Status free = CheckIsFree(directory->root, std::string(kMoveAside) + kAskIt); !free) return free.error();
    std::error_code error;
    fs::remove_all(WorkRootOf(directory->root), error);
    if (error) return FailureOf(WorkRootOf(directory->root), error);
  }
  auto to = OpenOrMakeCopy(work, backup_.identity, backup_.manifest.lineage, keys_.key_file, keys_.vault);
  if (!to) return to.error();
  if (Status copied = CopyInto(*to); !copied) return copied.error();
  if (Status put = PutSigning(to->home().signing(), new_key_because); !put) return put.error();
  auto node = session_.NodeOf(std::move(to).value());
  if (!node) return node.error();
  if (Status writer = (*node)->BecomeWriter(Part::kLineage, plan); !writer) return writer.error();
  return node;
}

Status Restoring::PutInPlace(const Place& place) const {
  const auto* directory = std::get_if<DirectoryPlace>(&place);
  if (directory == nullptr) return {};
  return MoveIntoPlace(WorkRootOf(directory->root), directory->root);
}

Status PutVaultBack(const Place& place, vault::Vault& keys) {
  const auto* directory = std::get_if<DirectoryPlace>(&place);
  if (directory == nullptr) {
    const auto store = KeysOnKafka(std::get<KafkaPlace>(place), true);
    if (!store) return store.error();
    const auto header = (*store)->Find({vault::RecordKind::kHeader, {}});
    if (!header) return header.error();
    if (*header) return Failure{FailureCode::kLocked, "there is a vault on the brokers: nothing is put over it"};
    return keys.CopyInto(**store);
  }
  const AuthorityPaths paths{directory->root};
  const auto lock = events::SystemFiles().Lock((paths.ledger() / "LOCK").string());
  if (!lock) return lock.error();
  if (Status free = CheckIsFree(paths.vault(), kMoveAside); !free) return free;
  const fs::path work = WorkRootOf(paths.vault());
  std::error_code error;
  fs::remove_all(work, error);
  if (error) return FailureOf(work, error);
  {
    auto store = vault::RowKeyStore::InDirectory(work, true);
    if (!store) return store.error();
    if (Status copied = keys.CopyInto(**store); !copied) return copied;
  }
  return MoveIntoPlace(work, paths.vault());
}

}  // namespace fascicolo::program
