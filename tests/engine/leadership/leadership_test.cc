#include "engine/leadership/leadership.h"

#include <gtest/gtest.h>

namespace fascicolo::engine {
namespace {

constexpr std::int64_t kSecond = kMicrosPerSecond;

class HandClock final : public Clock {
 public:
  Instant now{1'760'000'000 * kSecond};
  Instant Now() override { return now; }
  void Pass(std::int64_t micros) { now.micros += micros; }
};

/// A broker that appends each heartbeat at once, by a clock of its own.
class OneBroker final : public Heartbeats {
 public:
  explicit OneBroker(HandClock& clock) : clock_(clock) {}

  Status Beat(const Heartbeat& beat) override {
    if (!answers) return Failure{FailureCode::kUnavailable, "no broker"};
    beats.push_back({beat, clock_.now});
    return {};
  }
  Result<std::vector<HeardBeat>> Hear() override {
    if (!answers) return Failure{FailureCode::kUnavailable, "no broker"};
    std::vector<HeardBeat> heard(beats.begin() + static_cast<std::ptrdiff_t>(heard_), beats.end());
    heard_ = beats.size();
    return heard;
  }

  std::vector<HeardBeat> beats;
  bool answers = true;

 private:
  HandClock& clock_;
  std::size_t heard_ = 0;
};

WriterId Named(std::uint8_t number) {
  WriterId id;
  id.bytes.fill(number);
  return id;
}

class LeadershipTest : public testing::Test {
 protected:
  void PassTurn(std::int64_t micros) {
    for (HandClock* clock : {&clock_, &ticking_, &brokers_clock_}) clock->Pass(micros);
    leadership_.Turn(head_);
  }

  HandClock clock_;
  HandClock ticking_;
  HandClock brokers_clock_;
  OneBroker broker_{brokers_clock_};
  Leadership leadership_{{broker_, clock_, ticking_, Named(1), "desk-1", 0, "https://one.example:8443"}};
  events::Head head_;
};

TEST_F(LeadershipTest, BeatsOnceASecondWhateverTheWallClockDoes) {
  for (int tenth = 0; tenth < 100; ++tenth) {
    PassTurn(kSecond / 10);
    clock_.Pass(-3'600 * kSecond);
  }
  EXPECT_EQ(broker_.beats.size(), 10u);
}

TEST_F(LeadershipTest, SaysWhichTermItHoldsAndThatItLeaves) {
  PassTurn(kSecond);
  head_.next = Position{3};
  head_.term = Term{2};
  head_.holder = Named(1);
  PassTurn(kSecond);
  leadership_.Leave(head_);
  ASSERT_EQ(broker_.beats.size(), 3u);
  EXPECT_EQ(broker_.beats[0].beat.term, Term{});
  EXPECT_EQ(broker_.beats[1].beat.term, Term{2});
  EXPECT_FALSE(broker_.beats[1].beat.leaving);
  EXPECT_TRUE(broker_.beats[2].beat.leaving);
  for (const auto& [beat, at] : broker_.beats) EXPECT_EQ(beat.door, "https://one.example:8443");
}

TEST_F(LeadershipTest, BelievesNoClockBeforeABrokerHasSpoken) {
  broker_.answers = false;
  PassTurn(kSecond);
  EXPECT_TRUE(leadership_.Doubt(clock_.now).has_value());
  broker_.answers = true;
  PassTurn(kSecond);
  EXPECT_FALSE(leadership_.Doubt(clock_.now).has_value());
}

TEST_F(LeadershipTest, DoubtsAClockThatIsMoreThanAMinuteFromTheBrokers) {
  for (const std::int64_t seconds : {59, 61, -59, -61}) {
    clock_.now = Instant{brokers_clock_.now.micros + seconds * kSecond};
    PassTurn(kSecond);
    EXPECT_EQ(leadership_.clock_ahead(), seconds * kSecond);
    const auto doubt = leadership_.Doubt(clock_.now);
    EXPECT_EQ(doubt.has_value(), seconds > 60 || seconds < -60) << seconds;
    if (!doubt) continue;
    EXPECT_NE(doubt->message.find(seconds > 0 ? "61 s ahead of" : "61 s behind"), std::string::npos) << doubt->message;
  }
}

TEST_F(LeadershipTest, DoesNotBlameAClockForAHeartbeatThatCameLate) {
  PassTurn(kSecond);
  // The node stands still for ten minutes between sending and hearing; so may a broker.
  broker_.beats.push_back({{Named(1), Term{}, "desk-1", false, clock_.now}, Instant{brokers_clock_.now.micros + 90 * kSecond}});
  PassTurn(600 * kSecond);
  EXPECT_FALSE(leadership_.Doubt(clock_.now).has_value());
}

TEST_F(LeadershipTest, OpensDaysByTheBrokersClockAndNotByItsOwn) {
  PassTurn(kSecond);
  const Instant heard = brokers_clock_.now;
  clock_.Pass(50 * kSecond);
  EXPECT_EQ(leadership_.DayClock(clock_.now), heard);
}

}  // namespace
}  // namespace fascicolo::engine
