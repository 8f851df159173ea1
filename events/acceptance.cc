#include "events/acceptance.h"

namespace fascicolo::events {

LedgerId LedgerIdOf(std::string_view origin) {
  return IdFromHash<LedgerId>(Sha256(AsBytes(origin)));
}

Head HeadOfEmpty(std::string_view origin) {
  Head head;
  head.ledger = LedgerIdOf(origin);
  head.hash = Sha256(AsBytes(origin));
  return head;
}

Verdict Judge(const Head& head, const Header& header) {
  if (header.ledger != head.ledger || header.position != head.next ||
      header.previous != head.hash) {
    return Verdict::kSuperseded;
  }
  const bool same_lineage = header.lineage == head.lineage;
  const bool claims_next_term = header.term == head.term.next();
  const bool is_first = head.next == Position{0};
  bool counts = false;
  switch (header.kind) {
    case CommitKind::kLedgerOpened:
      counts = is_first && same_lineage && claims_next_term;
      break;
    case CommitKind::kTermStarted:
      counts = !is_first && same_lineage && claims_next_term;
      break;
    case CommitKind::kLineageStarted:
      counts = !is_first && header.lineage > head.lineage && claims_next_term;
      break;
    case CommitKind::kDecided:
    case CommitKind::kRefused:
      counts = !is_first && same_lineage && header.term == head.term &&
               header.writer == head.holder;
      break;
  }
  return counts ? Verdict::kAccepted : Verdict::kSuperseded;
}

Head Advance(const Head& head, const Header& header, const Hash& leaf) {
  Head next = head;
  next.lineage = header.lineage;
  next.next = head.next.next();
  next.hash = leaf;
  next.term = header.term;
  next.holder = header.writer;
  next.recorded_at = header.recorded_at;
  return next;
}

}  // namespace fascicolo::events
