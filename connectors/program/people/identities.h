// The index of identities as this program keeps it: folded from the log, with the vault's key, when somebody is searched.
//
//   identities/   beside state/ and views/: keyed hashes (events/vault/identity_index.h). May be thrown away; belongs in no
//                 backup
#pragma once

#include "connectors/program/authority/authority.h"
#include "events/store/rocks_rows.h"
#include "events/vault/identity_index.h"
#include "projections/projector.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace fascicolo::program {

class Identities {
 public:
  /// Opens the index under `root`, made where it is not there. One that is damaged, of another ledger, of another vault or of
  /// a program that read other things is begun anew. kLocked: another process has it open.
  static Result<std::unique_ptr<Identities>> Open(const std::filesystem::path& root, const std::string& origin,
                                                  vault::Vault& vault);
  [[nodiscard]] static bool AreUnder(const std::filesystem::path& root);
  /// Throws away what is under `root`, so that it is folded anew: as after the vault was put back from a backup.
  static Status BeginAnew(const std::filesystem::path& root);

  /// Folds what the log has. Progress tells what was read. Failures as Follower::Poll and RowStore::Write; the next call goes
  /// on where this one stopped.
  Status CatchUp(events::Ledger& log, const projections::OnProgress& on_progress = {});

  /// False: a key that sealed what is known of somebody was erased, on this node or another.
  [[nodiscard]] Result<bool> AreKeysThere(const vault::KnownSubject& known);
  /// Forgets all whose keys were erased, wherever that was done; how many. Asks the vault for every key.
  Result<std::uint64_t> ForgetErased();

  [[nodiscard]] vault::IdentityIndex& index() { return *index_; }
  /// Texts that told who somebody is, and cannot be opened any more.
  [[nodiscard]] std::uint64_t closed() const { return index_->closed(); }

 private:
  Identities(std::string origin, vault::Vault& vault) : origin_(std::move(origin)), vault_(vault) {}
  Status OpenIndex(const std::filesystem::path& dir);
  Status FoldOne(const events::AcceptedCommit& commit);
  /// Notes whom the event says to be erased.
  void NoteErased(const schema::Event& event);
  /// Forgets them, before the point moves past them.
  Status ForgetNoted();

  std::string origin_;
  vault::Vault& vault_;
  std::unique_ptr<store::RocksRows> rows_;
  std::unique_ptr<vault::IdentityIndex> index_;
  std::uint64_t closed_ = 0;  ///< since the index was begun
  std::vector<EntityId> erased_;  ///< by commits folded since the point was set
};

}  // namespace fascicolo::program
