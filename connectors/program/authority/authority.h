// One authority as this program holds it: who it is, its vault, where its ledger is kept, and what was folded from that.
#pragma once

#include "connectors/kafka/traffic.h"
#include "connectors/program/authority/folded_stores.h"
#include "connectors/program/authority/signing.h"
#include "engine/leadership/heartbeats.h"
#include "events/ledger.h"
#include "events/vault/vault.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fascicolo::program {

struct AuthorityIdentity {
  std::string origin;  ///< names the ledger for ever
  std::string name;    ///< for people; empty where only the ledger knows it
};

/// Where readings are recorded (connectors/reads), and what this node is called there.
struct ReadsHome {
  std::filesystem::path folder;
  std::string node;
};

/// The place of a ledger, and what it knows besides the records: a directory, or a topic on brokers.
class LedgerHome {
 public:
  /// Called with the bytes, or records, done and all; a failure of it ends the check.
  using Progress = std::function<Status(std::uint64_t done, std::uint64_t all)>;

  virtual ~LedgerHome() = default;
  [[nodiscard]] virtual events::Ledger& ledger() = 0;
  /// For people: the directory, or the topic and its brokers.
  [[nodiscard]] virtual std::string where() const = 0;
  /// How the ledger's nodes hear of each other; null: the place lets one process in at a time.
  virtual Result<std::unique_ptr<engine::Heartbeats>> OpenHeartbeats() = 0;
  /// Whether this was made as a copy of a ledger in lineage `at`: read-only until a lineage of its own has started, so
  /// that no event id is ever used twice.
  virtual Result<bool> IsCopyOf(Lineage at) = 0;
  /// Where checkpoints are signed with, and remembered.
  [[nodiscard]] virtual SigningPaths signing() const = 0;
  [[nodiscard]] virtual ReadsHome reads() const = 0;
  /// What goes to and from its brokers; none: it has none.
  [[nodiscard]] virtual std::optional<kafka::Traffic> traffic() const { return std::nullopt; }
  /// Reads everything and checks every checksum.
  virtual Status CheckAll(const Progress& progress) = 0;
  /// Nothing will be appended any more; makes the next start quick.
  virtual Status Close() = 0;
};

/// How an authority is made.
struct Creation {
  std::optional<std::string> key_file{};    ///< what its key file will hold (events/vault/master.h); none: a random key
  bool wants_passphrase = false;            ///< the key comes out of one, which is asked for
  events::RandomSource* random = nullptr;   ///< of its vault; null: the system's
  std::optional<Lineage> copy_of{};         ///< it will hold a copy of a ledger in this lineage
  vault::Vault* vault_of = nullptr;         ///< whose keys it takes over; with `key_file`
  bool can_be_made_again = false;           ///< in a directory: durable once it rests, not commit by commit
};

/// Makes the key file as `creation` says, and reads the master key. One that is there already is kept: kLocked, if it holds
/// something else than `creation` says.
[[nodiscard]] Result<events::Key> MakeMaster(const std::filesystem::path& file, const Creation& creation);
/// A new vault in `store`, or one with the keys of another.
[[nodiscard]] Result<vault::Vault> MakeVault(std::unique_ptr<vault::KeyStore> store, const events::Key& master,
                                             const LedgerId& ledger, const Creation& creation);

class Authority {
 public:
  Authority(AuthorityIdentity identity, vault::Vault vault, std::unique_ptr<LedgerHome> home, FoldedStores stores,
            std::vector<std::string> notes)
      : identity_(std::move(identity)),
        vault_(std::move(vault)),
        home_(std::move(home)),
        stores_(std::move(stores)),
        notes_(std::move(notes)) {}

  [[nodiscard]] const AuthorityIdentity& identity() const { return identity_; }
  [[nodiscard]] vault::Vault& vault() { return vault_; }
  [[nodiscard]] LedgerHome& home() { return *home_; }
  [[nodiscard]] events::Ledger& ledger() { return home_->ledger(); }
  [[nodiscard]] FoldedStores& stores() { return stores_; }
  /// Where this process may put what it throws away.
  [[nodiscard]] std::filesystem::path scratch(const std::string& name) const {
    return stores_.root() / (name + ".scratch");
  }
  /// What was found out of order and put right, for people.
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

 private:
  AuthorityIdentity identity_;
  vault::Vault vault_;
  std::unique_ptr<LedgerHome> home_;
  FoldedStores stores_;
  std::vector<std::string> notes_;
};

}  // namespace fascicolo::program
