// The vault: the keys of what is sealed, apart from the log, so that a person's text can be made unreadable for ever
// while every proof about it stays valid (design D8).
//
//   master key              in a file, or from a passphrase (master.h); never stored here
//    └ wrapping key         random; a rotation makes a new one, re-wraps all below, and destroys the old
//       ├ subjects' keys    random, under random names; the log says whose each is (its sections' descriptors)
//       └ ledger's secrets  what keys the hashes of requests, and of searches
//
// Subjects' keys are made in advance and durable in batches before one is given out, so that no text is ever sealed under
// a key that a crash takes away. Nobody waits for that: what needs a key while none is there is decided later. They are written once: only a rotation replaces a record, by the same key under another
// wrapping. A key that was given out for a commit that then lost its place is not given out again, because the superseded
// record may be read somewhere for ever; it stays, nobody's, until the next rotation drops it.
//
// Not thread-safe. An older copy of a vault opens what it knows; a section whose key it does not know says so.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "events/keyed_hash.h"
#include "events/names.h"
#include "events/random.h"
#include "events/result.h"
#include "events/sealing.h"
#include "events/vault/key_store.h"

namespace fascicolo::vault {

class Vault {
 public:
  /// A new vault, with random bytes from `random`. What was made before is taken up: half a vault is made to the end, a
  /// whole one opened.
  static Result<Vault> Create(std::unique_ptr<KeyStore> store, const events::Key& master, const LedgerId& ledger,
                              events::RandomSource& random);
  /// kNotFound: the store holds no whole vault. kLocked: another ledger's. kDamaged: the master key does not open it, or a
  /// record does not decode.
  static Result<Vault> Open(std::unique_ptr<KeyStore> store, const events::Key& master, const LedgerId& ledger);

  Vault(Vault&&) noexcept = default;
  Vault& operator=(Vault&&) noexcept = default;
  ~Vault();

  /// The next key that nobody has, for a subject that has none yet. To be asked by the ledger's writer only, with the term
  /// that it holds: keys that it made in an earlier term are left alone, because another writer may have dropped them.
  /// Does not wait. kUnavailable: keys are being made, ask again.
  Result<events::SubjectKey> NewKey(Term term, events::RandomSource& random);
  /// Keys that NewKey gave out and that sealed nothing: the next ones again, in their order.
  void TakeBack(std::vector<events::SubjectKey> keys);
  /// The key of this name. kNotFound: it was erased, or this vault is older than the ledger.
  Result<events::Key> Find(const KeyId& id);
  [[nodiscard]] Result<std::string> Open(const schema::Section& section, const CommandId& command,
                                         std::uint32_t ordinal, events::ConstBytes ciphertext);

  /// Keyed hash of a request, personal texts included: tells a retry from an id used for something else without letting a
  /// reader of the ledger guess the text (design D11).
  [[nodiscard]] Hash RequestHash(events::ConstBytes command, const std::vector<std::string>& personal) const;

  /// What keys the tokens by which persons are found (identity_index.h); the same for all nodes of the ledger.
  [[nodiscard]] events::Key IndexSecret() const;
  /// What keys the pseudonyms under which feeds name persons (connectors/feed/pseudonyms.h); likewise.
  [[nodiscard]] events::Key FeedSecret() const;

  /// Whether the vault is under this master key.
  [[nodiscard]] bool IsUnder(const events::Key& master) const { return master == master_; }
  /// A rotation was begun and not finished: until it is, the old wrapping key can open old copies of the vault.
  [[nodiscard]] bool is_rotating() const { return wrapping_.size() > 1; }

  /// Keys that are to be kept.
  using IsAssigned = std::function<bool(const KeyId&)>;
  /// Called after each batch with the keys re-wrapped so far.
  using Progress = std::function<void(std::uint64_t)>;
  /// Re-wraps every key under a new wrapping key, drops those that nobody has, and destroys the old one; goes on with a
  /// rotation that was begun. May be killed at any moment: every key can be opened throughout. To be called by the
  /// ledger's writer, with nothing in flight.
  Status Rotate(const IsAssigned& is_assigned, events::RandomSource& random, const Progress& progress = {});
  /// Puts the vault under another master key, at once. kUnavailable: a rotation must be finished first.
  Status ChangeMaster(const events::Key& master, events::RandomSource& random);
  /// Destroys keys for ever. What they sealed stays sealed. Those that are gone already cost a look each.
  Status Erase(const std::vector<KeyId>& ids);

  /// Puts all records into another store: a copy under the same master key. What is there already is replaced.
  Status CopyInto(KeyStore& other);
  Status CopyInto(Vault& other);

 private:
  struct WrappingKey {
    std::uint64_t sequence = 0;
    KeyId id;
    events::Key key{};
    auto operator<=>(const WrappingKey&) const = default;
  };
  Vault(std::unique_ptr<KeyStore> store, const events::Key& master, const LedgerId& ledger)
      : store_(std::move(store)), master_(master), ledger_(ledger) {}

  Status ReadWrappingKeys();
  Status ReadSecrets();
  [[nodiscard]] const WrappingKey& current() const { return *wrapping_.rbegin(); }
  [[nodiscard]] Result<RecordName> NewName(RecordKind kind, events::RandomSource& random);
  Status AddWrappingKey(events::RandomSource& random);
  [[nodiscard]] Record WrappedBy(const WrappingKey& wrapping, const RecordName& name, const events::Key& key,
                                 events::RandomSource& random) const;
  [[nodiscard]] Record UnderMaster(const WrappingKey& wrapping, const events::Key& master,
                                   events::RandomSource& random) const;
  [[nodiscard]] Result<events::Key> UnwrapRecord(const RecordName& name, events::ConstBytes value) const;
  Status BeginKeys(Term term, events::RandomSource& random);
  Status TakeMadeKeys();
  Status Rewrap(RecordKind kind, const IsAssigned& keep, events::RandomSource& random, const Progress& progress);
  Status DestroyOldWrappingKeys();

  std::unique_ptr<KeyStore> store_;
  events::Key master_;
  LedgerId ledger_;
  std::set<WrappingKey> wrapping_;  ///< by sequence: the last is the current one
  events::Key request_secret_{};
  struct Batch {
    Term term;
    std::deque<events::SubjectKey> keys;
  };
  Batch spare_;                  ///< durable, and nobody's
  std::optional<Batch> making_;  ///< not yet durable
  std::size_t batch_ = 0;
  std::uint64_t rewrapped_ = 0;
};

/// A vault that is gone with the process, for simulations, benchmarks and tests: always with the same secrets, so that two
/// of them tell a retry alike.
[[nodiscard]] Vault VaultInMemory();

}  // namespace fascicolo::vault
