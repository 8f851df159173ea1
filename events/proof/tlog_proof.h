// A proof that an entry is in a log, with the checkpoint that says so, as one file (C2SP tlog-proof):
//
//   c2sp.org/tlog-proof@v1
//   extra BASE64              only where there is something
//   index DECIMAL
//   BASE64                    a line for each hash of the path, the leaf's sibling first
//   <empty line>
//   the checkpoint, a signed note
#pragma once

#include <string>
#include <string_view>

#include "events/proof/checkpoint.h"
#include "events/proof/tree_proof.h"

namespace fascicolo::proof {

struct TlogProof {
  std::uint64_t index = 0;
  Path path;
  SignedNote checkpoint;
  Bytes extra{};  ///< of no meaning here, and not covered by any signature
  [[nodiscard]] std::string ToString() const;
};

/// Reads one; nothing is verified.
[[nodiscard]] Result<TlogProof, FormError> ReadTlogProof(std::string_view text);

/// Whether `entry` is in the log of `origin`, by the checkpoint that `key` signed. The error says what fails.
[[nodiscard]] StatusOf<FormError> VerifyTlogProof(const TlogProof& proof, ConstBytes entry, std::string_view origin,
                                                  const VerifierKey& key);

}  // namespace fascicolo::proof
