// fascicolo backup: what a ledger's restoring needs, in a folder, while the ledger is written.
#include "connectors/cli/json_form.h"
#include "connectors/cli/progress.h"
#include "connectors/program/backup/taking.h"
#include "connectors/program/commands.h"

#include <memory>

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;

struct BackupOptions {
  std::string to;
  std::optional<std::uint64_t> vault_keep;
};

/// A backup on what is lost with the original is none.
bool LiesWithin(const fs::path& inner, const fs::path& outer) {
  std::error_code error;
  const fs::path relative = fs::weakly_canonical(inner, error).lexically_relative(fs::weakly_canonical(outer, error));
  return !error && !relative.empty() && *relative.begin() != "..";
}

/// Copies of the vault that were to go, and those that stay although they are too old.
struct OldVaults {
  std::uint64_t removed = 0;
  std::vector<fs::path> old;
};
OldVaults LookAtOldVaults(const BackupPaths& paths, const Manifest& manifest, std::optional<std::uint64_t> keep) {
  const Day today = LocalDay(manifest.taken_at);
  OldVaults vaults;
  if (keep) {
    for (const fs::path& copy : VaultCopiesBefore(paths, manifest, today - static_cast<int>(*keep) + (*keep == 0 ? 1 : 0))) {
      std::error_code error;
      if (fs::remove(copy, error)) ++vaults.removed;
    }
  }
  vaults.old = VaultCopiesBefore(paths, manifest, today - kMostVaultDays);
  return vaults;
}

void Tell(Session& session, const BackupPaths& paths, const BackupTaken& taken, const OldVaults& vaults) {
  const Manifest& manifest = taken.manifest;
  if (session.json()) {
    cli::Value::Array old;
    for (const fs::path& copy : vaults.old) old.push_back(cli::Form(copy.string()));
    session.terminal.Json(cli::Object()
                              .Add("position", manifest.position())
                              .Add("root", manifest.root)
                              .Add("lineage", manifest.lineage)
                              .Add("to", paths.root.string())
                              .Add("new_commits", taken.new_commits)
                              .Add("keys", manifest.keys)
                              .Add("vault_copies_removed", vaults.removed)
                              .Add("vault_copies_too_old", std::move(old))
                              .Done());
    return;
  }
  session.Say(session.Text("Backed up to ", "Copia di sicurezza in ") + paths.root.string() +
              session.Text(", position ", ", posizione ") + std::to_string(manifest.position().value) + ", " +
              session.Text("root ", "radice ") + ToHex(manifest.root) + " (" + std::to_string(taken.new_commits) +
              session.Text(" new commits, ", " nuovi commit, ") + std::to_string(manifest.keys) +
              session.Text(" keys)", " chiavi)"));
  session.Say(session.Text("The master key is not in it: keep its copy apart.",
                           "La chiave principale non c'è: conservarne la copia altrove."));
  if (vaults.old.empty()) return;
  session.Say(std::to_string(vaults.old.size()) +
              session.Text(" copies of the vault are older than 30 days, and open what was erased since: "
                           "--vault-keep 30 removes them, here; remove them elsewhere too",
                           " copie della camera blindata hanno più di 30 giorni, e aprono quanto è stato cancellato dopo: "
                           "--vault-keep 30 le toglie, qui; toglierle anche altrove"));
}

int Backup(Session& session, const BackupOptions& options) {
  if (!session.Begin()) return cli::kExitUsage;
  if (options.vault_keep && *options.vault_keep > kMostVaultDays) {
    return session.Usage("--vault-keep: at most 30 days, because what was erased must not stay readable longer");
  }
  const auto place = session.PlaceTyped();
  if (!place) return cli::kExitUsage;
  const auto* directory = std::get_if<DirectoryPlace>(&*place);
  if (directory != nullptr && LiesWithin(options.to, directory->root)) {
    return session.Usage("--to lies in the ledger's own directory, and would be lost with it");
  }
  const auto source = OpenSource(*place);
  if (!source) return session.Fail(source.error());
  const BackupPaths paths{options.to};
  auto taken = [&] {
    cli::Progress bar(session.terminal, session.Text("backup", "copia"), session.Text("commits", "commit"));
    return TakeBackup(paths, *source, session.clock().Now(),
                      [&bar](auto done, auto all, auto commits) { bar.Show(done, all, commits); });
  }();
  if (!taken) return session.Fail(taken.error());
  Tell(session, paths, *taken, LookAtOldVaults(paths, taken->manifest, options.vault_keep));
  return cli::kExitDone;
}

}  // namespace

void AddBackup(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<BackupOptions>();
  auto options = arguments.Add(
      "backup",
      {"Backs the ledger up into a folder, also while it is written: log, vault and catalogue apart; what is there already is "
       "checked, what is new is added",
       "Fa la copia di sicurezza del registro in una cartella, anche mentre vi si scrive: log, camera blindata e catalogo "
       "separati; ciò che c'è già viene controllato, ciò che è nuovo aggiunto"},
      "  fascicolo backup --data /srv/fascicolo --to /mnt/backup/fascicolo --vault-keep 30\n"
      "  fascicolo backup --kafka broker1:9092 --authority comune.example --to /mnt/backup/fascicolo",
      [&session, given] { return Backup(session, *given); });
  options.Text("--to", given->to, {"Folder of the backup, on another disk", "Cartella della copia, su un altro disco"}, true);
  options.Number("--vault-keep", given->vault_keep,
                 {"Removes copies of the vault taken more than this many days ago, at most 30; without it they stay",
                  "Toglie le copie della camera blindata fatte da più di questi giorni, al massimo 30; altrimenti restano"});
}

}  // namespace fascicolo::program
