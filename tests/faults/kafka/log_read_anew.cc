#include "faults/kafka/log_read_anew.h"

#include <gtest/gtest.h>

namespace fascicolo::kafka {

LogReadAnew ReadAnew(events::Ledger& ledger, std::string_view origin) {
  LogReadAnew log;
  auto follower = events::Follower::Open(ledger, {events::HeadOfEmpty(origin), {}, {}}).value();
  Status polled;
  do {
    polled = follower.Poll(
        kLargePiece,
        [&](const events::AcceptedCommit& commit) -> Status {
          EXPECT_TRUE(log.accepted.emplace(commit.header.command, commit.header.position).second) << "accepted twice";
          return {};
        },
        [&](const events::LogEntry&, const events::Header& header) { log.superseded.push_back(header); });
  } while (polled && !follower.at_end());
  EXPECT_TRUE(polled.ok()) << polled.error().message;
  log.end = follower.point();
  return log;
}

}  // namespace fascicolo::kafka
