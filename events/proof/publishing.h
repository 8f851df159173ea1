// A ledger's tree as a folder that any web server, or a copy on a stick, hands out (C2SP tlog-tiles):
//
//   DIR/checkpoint             the signed note
//   DIR/tile/L/N[.p/W]         hashes
//   DIR/tile/entries/N[.p/W]   the commits' headers: pseudonymous, and so personal data: for auditors, not for everybody
#pragma once

#include <functional>
#include <string>

#include "events/proof/checkpoint.h"
#include "events/proof/tree_files.h"

namespace fascicolo::proof {

/// Called with the tiles written.
using OnPublished = std::function<Status(std::uint64_t tiles)>;

/// Writes what the folder lacks of the tree that `note`, a checkpoint of this ledger, is about; the checkpoint last, when
/// all that it promises is durable. Killed at any moment, the folder holds what its checkpoint says, and the next call
/// goes on. Returns the tiles written. kLocked: the folder holds something else, or a later checkpoint. kDamaged: the tree's
/// files are not what was signed, or the folder's checkpoint is not of this history; where it stays so with a tree begun
/// anew, it is the folder. Failures of files, log and `on_published`.
Result<std::uint64_t> Publish(events::LogFiles& files, const std::string& folder, const SignedNote& note,
                              const TreeFiles& tree, events::Ledger& ledger, const OnPublished& on_published = {});

}  // namespace fascicolo::proof
