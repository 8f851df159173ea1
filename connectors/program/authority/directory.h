// The directory of one authority, as the embedded program keeps it:
//
//   authority.json   {"format": 1, "origin": ..., "name": ...}; written last, so it marks a directory that is whole
//   key              the master key of the vault (events/vault/master.h); without it names stay closed for ever: back it
//                    up apart
//   vault/           the keys of what is sealed, wrapped; without them names stay closed too: back them up, and no longer
//                    than erased is to mean erased
//   signing-key, signed/, witnesses
//                    with what checkpoints are signed, all that were, and who must have seen them (signing.h)
//   reads/           who read which file, a ledger for each month (connectors/reads); in no backup yet
//   copy.json        {"format": 1, "lineage": N, "until": N + 1}, where it was made as a copy of a ledger in that lineage;
//                    said twice, so that no flipped bit makes a copy writable
//   ledger/          the log (events/segments/FORMAT.md): the truth
//   state/, views/   folded from the log; caches that may be thrown away
//   tree/            the tree over the log (events/proof/tree_files.h), brought up to date when a checkpoint or a proof is
//                    asked for; may be thrown away
//   identities/      by what persons are found (people/identities.h); folded when somebody searches, may be thrown away, and
//                    belongs in no backup
//
// One process at a time, by the ledger's lock.
#pragma once

#include "connectors/program/authority/authority.h"

#include <filesystem>

namespace fascicolo::program {

inline constexpr int kDirectoryFormat = 1;
inline constexpr std::size_t kMaxAuthorityFileBytes = 64 * 1024;

/// The paths of an authority's directory.
struct AuthorityPaths {
  std::filesystem::path root;
  [[nodiscard]] std::filesystem::path file() const { return root / "authority.json"; }
  [[nodiscard]] std::filesystem::path key() const { return root / "key"; }
  [[nodiscard]] std::filesystem::path copy() const { return root / "copy.json"; }
  [[nodiscard]] std::filesystem::path vault() const { return root / "vault"; }
  [[nodiscard]] std::filesystem::path ledger() const { return root / "ledger"; }
};

/// kNotFound: no such directory, or not an authority's. kDamaged: the file says something else.
/// kTooNew: a newer program's.
[[nodiscard]] Result<AuthorityIdentity> ReadAuthorityFile(const AuthorityPaths& paths);

/// Makes a new one, whose ledger is empty. kLocked: there is something in `root` already, which is left as it is.
Result<Authority> CreateDirectory(const std::filesystem::path& root, const AuthorityIdentity& identity,
                                  const Creation& creation = {});
/// Opens and locks it. kNotFound, kDamaged, kTooNew, kLocked (names the process) say what to do.
Result<Authority> OpenDirectory(const std::filesystem::path& root);

}  // namespace fascicolo::program
