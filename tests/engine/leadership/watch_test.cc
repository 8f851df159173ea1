#include "engine/leadership/watch.h"

#include <gtest/gtest.h>

namespace fascicolo::engine {
namespace {

constexpr std::int64_t kWatchSecond = 1'000'000;
constexpr std::int64_t kStart = 1'750'000'000 * kWatchSecond;

WriterId Node(std::uint8_t number) {
  WriterId id;
  id.bytes.fill(number);
  return id;
}

HeardBeat At(double seconds, std::uint8_t node, bool leaving = false) {
  return {{Node(node), Term{1}, "desk-" + std::to_string(node), leaving},
          Instant{kStart + static_cast<std::int64_t>(seconds * kWatchSecond)}};
}

events::Head HeldBy(std::uint8_t node) {
  events::Head head;
  head.next = Position{10};
  head.term = Term{1};
  head.holder = Node(node);
  return head;
}

/// A node 1 that waits for a quarter of a second behind the lease of five.
class WatchTest : public testing::Test {
 protected:
  Watch watch_{Node(1), LeaseOptions{}, 250'000};
};

TEST_F(WatchTest, ListensUntilItsOwnHeartbeatCameBack) {
  watch_.Hear(At(0, 2));
  EXPECT_EQ(watch_.On(HeldBy(2)), Advice::kListen);
  EXPECT_EQ(watch_.broker_time(), std::nullopt);
}

TEST_F(WatchTest, HoldsWhatItHolds) { EXPECT_EQ(watch_.On(HeldBy(1)), Advice::kHold); }

TEST_F(WatchTest, ClaimsALedgerThatIsStillEmpty) {
  watch_.Hear(At(0, 1));
  EXPECT_EQ(watch_.On(events::Head{}), Advice::kClaim);
}

TEST_F(WatchTest, FollowsAHolderThatIsHeard) {
  for (int second = 0; second < 60; ++second) {
    watch_.Hear(At(second, 2));
    watch_.Hear(At(second + 0.5, 1));
    ASSERT_EQ(watch_.On(HeldBy(2)), Advice::kFollow);
  }
}

TEST_F(WatchTest, ClaimsBehindLeaseAndWaitAndNotBefore) {
  watch_.Hear(At(0, 2));
  watch_.Hear(At(5.25, 1));
  EXPECT_EQ(watch_.On(HeldBy(2)), Advice::kFollow);
  watch_.Hear(At(5.26, 1));
  EXPECT_EQ(watch_.On(HeldBy(2)), Advice::kClaim);
}

TEST_F(WatchTest, ClaimsAtOnceFromAHolderThatLeft) {
  watch_.Hear(At(0, 2));
  watch_.Hear(At(1, 2, true));
  watch_.Hear(At(1.1, 1));
  EXPECT_EQ(watch_.On(HeldBy(2)), Advice::kClaim);
}

TEST_F(WatchTest, WaitsALeaseForAHolderThatItNeverHeard) {
  watch_.Hear(At(100, 1));
  EXPECT_EQ(watch_.On(HeldBy(2)), Advice::kFollow);
  watch_.Hear(At(105.2, 1));
  EXPECT_EQ(watch_.On(HeldBy(2)), Advice::kFollow);
  watch_.Hear(At(105.3, 1));
  EXPECT_EQ(watch_.On(HeldBy(2)), Advice::kClaim);
}

TEST_F(WatchTest, JudgesTheHolderOfItsHeadWhoeverElseIsHeard) {
  watch_.Hear(At(0, 2));
  watch_.Hear(At(9, 3));
  watch_.Hear(At(10, 1));
  EXPECT_EQ(watch_.On(HeldBy(2)), Advice::kClaim);
  EXPECT_EQ(watch_.On(HeldBy(3)), Advice::kFollow);
}

TEST_F(WatchTest, WaitsALeaseLongerWhereItDoesNotUnderstandEverything) {
  watch_.Hear(At(0, 2));
  watch_.Hear(At(10.25, 1));
  EXPECT_EQ(watch_.On(HeldBy(2), false), Advice::kFollow);
  watch_.Hear(At(10.26, 1));
  EXPECT_EQ(watch_.On(HeldBy(2), false), Advice::kClaim);
}

TEST_F(WatchTest, LetsOneThatUnderstandsComeFirstWhenTheHolderLeft) {
  watch_.Hear(At(0, 2, true));
  watch_.Hear(At(5, 1));
  EXPECT_EQ(watch_.On(HeldBy(2), true), Advice::kClaim);
  EXPECT_EQ(watch_.On(HeldBy(2), false), Advice::kFollow);
  watch_.Hear(At(5.01, 1));
  EXPECT_EQ(watch_.On(HeldBy(2), false), Advice::kClaim);
}

TEST_F(WatchTest, SaysThatANodeLivesOnlyByWhatItHeardSinceItBeganItself) {
  watch_.Hear(At(0, 2));
  watch_.Hear(At(1, 1));
  EXPECT_FALSE(watch_.Lives(Node(2)));
  watch_.Hear(At(1.5, 2));
  EXPECT_TRUE(watch_.Lives(Node(2)));
  watch_.Hear(At(1.6, 2, true));
  EXPECT_FALSE(watch_.Lives(Node(2)));
  EXPECT_FALSE(watch_.Lives(Node(3)));
}

TEST_F(WatchTest, DoesNotGoBackWithABrokerWhoseClockDoes) {
  watch_.Hear(At(10, 1));
  watch_.Hear(At(10, 2));
  watch_.Hear(At(2, 2));
  watch_.Hear(At(2, 1));
  EXPECT_EQ(watch_.broker_time(), At(10, 1).at);
  EXPECT_EQ(watch_.On(HeldBy(2)), Advice::kFollow);
}

TEST_F(WatchTest, KnowsTheHolderByNameOrElseByItsId) {
  watch_.Hear(At(0, 2));
  EXPECT_EQ(watch_.NameOf(Node(2)), "desk-2");
  EXPECT_EQ(watch_.NameOf(Node(3)), ToHex(Node(3)));
}

TEST(WatchWait, DiffersFromNodeToNodeAndIsNeverLongerThanItMayBe) {
  const LeaseOptions options;
  for (const std::uint64_t chance : {0ULL, 999'999ULL, 1'000'000ULL, ~0ULL}) {
    Watch watch(Node(1), options, chance);
    watch.Hear(At(0, 2));
    watch.Hear(At(5, 1));
    EXPECT_EQ(watch.On(HeldBy(2)), Advice::kFollow) << chance;
    watch.Hear(At(6.01, 1));
    EXPECT_EQ(watch.On(HeldBy(2)), Advice::kClaim) << chance;
  }
}

TEST_F(WatchTest, KnowsTheDoorOfWhoDidNotLeave) {
  HeardBeat beat = At(0, 2);
  EXPECT_EQ(watch_.DoorOf(Node(2)), "");
  beat.beat.door = "https://two.example:8080";
  watch_.Hear(beat);
  EXPECT_EQ(watch_.DoorOf(Node(2)), "https://two.example:8080");
  EXPECT_EQ(watch_.DoorOf(Node(3)), "");
  beat.beat.leaving = true;
  watch_.Hear(beat);
  EXPECT_EQ(watch_.DoorOf(Node(2)), "");
}

}  // namespace
}  // namespace fascicolo::engine
