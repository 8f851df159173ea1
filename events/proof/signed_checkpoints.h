// What was signed of a ledger, remembered for ever, so that nothing that contradicts it is ever signed, and a log that was
// cut or put back is found (C2SP tlog-witness: persist before responding).
//
//   DIR/<commits, in 20 digits>   the signed note about so many commits, with the cosignatures that came since
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "events/proof/checkpoint.h"
#include "events/proof/tree_files.h"

namespace fascicolo::proof {

struct KeptCheckpoint {
  Checkpoint checkpoint;
  SignedNote note;
};

class SignedCheckpoints {
 public:
  /// Without the directory nothing was signed. `files` must outlive it. kDamaged: the newest note cannot be read, or says
  /// something else than its name: put it back.
  static Result<SignedCheckpoints> Open(events::LogFiles& files, std::string directory);

  [[nodiscard]] const std::optional<KeptCheckpoint>& newest() const { return newest_; }
  /// In ascending order.
  [[nodiscard]] const std::vector<std::uint64_t>& sizes() const { return sizes_; }
  /// kNotFound: none was signed at that size. kDamaged.
  [[nodiscard]] Result<KeptCheckpoint> Find(std::uint64_t size) const;

  /// Keeps a note, durably: one about more commits than any before, or, with further signatures, one that was kept already.
  /// kLocked: it contradicts, or falls behind, what was signed.
  Status Keep(const SignedNote& note);

 private:
  SignedCheckpoints(events::LogFiles& files, std::string directory) : files_(&files), directory_(std::move(directory)) {}
  [[nodiscard]] std::string PathFor(std::uint64_t size) const;

  events::LogFiles* files_;
  std::string directory_;
  std::vector<std::uint64_t> sizes_;
  std::optional<KeptCheckpoint> newest_;
};

/// Whether the ledger whose tree this is still begins with what was signed. kDamaged: it is shorter, or other.
Status CheckContinues(const TreeFiles& tree, const Checkpoint& was_signed);

}  // namespace fascicolo::proof
