// A log over the checkpoints of several ledgers, so that one checkpoint, and whoever witnesses it, vouches for all of them. An
// entry is a ledger's checkpoint as a note, with the signature of the ledger's own key alone. It is kept in the layout in which
// it is published (publishing.h): tiles and bundles of entries in a folder, the signed checkpoint last.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "events/proof/checkpoint.h"
#include "events/proof/folder_writer.h"
#include "events/proof/tiles.h"
#include "events/proof/tlog_proof.h"

namespace fascicolo::proof {

/// A ledger's checkpoint as an entry has it: signed by the key that is called as the ledger, without cosignatures.
[[nodiscard]] Bytes SuperEntryOf(const SignedNote& checkpoint);

/// What entries say of each ledger, in their order. A ledger that begins anew under another key begins anew here.
class NotedLedgers {
 public:
  /// The error: it is no signed checkpoint, or falls behind or contradicts an earlier one by the same key.
  StatusOf<FormError> Take(ConstBytes entry);

  using Signer = std::pair<std::string, std::uint32_t>;  ///< the ledger's origin, the id of its key
  [[nodiscard]] const std::map<Signer, Checkpoint>& newest() const { return newest_; }

 private:
  std::map<Signer, Checkpoint> newest_;
};

class SuperLog {
 public:
  /// Takes up the log in `folder` as it was when `was_signed` was; none: it is empty. `files` must outlive it. kDamaged: the
  /// folder holds another.
  static Result<SuperLog> Open(events::LogFiles& files, std::string folder, const std::optional<Checkpoint>& was_signed);

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] Hash Root() const { return root_; }
  [[nodiscard]] const NotedLedgers& ledgers() const { return ledgers_; }

  /// Adds a ledger's checkpoint, durably; false: it is there. kLocked: it falls behind, or contradicts, one that is.
  Result<bool> Add(const SignedNote& checkpoint);
  /// That an entry is in the tree that `checkpoint`, this log's newest, is about. kNotFound: it is not.
  Result<TlogProof> Prove(ConstBytes entry, const SignedNote& checkpoint) const;

  /// Puts the signed checkpoint about all entries beside them.
  Status Finish(const SignedNote& checkpoint);
  /// Copies what another folder lacks, the checkpoint last. kLocked: it holds something else.
  Status PublishInto(const std::string& folder, const SignedNote& checkpoint) const;

 private:
  SuperLog(events::LogFiles& files, std::string folder)
      : files_(&files), folder_(std::move(folder)), writer_(files, folder_) {}
  Status TakeUp(const Checkpoint& was_signed);
  Result<Bytes> Read(const std::string& path) const;
  [[nodiscard]] TileNodes NodesOf(std::uint64_t size) const;
  /// Writes the tile that grew by one hash, which is then what stands for it one level up, if it is full.
  Status Grow(const Tile& tile, Bytes& hash);

  events::LogFiles* files_;
  std::string folder_;
  FolderWriter writer_;
  std::uint64_t size_ = 0;
  Hash root_;
  NotedLedgers ledgers_;
  std::map<Hash, std::uint64_t> places_;  ///< of entries, by their leaves
};

}  // namespace fascicolo::proof
