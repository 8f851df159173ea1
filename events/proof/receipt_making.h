// Makes receipts, commit by commit.
#pragma once

#include <span>

#include "events/body.h"
#include "events/proof/receipt.h"

namespace fascicolo::proof {

class ReceiptMaking {
 public:
  /// `checkpoint` is about the tree of the first `size` commits, whose nodes `nodes` gives; it must outlive this.
  ReceiptMaking(ReceiptKind kind, SignedNote checkpoint, std::uint64_t size, NodeSource& nodes);

  /// Adds leaves of a commit behind those added before: `numbers` ascend, 0 is the command. Failures of the nodes.
  Status Add(const events::CommitReading& commit, std::span<const std::uint32_t> numbers);
  void State(SignedNote statement) { receipt_.statement = std::move(statement); }
  [[nodiscard]] Receipt Done() { return std::move(receipt_); }

 private:
  std::uint64_t size_;
  NodeSource& nodes_;
  Receipt receipt_;
};

}  // namespace fascicolo::proof
