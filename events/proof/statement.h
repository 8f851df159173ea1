// What a ledger's writer states about a tree beyond what the tree proves: how often each of some entities was changed, so
// that a history which is shown can be seen to be whole, and what a row of a view says. Signed as a note, by the key that
// signs the checkpoints:
//
//   fascicolo statement v1
//   origin
//   number of commits, decimal
//   base64 of the root
//   entity ID VERSION        the version after those commits; ascending ids, 32 hexadecimal digits
//   row JSON                 at most one
//
// A version counts an entity's events, so versions 1 to VERSION are its whole history. That no later one had happened is
// the signer's word; whoever reads the log checks it ('fascicolo verify'), and who signed otherwise has signed a lie.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "events/proof/checkpoint.h"

namespace fascicolo::proof {

struct Statement {
  std::string origin;
  std::uint64_t size = 0;
  Hash root;
  std::map<EntityId, Version> versions;
  std::string row{};  ///< one line of JSON; empty: about no row
  [[nodiscard]] std::string ToString() const;
  bool operator==(const Statement&) const = default;
};

/// Reads a note's text.
[[nodiscard]] Result<Statement, FormError> ReadStatement(std::string_view text);

}  // namespace fascicolo::proof
