// How a backup becomes a ledger that is written again, in a lineage of its own.
#pragma once

#include "connectors/program/backup/checking.h"
#include "connectors/program/session.h"

#include <memory>
#include <optional>
#include <string>

namespace fascicolo::program {

/// A backup that was checked, and the keys that go with it.
struct Restorable {
  Manifest manifest;
  BackupLog log;
  AuthorityIdentity identity;  ///< the name as the ledger's first commit has it
  SigningParts signing;        ///< empty: nothing was signed
};
/// Checks every file by its SHA-256, and the log by the rule. kDamaged, kNotFound name what is not as it was written.
[[nodiscard]] Result<Restorable> OpenRestorable(Session& session, const BackupPaths& paths, bool with_vault);

/// The text of a key file, and the vault that it opens.
struct OpenedKeys {
  std::string key_file;
  vault::Vault vault;
};
/// `copy`: the file with the vault's copy; empty: a new vault, which opens nothing that was sealed before. kDamaged: the key
/// does not open it.
[[nodiscard]] Result<OpenedKeys> OpenKeys(const std::filesystem::path& key_file, const std::filesystem::path& copy,
                                          const LedgerId& ledger, events::RandomSource& random);

/// kLocked: the place holds a topic that goes on in a later lineage than the backup's.
Status CheckNotRestored(const Place& place, const Manifest& manifest);

/// A directory is made beside its place and put there whole; on Kafka a restoring that was interrupted goes on.
class Restoring {
 public:
  Restoring(Session& session, const Restorable& backup, OpenedKeys keys)
      : session_(session), backup_(backup), keys_(std::move(keys)) {}

  /// kLocked: something lies there already. The node writes in the new lineage. `new_key_because`: why the key that signed
  /// is put aside with what it signed; none: it goes on signing.
  [[nodiscard]] Result<std::unique_ptr<Node>> Run(const Place& place, const engine::LineagePlan& plan,
                                                  const std::optional<std::string>& new_key_because);
  /// When the node was left: the directory takes its place.
  Status PutInPlace(const Place& place) const;

 private:
  [[nodiscard]] static Place WorkPlaceOf(const Place& place);
  Status CopyInto(Authority& to);
  Status PutSigning(const SigningPaths& paths, const std::optional<std::string>& new_key_because);

  Session& session_;
  const Restorable& backup_;
  OpenedKeys keys_;
};

/// Puts keys where a ledger that is whole has lost its vault. kLocked: there is one.
Status PutVaultBack(const Place& place, vault::Vault& keys);

}  // namespace fascicolo::program
