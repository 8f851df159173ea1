#include "events/follower.h"

#include <string>

namespace fascicolo::events {

Result<Follower> Follower::Open(Ledger& ledger, FollowPoint from) {
  if (from.next > ledger.end()) {
    return Failure{FailureCode::kDamaged, "the log ends before position " +
                                              std::to_string(from.head.next.value) +
                                              ", which was accepted: its tail was lost"};
  }
  auto reader = ledger.Read(from.next);
  if (!reader) return reader.error();
  Follower follower(ledger, from, std::move(reader).value());
  if (Status same = follower.CheckLastAccepted(); !same) return same.error();
  return follower;
}

Status Follower::CheckLastAccepted() {
  if (!point_.last_accepted) return {};
  auto reader = ledger_->Read(*point_.last_accepted);
  if (!reader) return reader.error();
  LogBatch batch;
  if (Status read = (*reader)->Read(1, batch); !read) return read;
  const ConstBytes header = batch.entries.empty() ? ConstBytes() : batch.entries.front().record.header();
  if (header.size() < kHeaderBytes || LeafOf(header) != point_.head.hash) {
    return Failure{FailureCode::kDamaged,
                   "the commit before position " + std::to_string(point_.head.next.value) +
                       " is not what it was: history was cut or rewritten"};
  }
  return {};
}

Status Follower::Take(const LogEntry& entry, const OnAccepted& on_accepted, const OnSuperseded& on_superseded,
                      bool& checked) {
  const auto header = DecodeHeader(entry.record.header());
  if (!header) {
    if (header.error().code != FailureCode::kUnavailable) return header.error();
    ++foreign_;
    return {};
  }
  if (Judge(point_.head, *header) == Verdict::kSuperseded) {
    if (!checked) {
      checked = true;
      if (Status same = CheckLastAccepted(); !same) return same;
    }
    on_superseded(entry, *header);
    return {};
  }
  const Hash leaf = LeafOf(entry.record.header());
  const Head after = Advance(point_.head, *header, leaf);
  if (Status taken = on_accepted({entry, *header, leaf, after}); !taken) return taken;
  point_.head = after;
  point_.last_accepted = entry.offset;
  return {};
}

Status Follower::Poll(std::size_t max_bytes, LogBatch& batch, const OnAccepted& on_accepted,
                      const OnSuperseded& on_superseded) {
  if (!reader_) {
    auto reader = ledger_->Read(point_.next);
    if (!reader) return reader.error();
    reader_ = std::move(reader).value();
  }
  if (Status read = reader_->Read(max_bytes, batch); !read) return read;
  at_end_ = batch.entries.empty();
  bool checked = false;
  for (const LogEntry& entry : batch.entries) {
    if (Status taken = Take(entry, on_accepted, on_superseded, checked); !taken) {
      reader_.reset();
      return taken;
    }
    point_.next = entry.next;
  }
  return {};
}

}  // namespace fascicolo::events
