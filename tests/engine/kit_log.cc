#include "engine/kit_log.h"

#include <gtest/gtest.h>

#include <chrono>

namespace fascicolo::engine {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{30};
constexpr std::size_t kReadBytes = 64 * 1024;

Failure GaveUp(const char* what) { return {FailureCode::kUnavailable, std::string(what) + " within the patience"}; }

void FailSuperseded(const events::LogEntry&, const events::Header& header) {
  ADD_FAILURE() << "the record for position " << header.position.value << " was set aside";
}

}  // namespace

KitLog::KitLog(std::unique_ptr<LogUnderTest> log, const events::Head& empty)
    : log_(std::move(log)),
      beginning_{empty, {}, {}},
      follower_(events::Follower::Open(log_->ledger(), beginning_).value()) {}

KitLog::~KitLog() {
  auto again = events::Follower::Open(log_->ledger(), beginning_).value();
  const auto accept = [](const events::AcceptedCommit&) { return Status{}; };
  Status read;
  do {
    read = again.Poll(kReadBytes, accept, FailSuperseded);
  } while (read && !again.at_end());
  EXPECT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(again.point().head.next, follower_.point().head.next);
  EXPECT_EQ(again.point().head, follower_.point().head);
}

Result<events::Record> KitLog::SendAndReadBack(const events::Record& record) {
  if (Status sent = log_->ledger().Append({&record, 1}); !sent) return sent.error();
  ++appended_;
  if (Status settled = Settle(); !settled) return settled.error();
  events::Record accepted;
  const auto take = [&](const events::AcceptedCommit& commit) -> Status {
    const events::ConstBytes bytes = commit.entry.record.bytes;
    accepted = events::Record({bytes.begin(), bytes.end()});
    return {};
  };
  const auto until = steady_clock::now() + kPatience;
  while (accepted.size() == 0) {
    if (Status read = follower_.Poll(kReadBytes, take, FailSuperseded); !read) return read.error();
    if (steady_clock::now() > until) return GaveUp("the follower accepted nothing");
  }
  return accepted;
}

Status KitLog::Settle() {
  const auto until = steady_clock::now() + kPatience;
  while (steady_clock::now() < until) {
    const auto settled = log_->ledger().Settle();
    if (!settled) return settled.error();
    if (*settled == appended_) return {};
  }
  return GaveUp("a record did not become durable");
}

}  // namespace fascicolo::engine
