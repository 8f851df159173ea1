#include "faults/kafka/log_seen.h"

#include <gtest/gtest.h>

namespace fascicolo::kafka {
namespace {

bool IsClaim(events::CommitKind kind) {
  return kind == events::CommitKind::kLedgerOpened || kind == events::CommitKind::kTermStarted;
}

}  // namespace

LogSeen ReadLog(events::Ledger& ledger, std::string_view origin) {
  LogSeen seen;
  Term term;
  WriterId writer;
  const auto on_accepted = [&](const events::AcceptedCommit& commit) -> Status {
    const events::Header& header = commit.header;
    if (!seen.accepted.emplace(header.command, header.position).second) ++seen.twice;
    if (IsClaim(header.kind)) {
      ++seen.terms;
      if (header.term <= term) ++seen.out_of_term;
      term = header.term;
      writer = header.writer;
    }
    if (header.term != term || header.writer != writer) ++seen.out_of_term;
    return {};
  };
  const auto on_superseded = [&](const events::LogEntry&, const events::Header& header) {
    seen.superseded.push_back(header);
    if (header.term < term) ++seen.superseded_old_term;
  };
  events::FollowPoint from;
  from.head = events::HeadOfEmpty(origin);
  auto follower = events::Follower::Open(ledger, from);
  EXPECT_TRUE(follower.ok());
  while (follower.ok() && !follower->at_end()) {
    const Status polled = follower->Poll(kLargePiece, on_accepted, on_superseded);
    EXPECT_TRUE(polled.ok()) << polled.error().message;
    if (!polled) break;
    seen.end = follower->point();
  }
  return seen;
}

std::uint64_t LostOf(const std::map<CommandId, Position>& answered, const LogSeen& log) {
  std::uint64_t lost = 0;
  for (const auto& [command, position] : answered) {
    const auto found = log.accepted.find(command);
    if (found == log.accepted.end() || found->second != position) ++lost;
  }
  return lost;
}

}  // namespace fascicolo::kafka
