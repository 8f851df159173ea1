// The one rule that decides which records of a log are the ledger (design D2). Pure; reads the header alone; applied
// by every reader in log order, so that duplicates, retries, zombies and two writers at once cannot corrupt anything:
// at most they cost a retry. Precedent: "appending does not necessarily commit; all servers make the same decision"
// (Bernstein et al., Hyder, CIDR 2011).
#pragma once

#include <string_view>

#include "events/header.h"

namespace fascicolo::events {

/// Where a reader stands: everything it must remember of the accepted commits before.
struct Head {
  LedgerId ledger;
  Lineage lineage;
  Position next;        ///< position that the next accepted commit will have; 0 in an empty ledger
  Hash hash;            ///< leaf of the last accepted commit; SHA-256(origin) in an empty ledger
  Term term;            ///< 0 in an empty ledger
  WriterId holder;      ///< who claimed `term`
  Instant recorded_at;  ///< of the last accepted commit
  bool operator==(const Head&) const = default;
  /// Stored within rows (events/store/row_codec.h): the order is the format.
  template <class V>
  void Visit(V& v) {
    v(ledger, lineage, next, hash, term, holder, recorded_at);
  }
};

/// An empty ledger's head. `origin` names the ledger for ever, for instance "comune.example/fascicolo".
[[nodiscard]] Head HeadOfEmpty(std::string_view origin);
/// First 16 bytes of SHA-256(origin).
[[nodiscard]] LedgerId LedgerIdOf(std::string_view origin);

enum class Verdict {
  kAccepted,
  kSuperseded,  ///< kept in the log, listed, folded by nobody
};

/// The rule:
///   accepted <=> ledger matches, position == head.next, previous == head.hash, and one of
///     position 0: kind LedgerOpened, term 1, lineage 0
///     lineage == head.lineage, term == head.term, writer holds it, kind Decided or Refused
///     kind TermStarted, lineage == head.lineage, term == head.term + 1
///     kind LineageStarted, lineage > head.lineage, term == head.term + 1
[[nodiscard]] Verdict Judge(const Head& head, const Header& header);

/// The head behind an accepted commit. `leaf` = LeafOf its header bytes.
[[nodiscard]] Head Advance(const Head& head, const Header& header, const Hash& leaf);

}  // namespace fascicolo::events
