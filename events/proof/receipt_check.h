// Receipts verified: from the file, the ledger's origin and its key alone, without a ledger, a network or a clock.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "events/header.h"
#include "events/proof/receipt.h"
#include "events/proof/statement.h"
#include "schemas/command_generated.h"
#include "schemas/event_generated.h"

namespace fascicolo::proof {

/// A leaf that is proven. Borrows from the receipt.
struct ProvenPart {
  events::Header header;             ///< of its commit
  std::uint32_t number = 0;          ///< as in the receipt
  ConstBytes bytes{};                ///< of the leaf
  const schema::Event* event = nullptr;        ///< null: the commit's command, or an event of a newer program
  const schema::Recorded* recorded = nullptr;  ///< the command; null: an event
};

struct CheckedReceipt {
  Checkpoint checkpoint;
  std::optional<Statement> statement;
  std::vector<ProvenPart> parts;  ///< in the ledger's order
};

/// What `receipt` proves, if all of it holds: that `key` signed checkpoint and statement about the ledger of `origin`, that
/// every commit is in the checkpoint's tree and every leaf in its commit, and, of a case or row, that each event is of a
/// stated entity and none of its versions is missing. The error names the first thing that does not.
[[nodiscard]] Result<CheckedReceipt, FormError> CheckReceipt(const Receipt& receipt, std::string_view origin,
                                                             const VerifierKey& key);

}  // namespace fascicolo::proof
