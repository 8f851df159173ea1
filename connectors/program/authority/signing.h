// What an authority signs its checkpoints with, and what it remembers of them. Never in a cache: without this memory a
// log that was cut would be taken for whole.
//
//   signing-key   the private key, one line as golang.org/x/mod/sumdb/note has it; its owner's alone. Goes into the backup
//   signed/       every checkpoint that was signed, with its cosignatures (events/proof/signed_checkpoints.h)
//   witnesses     whose cosignatures are wanted (events/proof/witness_policy.h), where somebody has written it
//
// In an authority's directory; on Kafka beside the master key's file, called as that file.
#pragma once

#include "events/proof/note_key.h"
#include "events/proof/signed_checkpoints.h"
#include "events/proof/witness_policy.h"
#include "events/random.h"

#include <filesystem>
#include <optional>
#include <string>

namespace fascicolo::program {

struct SigningPaths {
  std::filesystem::path key;
  std::filesystem::path kept;
  std::filesystem::path witnesses;
};
[[nodiscard]] SigningPaths SigningInDirectory(const std::filesystem::path& root);
[[nodiscard]] SigningPaths SigningBesideKey(const std::filesystem::path& master_key);

/// The key in `file`, which is called as the ledger's origin; made where there is none. kDamaged: it is another's, or
/// cannot be read. kUnavailable: the origin has spaces or '+', and so cannot be a key's name.
[[nodiscard]] Result<proof::SignerKey> ReadOrMakeSigningKey(const std::filesystem::path& file, const std::string& origin,
                                                            events::RandomSource& random);

/// How the key in `file` is called. kNotFound: there is none. kDamaged: it cannot be read.
[[nodiscard]] Result<std::string> NameOfSigningKey(const std::filesystem::path& file);

/// Whether the key in `file` is the one that signed the newest of `kept`. kDamaged: it is missing, or another.
Status CheckSigningKey(const std::filesystem::path& file, const std::string& origin,
                       const proof::SignedCheckpoints& kept);

/// The same of every checkpoint that was kept, and of what each says of the log whose tree this is.
Status CheckEverySignature(const std::filesystem::path& file, const std::string& origin,
                           const proof::SignedCheckpoints& kept, const proof::TreeFiles& tree);

/// The policy in `file`; none: there is no such file. kDamaged names the line that is wrong.
[[nodiscard]] Result<std::optional<proof::WitnessPolicy>> ReadWitnesses(const std::filesystem::path& file);

/// Puts memory and key aside, with the reason why what was signed is lost: the next checkpoint begins a new memory, under
/// a new key. Whoever holds the old one sees that it ended. Killed in between, the same call goes on. `suffix` tells
/// several such moments apart.
Status PutSignedAside(const SigningPaths& paths, const std::string& suffix, const std::string& reason);

}  // namespace fascicolo::program
