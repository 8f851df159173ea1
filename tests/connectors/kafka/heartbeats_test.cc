#include "connectors/kafka/heartbeats.h"

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <thread>

#include "connectors/kafka/broker.h"
#include "engine/leadership/watch.h"

namespace fascicolo::kafka {
namespace {

using engine::Advice;
using engine::HeardBeat;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr seconds kPatience{30};

WriterId Named(std::uint8_t number) {
  WriterId id;
  id.bytes.fill(number);
  return id;
}

engine::Heartbeat Of(std::uint8_t node, bool leaving = false) {
  return {Named(node), Term{node}, "desk-" + std::to_string(node), leaving, {}, "http://desk-" + std::to_string(node)};
}

class HeartbeatsTest : public testing::Test {
 protected:
  /// A node's end of the heartbeats.
  std::unique_ptr<KafkaHeartbeats> Join() {
    auto joined = KafkaHeartbeats::Open(OptionsUnderTest(), topic_.ledger());
    EXPECT_TRUE(joined.ok()) << joined.error().message;
    return std::move(joined).value();
  }
  static void Beat(KafkaHeartbeats& node, const engine::Heartbeat& beat) {
    const Status sent = node.Beat(beat);
    ASSERT_TRUE(sent.ok()) << sent.error().message;
  }
  /// Hears until `enough`, or patience ends.
  static std::vector<HeardBeat> Hear(KafkaHeartbeats& node, std::size_t enough) {
    std::vector<HeardBeat> all;
    for (const auto until = steady_clock::now() + kPatience; all.size() < enough && steady_clock::now() < until;) {
      auto heard = node.Hear();
      EXPECT_TRUE(heard.ok()) << heard.error().message;
      if (!heard) break;
      all.insert(all.end(), heard->begin(), heard->end());
    }
    return all;
  }

  const LedgerId ledger_ = RandomLedger();
  TopicUnderTest topic_{ledger_, HeartbeatTopicOf(ledger_)};
};

TEST_F(HeartbeatsTest, AreHeardByEveryNodeInOneOrderWithTheBrokersTime) {
  const auto one = Join();
  const auto other = Join();
  const auto before = std::chrono::system_clock::now() - seconds(1);
  Beat(*one, Of(1));
  ASSERT_EQ(Hear(*one, 1).size(), 1u);
  Beat(*other, Of(2));
  Beat(*other, Of(2, true));

  const auto heard = Hear(*other, 3);
  ASSERT_EQ(heard.size(), 3u);
  EXPECT_EQ(heard[0].beat.node, Named(1));
  EXPECT_EQ(heard[0].beat.name, "desk-1");
  EXPECT_EQ(heard[0].beat.term, Term{1});
  EXPECT_EQ(heard[0].beat.door, "http://desk-1");
  EXPECT_FALSE(heard[1].beat.leaving);
  EXPECT_TRUE(heard[2].beat.leaving);
  EXPECT_LE(heard[0].at, heard[1].at);
  const auto first = std::chrono::system_clock::time_point(std::chrono::microseconds(heard[0].at.micros));
  EXPECT_GT(first, before) << "the test's broker is on this machine: their clocks are one";
  const auto late = Hear(*one, 2);
  ASSERT_EQ(late.size(), 2u);
  EXPECT_EQ(late[0].at, heard[1].at);
}

TEST_F(HeartbeatsTest, BeginWithTheOldestThatTheBrokerHas) {
  Beat(*Join(), Of(1, true));
  const auto late = Hear(*Join(), 1);
  ASSERT_EQ(late.size(), 1u);
  EXPECT_TRUE(late[0].beat.leaving);
}

TEST_F(HeartbeatsTest, PassOverWhatIsNoHeartbeat) {
  const auto node = Join();
  topic_.Put("x");
  topic_.Put(nullptr, 0);
  Beat(*node, Of(1));
  const auto heard = Hear(*node, 1);
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(heard[0].beat.node, Named(1));
}

TEST_F(HeartbeatsTest, MakeAFollowerClaimBehindTheLeaseOfASilentHolder) {
  // given a holder that beats, and a follower that watches with a short lease
  const engine::LeaseOptions lease{.beat_every_micros = 100'000, .lease_micros = 1'000'000, .max_wait_micros = 0};
  const auto holder = Join();
  const auto follower = Join();
  engine::Watch watch(Named(2), lease, 0);
  events::Head head;
  head.next = Position{1};
  head.holder = Named(1);
  const auto turn = [&](bool holder_lives) {
    if (holder_lives) Beat(*holder, Of(1));
    Beat(*follower, Of(2));
    for (const HeardBeat& heard : Hear(*follower, 1)) watch.Hear(heard);
    std::this_thread::sleep_for(std::chrono::microseconds(lease.beat_every_micros));
    return watch.On(head);
  };
  for (int i = 0; i < 20; ++i) ASSERT_NE(turn(true), Advice::kClaim);
  // when the holder falls silent
  const auto silent = steady_clock::now();
  while (turn(false) != Advice::kClaim) ASSERT_LT(steady_clock::now() - silent, kPatience);
  // then the claim comes behind the lease and not before
  EXPECT_GT(steady_clock::now() - silent, std::chrono::milliseconds(700));
}

}  // namespace
}  // namespace fascicolo::kafka
