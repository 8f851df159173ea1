#include "connectors/kafka/kafka_ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>
#include <vector>

#include "connectors/kafka/broker.h"
#include "connectors/kafka/topic.h"
#include "contract/ledger/records.h"
#include "events/follower.h"

namespace fascicolo::kafka {
namespace {

using events::Record;
using std::chrono::seconds;
using std::chrono::steady_clock;
using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kOrigin = "kafka.example/test";
constexpr seconds kAppears{20};

std::unique_ptr<KafkaLedger> OpenOn(const TopicUnderTest& topic, KafkaOptions options = OptionsUnderTest()) {
  auto ledger = KafkaLedger::Open(std::move(options), topic.ledger());
  EXPECT_TRUE(ledger.ok()) << ledger.error().message;
  return std::move(*ledger);
}

Failure OpeningFails(const TopicUnderTest& topic, const KafkaOptions& options = OptionsUnderTest()) {
  const auto ledger = KafkaLedger::Open(options, topic.ledger());
  EXPECT_FALSE(ledger.ok());
  return ledger ? Failure{} : ledger.error();
}

void Append(KafkaLedger& ledger, const std::vector<Record>& records) {
  const Status appended = ledger.Append(records);
  ASSERT_TRUE(appended.ok()) << appended.error().message;
}

void SettleTo(KafkaLedger& ledger, std::uint64_t wanted) {
  const auto until = steady_clock::now() + kAppears;
  std::uint64_t settled = 0;
  while (settled < wanted && steady_clock::now() < until) settled = ledger.Settle().value();
  ASSERT_EQ(settled, wanted);
}

/// The first commits of a ledger, each a header and nothing else.
std::vector<Record> Chain(std::size_t commits, std::uint8_t writer = 1) {
  std::vector<Record> records;
  events::Head head = events::HeadOfEmpty(kOrigin);
  for (std::size_t i = 0; i < commits; ++i) {
    events::Header header;
    header.kind = i == 0 ? events::CommitKind::kLedgerOpened : events::CommitKind::kDecided;
    header.ledger = head.ledger;
    header.position = head.next;
    header.previous = head.hash;
    header.term = Term{1};
    header.writer.bytes.fill(writer);
    const events::HeaderBytes bytes = events::EncodeHeader(header);
    records.emplace_back(std::vector<std::uint8_t>(bytes.begin(), bytes.end()));
    head = events::Advance(head, header, events::LeafOf(bytes));
  }
  return records;
}

events::Follower FollowFromTheBeginning(events::Ledger& ledger) {
  events::FollowPoint from;
  from.head = events::HeadOfEmpty(kOrigin);
  return events::Follower::Open(ledger, from).value();
}

Status PollOnce(events::Follower& follower) {
  return follower.Poll(
      1 << 20, [](const auto&) { return Status{}; }, [](const auto&, const auto&) {});
}

/// Polls until `commits` were accepted.
void FollowTo(events::Follower& follower, std::uint64_t commits) {
  const auto until = steady_clock::now() + kAppears;
  while (follower.point().head.next < Position{commits} && steady_clock::now() < until) {
    const Status polled = PollOnce(follower);
    ASSERT_TRUE(polled.ok()) << polled.error().message;
  }
  ASSERT_EQ(follower.point().head.next, Position{commits});
}

/// Polls until it fails, and says how.
Failure FollowsInto(events::Follower& follower) {
  const auto until = steady_clock::now() + kAppears;
  while (steady_clock::now() < until) {
    if (Status polled = PollOnce(follower); !polled) return polled.error();
  }
  ADD_FAILURE() << "nothing was noticed";
  return {};
}

TEST(KafkaLedger, IsNotFoundWhereItIsNotToBeMade) {
  const TopicUnderTest none{RandomLedger()};
  KafkaOptions options = OptionsUnderTest();
  options.create = false;
  EXPECT_EQ(OpeningFails(none, options).code, FailureCode::kNotFound);
}

TEST(KafkaLedger, IsUnavailableWhereNoBrokerAnswers) {
  const TopicUnderTest topic{RandomLedger()};
  KafkaOptions options = OptionsUnderTest();
  options.brokers = "127.0.0.1:1";
  options.patience_ms = 500;
  EXPECT_EQ(OpeningFails(topic, options).code, FailureCode::kUnavailable);
}

TEST(KafkaLedger, NamesAClientSettingThatIsUnknown) {
  const TopicUnderTest topic{RandomLedger()};
  KafkaOptions options = OptionsUnderTest();
  options.client = {{"sasl.nonsense", "x"}};
  EXPECT_THAT(OpeningFails(topic, options).message, HasSubstr("sasl.nonsense"));
}

TEST(KafkaLedger, KeepsWhatItReliesOnWhateverTheOperatorsSettingsSay) {
  TopicUnderTest topic{RandomLedger()};
  KafkaOptions options = OptionsUnderTest();
  options.client = {{"enable.idempotence", "false"}, {"bootstrap.servers", "127.0.0.1:1"}};
  const auto ledger = OpenOn(topic, options);
  Append(*ledger, Chain(1));
  SettleTo(*ledger, 1);
}

TEST(KafkaLedger, RefusesATopicWhoseSettingsWouldLoseHistoryAndNamesThem) {
  TopicUnderTest topic{RandomLedger()};
  topic.Create(2, {{"retention.ms", "86400000"}, {"cleanup.policy", "compact"}});
  const Failure refused = OpeningFails(topic);
  EXPECT_EQ(refused.code, FailureCode::kIo);
  EXPECT_THAT(refused.message, AllOf(HasSubstr("partitions is 2, wanted 1"), HasSubstr("retention.ms is 86400000, wanted -1"),
                                     HasSubstr("cleanup.policy is compact, wanted delete")));
}

TEST(KafkaLedger, RefusesATopicWithFewerReplicasThanWished) {
  TopicUnderTest topic{RandomLedger()};
  (void)OpenOn(topic);
  KafkaOptions options = OptionsUnderTest();
  options.topic = {.replication = 3, .min_insync = 2};
  EXPECT_THAT(OpeningFails(topic, options).message,
              AllOf(HasSubstr("replication factor is 1, wanted at least 3"),
                    HasSubstr("min.insync.replicas is 1, wanted at least 2")));
}

TEST(KafkaLedger, TakesNoMoreThanItsLimitUntilSomethingIsReported) {
  TopicUnderTest topic{RandomLedger()};
  KafkaOptions options = OptionsUnderTest();
  options.max_unsettled_records = 10;
  const auto ledger = OpenOn(topic, options);
  const auto records = Chain(60);
  Append(*ledger, {records.begin(), records.begin() + 8});
  const Status busy = ledger->Append(std::vector<Record>{records.begin() + 8, records.begin() + 11});
  ASSERT_FALSE(busy.ok());
  EXPECT_EQ(busy.error().code, FailureCode::kUnavailable);
  SettleTo(*ledger, 8);
  Append(*ledger, {records.begin() + 8, records.end()});  // more than the limit, but nothing else is unsettled
  SettleTo(*ledger, 60);
  auto follower = FollowFromTheBeginning(*ledger);
  FollowTo(follower, 60);
  EXPECT_EQ(follower.point().next, ledger->end());  // nothing of the refused append is there besides
}

TEST(KafkaLedger, HasALimitInBytesToo) {
  TopicUnderTest topic{RandomLedger()};
  KafkaOptions options = OptionsUnderTest();
  options.max_unsettled_bytes = 1'000;
  const auto ledger = OpenOn(topic, options);
  Append(*ledger, {events::TestRecord(0, 900)});
  EXPECT_EQ(ledger->Append(std::vector<Record>{events::TestRecord(1, 300)}).error().code, FailureCode::kUnavailable);
  SettleTo(*ledger, 1);
}

TEST(KafkaLedger, PassesOverForeignRecordsAndCountsThem) {
  TopicUnderTest topic{RandomLedger()};
  const auto ledger = OpenOn(topic);
  const auto records = Chain(2);
  Append(*ledger, {records[0]});
  SettleTo(*ledger, 1);
  topic.Put("");
  topic.Put(nullptr, 0);
  topic.Put("not ours");
  topic.Put(std::string(5'000, 'x'));
  topic.PutInTransaction("nor this");
  Append(*ledger, {records[1]});
  SettleTo(*ledger, 2);
  auto follower = FollowFromTheBeginning(*ledger);
  FollowTo(follower, 2);
  EXPECT_EQ(follower.foreign(), 5u);
}

TEST(KafkaLedger, IsAtItsEndBehindTheMarkerOfAForeignTransaction) {
  TopicUnderTest topic{RandomLedger()};
  const auto ledger = OpenOn(topic);
  topic.PutInTransaction("a record and a marker");
  // The broker answers a commit before it writes the marker.
  const auto until = steady_clock::now() + kAppears;
  while (ledger->end() < events::LogOffset{2} && steady_clock::now() < until) std::this_thread::yield();
  EXPECT_EQ(ledger->end(), events::LogOffset{2});
  auto follower = FollowFromTheBeginning(*ledger);
  while (!follower.at_end()) ASSERT_TRUE(PollOnce(follower).ok());
  EXPECT_EQ(follower.foreign(), 1u);
}

TEST(KafkaLedger, AForeignTransactionThatHangsHidesNothing) {
  TopicUnderTest topic{RandomLedger()};
  const auto ledger = OpenOn(topic);
  const auto hangs = topic.HangInTransaction("never ended");
  Append(*ledger, Chain(3));
  SettleTo(*ledger, 3);
  EXPECT_EQ(ledger->end(), events::LogOffset{4});
  EXPECT_TRUE(ledger->Rest().ok());
  auto follower = FollowFromTheBeginning(*ledger);
  while (follower.point().next < events::LogOffset{4}) ASSERT_TRUE(PollOnce(follower).ok());
  EXPECT_EQ(follower.foreign(), 1u);
  EXPECT_EQ(follower.point().head.next, Position{3});
}

TEST(KafkaLedger, StopsWhenItsBeginningIsCutOff) {
  TopicUnderTest topic{RandomLedger()};
  const auto ledger = OpenOn(topic);
  Append(*ledger, Chain(5));
  SettleTo(*ledger, 5);
  topic.DeleteRecordsBefore(3);
  EXPECT_EQ(ledger->Rest().error().code, FailureCode::kDamaged);
  EXPECT_THAT(OpeningFails(topic).message, HasSubstr("begins at offset 3"));
  const auto reader = ledger->Read({0});
  ASSERT_FALSE(reader.ok());
  EXPECT_EQ(reader.error().code, FailureCode::kDamaged);
  EXPECT_THAT(reader.error().message, HasSubstr("history was deleted"));
}

TEST(KafkaLedger, AReaderUnderWhichTheTopicIsCutStops) {
  TopicUnderTest topic{RandomLedger()};
  const auto ledger = OpenOn(topic);
  auto follower = FollowFromTheBeginning(*ledger);
  ASSERT_TRUE(PollOnce(follower).ok());
  topic.Put("one");
  topic.Put("two");
  topic.DeleteRecordsBefore(2);
  Append(*ledger, Chain(1));
  SettleTo(*ledger, 1);
  // It may have fetched both before they were deleted; if it has not, it must say so.
  const auto until = steady_clock::now() + kAppears;
  Status polled;
  while (polled && follower.point().head.next == Position{0} && steady_clock::now() < until) polled = PollOnce(follower);
  if (polled) {
    EXPECT_EQ(follower.foreign(), 2u);
    EXPECT_EQ(follower.point().head.next, Position{1});
  } else {
    EXPECT_EQ(polled.error().code, FailureCode::kDamaged);
  }
}

TEST(KafkaLedger, NoticesThatTheTopicWasMadeAnewAndIsShorter) {
  TopicUnderTest topic{RandomLedger()};
  events::FollowPoint point;
  {
    const auto ledger = OpenOn(topic);
    Append(*ledger, Chain(5));
    SettleTo(*ledger, 5);
    auto follower = FollowFromTheBeginning(*ledger);
    FollowTo(follower, 5);
    point = follower.point();
    topic.Delete();
    topic.Create(1, SettingsFor(OptionsUnderTest().topic));
    EXPECT_EQ(FollowsInto(follower).code, FailureCode::kDamaged);
  }
  const auto ledger = OpenOn(topic);
  EXPECT_EQ(events::Follower::Open(*ledger, point).error().code, FailureCode::kDamaged);
}

TEST(KafkaLedger, NoticesThatTheTopicHoldsAnotherHistory) {
  TopicUnderTest topic{RandomLedger()};
  events::FollowPoint point;
  {
    const auto ledger = OpenOn(topic);
    Append(*ledger, Chain(3));
    SettleTo(*ledger, 3);
    auto follower = FollowFromTheBeginning(*ledger);
    FollowTo(follower, 3);
    point = follower.point();
  }
  topic.Delete();
  const auto ledger = OpenOn(topic);
  Append(*ledger, Chain(6, 2));
  SettleTo(*ledger, 6);
  const auto follower = events::Follower::Open(*ledger, point);
  ASSERT_FALSE(follower.ok());
  EXPECT_EQ(follower.error().code, FailureCode::kDamaged);
  EXPECT_THAT(follower.error().message, HasSubstr("cut or rewritten"));
}

TEST(KafkaLedger, IsDeadWhenItsTopicIsGone) {
  TopicUnderTest topic{RandomLedger()};
  const auto ledger = OpenOn(topic);
  Append(*ledger, Chain(1));
  SettleTo(*ledger, 1);
  topic.Delete();
  Append(*ledger, {events::TestRecord(1)});
  Result<std::uint64_t> settled = std::uint64_t{0};
  const auto until = steady_clock::now() + 3 * kAppears;
  while (settled && steady_clock::now() < until) settled = ledger->Settle();
  ASSERT_FALSE(settled.ok());
  EXPECT_EQ(settled.error().code, FailureCode::kIo);
  EXPECT_GT(ledger->restarts(), 1u);
  EXPECT_EQ(ledger->Append(Chain(1)).error().code, FailureCode::kIo);
}

}  // namespace
}  // namespace fascicolo::kafka
