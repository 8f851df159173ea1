#include "events/follower.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

namespace fascicolo::events {
namespace {

constexpr std::string_view kOrigin = "test.example/ledger";

/// A log into which anybody may put any bytes, as into a Kafka topic, and that may not answer.
class OpenLog final : public Ledger {
 public:
  std::vector<std::vector<std::uint8_t>> records;
  bool answers = true;

  Status Append(std::span<const Record>) override { return {}; }
  Result<std::uint64_t> Settle() override { return std::uint64_t{0}; }
  Result<std::unique_ptr<LogReader>> Read(LogOffset from) override {
    if (!answers) return Failure{FailureCode::kUnavailable, "planted"};
    return std::unique_ptr<LogReader>(std::make_unique<Reader>(*this, from.value));
  }
  [[nodiscard]] LogOffset end() const override { return {records.size()}; }

 private:
  class Reader final : public LogReader {
   public:
    Reader(const OpenLog& log, std::size_t next) : log_(log), next_(next) {}
    Status Read(std::size_t, LogBatch& batch) override {
      batch.entries.clear();
      batch.buffer.resize(256 * log_.records.size());
      for (std::size_t i = 0; next_ < log_.records.size(); ++next_, ++i) {
        auto* to = reinterpret_cast<std::uint8_t*>(batch.buffer.data() + 256 * i);
        const auto& from = log_.records[next_];
        std::copy(from.begin(), from.end(), to);
        batch.entries.push_back({{next_}, {next_ + 1}, {ConstBytes(to, from.size())}});
      }
      return {};
    }

   private:
    const OpenLog& log_;
    std::size_t next_;
  };
};

std::vector<std::uint8_t> Bytes(std::string_view text) { return {text.begin(), text.end()}; }

/// Puts the next commit of an honest writer at the log's end; answers the head behind it.
Head PutNext(OpenLog& log, const Head& head) {
  Header header;
  header.kind = head.next == Position{0} ? CommitKind::kLedgerOpened : CommitKind::kDecided;
  header.ledger = head.ledger;
  header.position = head.next;
  header.previous = head.hash;
  header.term = Term{1};
  header.writer.bytes.fill(1);
  const HeaderBytes bytes = EncodeHeader(header);
  log.records.emplace_back(bytes.begin(), bytes.end());
  return Advance(head, header, LeafOf(bytes));
}

FollowPoint Beginning() {
  FollowPoint from;
  from.head = HeadOfEmpty(kOrigin);
  return from;
}

Status PollAll(Follower& follower) {
  return follower.Poll(
      1 << 20, [](const AcceptedCommit&) { return Status{}; }, [](const LogEntry&, const Header&) {});
}

TEST(Follower, PassesOverForeignRecordsOfAnyLengthAndCountsThem) {
  OpenLog log;
  const Head opened = PutNext(log, HeadOfEmpty(kOrigin));
  for (const std::string_view foreign : {"", "FAS", "hello", "not a commit, but quite long"}) {
    log.records.push_back(Bytes(foreign));
  }
  log.records.push_back(std::vector<std::uint8_t>(300, 'x'));
  const Head last = PutNext(log, opened);
  auto follower = Follower::Open(log, Beginning()).value();
  ASSERT_TRUE(PollAll(follower).ok());
  EXPECT_EQ(follower.foreign(), 5u);
  EXPECT_EQ(follower.point().head, last);
}

TEST(Follower, StopsAtARecordOfOursThatIsCutShort) {
  OpenLog log;
  const Head opened = PutNext(log, HeadOfEmpty(kOrigin));
  (void)PutNext(log, opened);
  log.records.back().resize(kHeaderBytes - 1);
  auto follower = Follower::Open(log, Beginning()).value();
  const Status polled = PollAll(follower);
  ASSERT_FALSE(polled.ok());
  EXPECT_EQ(polled.error().code, FailureCode::kDamaged);
  EXPECT_EQ(follower.point().head, opened);
}

TEST(Follower, RefusesAPointWhoseLastRecordWasReplacedByAShortOne) {
  OpenLog log;
  (void)PutNext(log, PutNext(log, HeadOfEmpty(kOrigin)));
  auto follower = Follower::Open(log, Beginning()).value();
  ASSERT_TRUE(PollAll(follower).ok());
  log.records.back() = Bytes("short");
  const auto again = Follower::Open(log, follower.point());
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, FailureCode::kDamaged);
}

TEST(Follower, SkipsNothingWhenTheLogDoesNotAnswerAfterAFailure) {
  OpenLog log;
  Head head = HeadOfEmpty(kOrigin);
  for (int i = 0; i < 4; ++i) head = PutNext(log, head);
  auto follower = Follower::Open(log, Beginning()).value();
  const auto fails_at_two = [&](const AcceptedCommit& commit) -> Status {
    if (commit.header.position != Position{2}) return {};
    log.answers = false;
    return Failure{FailureCode::kFull, "planted"};
  };
  EXPECT_EQ(follower.Poll(1 << 20, fails_at_two, [](const auto&, const auto&) {}).error().code, FailureCode::kFull);
  EXPECT_EQ(PollAll(follower).error().code, FailureCode::kUnavailable);
  log.answers = true;
  ASSERT_TRUE(PollAll(follower).ok());
  EXPECT_EQ(follower.point().head, head);
}

}  // namespace
}  // namespace fascicolo::events
