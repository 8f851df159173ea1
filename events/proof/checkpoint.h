// A ledger's tree at one size, as three lines of text (C2SP tlog-checkpoint), which are signed as a note:
//
//   origin
//   number of commits, decimal
//   base64 of the RFC 6962 root over their headers
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "events/proof/signed_note.h"

namespace fascicolo::proof {

struct Checkpoint {
  std::string origin;      ///< of the ledger; the name of the key that signs
  std::uint64_t size = 0;  ///< accepted commits: positions 0..size-1
  Hash root;
  std::vector<std::string> extensions{};  ///< further lines, of others' logs; ours have none
  /// The text that is signed.
  [[nodiscard]] std::string ToString() const;
  bool operator==(const Checkpoint&) const = default;
};

/// Reads a note's text.
[[nodiscard]] Result<Checkpoint, FormError> ReadCheckpoint(std::string_view text);

/// The checkpoint of a note, if `key` signed it and `origin` is what it is about: a verifier knows both beforehand.
[[nodiscard]] Result<Checkpoint, FormError> VerifyCheckpoint(const SignedNote& note, std::string_view origin,
                                                             const VerifierKey& key);

}  // namespace fascicolo::proof
