// Receipts verified: from the file, the ledger's origin and its key alone, without a ledger, a network or a clock.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "events/proof/absence.h"
#include "events/proof/receipt.h"
#include "events/proof/statement.h"

namespace fascicolo::proof {

struct CheckedReceipt {
  Checkpoint checkpoint;
  std::optional<Statement> statement;
  std::vector<ProvenPart> parts;  ///< in the ledger's order
  [[nodiscard]] Absences absences() const { return Absences(parts); }
};

/// What `receipt` proves, if all of it holds: that `key` signed checkpoint and statement about the ledger of `origin`, that
/// every commit is in the checkpoint's tree and every leaf in its commit; of a case or row, that each event is of a stated
/// entity, or of an erasure, and that no version of what is stated is missing; of an erasure, that it is whole and all its keys
/// are named. The error names the first thing that does not.
[[nodiscard]] Result<CheckedReceipt, FormError> CheckReceipt(const Receipt& receipt, std::string_view origin,
                                                             const VerifierKey& key);

/// That the receipt's checkpoint is in the super-log that `key` signs; gives the super-log's checkpoint. The error says what
/// fails, also that the receipt does not lead into one.
[[nodiscard]] Result<Checkpoint, FormError> CheckSuper(const Receipt& receipt, const VerifierKey& key);

}  // namespace fascicolo::proof
