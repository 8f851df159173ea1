// Receipts: events of a ledger with everything that proves them, in one file that is read offline (events/FORMAT.md).
//
//   fascicolo-receipt v1 KIND         event, case, row or erasure
//   checkpoint BASE64                 a signed note (checkpoint.h): the tree that the proofs lead to
//   super BASE64                      that the checkpoint is in a super-log (super_log.h), as a C2SP tlog-proof; may be left out
//   statement BASE64                  a signed note (statement.h); with a case or row
//   commit BASE64 PATH                a commit's header, and the hashes from its leaf up to the root; ascending positions
//   leaf NUMBER BASE64 PATH           bytes of that commit: 0 its command, i + 1 its event i; hashes up to its events root
//   end
//
// PATH is hashes in base64, separated by commas; "-" where there are none. A leaf holds no personal text: those are sealed, and
// lie beside the leaves. Where one cannot be opened any more, the events of the erasure are in the receipt too (absence.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/proof/signed_note.h"
#include "events/proof/tlog_proof.h"
#include "events/proof/tree_proof.h"

namespace fascicolo::proof {

inline constexpr std::size_t kMaxReceiptBytes = 256U << 20;

enum class ReceiptKind : std::uint8_t {
  kEvent,  ///< what happened once
  kCase,   ///< all that happened to some entities up to the checkpoint
  kRow,    ///< a row of a view at the checkpoint, and all that happened to the entities it is about
  kErasure,  ///< an erasure, from its proposal to its completion
};
[[nodiscard]] std::string_view TextOf(ReceiptKind kind);
/// Whether something is stated in a receipt of this kind.
[[nodiscard]] constexpr bool HasStatement(ReceiptKind kind) {
  return kind == ReceiptKind::kCase || kind == ReceiptKind::kRow;
}

struct ProvenLeaf {
  std::uint32_t number = 0;  ///< 0: the command; i + 1: event i
  Bytes bytes;
  Path path;
  bool operator==(const ProvenLeaf&) const = default;
};

struct ProvenCommit {
  Bytes header;  ///< 256 bytes
  Path path;
  std::vector<ProvenLeaf> leaves;  ///< ascending numbers
  bool operator==(const ProvenCommit&) const = default;
};

struct Receipt {
  ReceiptKind kind = ReceiptKind::kEvent;
  SignedNote checkpoint;
  std::optional<TlogProof> super{};     ///< of the checkpoint, in a super-log
  std::optional<SignedNote> statement;  ///< there, if HasStatement(kind)
  std::vector<ProvenCommit> commits;
  [[nodiscard]] std::string ToString() const;
};

/// Reads a receipt; nothing is verified. What stands before its first line is passed over, and so is what stands behind its
/// last: a report for readers may be around it. The error names the line of the receipt.
[[nodiscard]] Result<Receipt, FormError> ReadReceipt(std::string_view text);

}  // namespace fascicolo::proof
