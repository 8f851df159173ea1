// The power goes at any change on the disk: what was settled is there afterwards, what was refused
// is not, and what hung in between is there whole or not at all.
#include "faults/segments/log_under_test.h"

#include <cerrno>
#include <limits>

namespace fascicolo::events {
namespace {

/// What the log must and may contain.
struct Expectation {
  std::vector<std::uint64_t> settled;
  std::vector<std::uint64_t> in_doubt;  ///< handed to a Settle that never answered
};

class Machine {
 public:
  explicit Machine(std::uint64_t seed) : random_(seed), disk_(random_()) {
    disk_.DoThingsByHalves(Chance(50));
    options_ = {.create = true,
                .chunk_bytes = 512 * (1 + random_() % 8),
                .max_segment_bytes = 1024 * (1 + random_() % 8)};
  }

  /// A life of the machine: from power on to power off.
  void Live() {
    disk_.CutPowerAfter(1 + random_() % 120);
    while (disk_.has_power() && !testing::Test::HasFatalFailure()) {
      auto opened = SegmentLedger::Open(disk_, "/log", kTestLedger, options_);
      if (!opened.ok()) {
        ASSERT_TRUE(!disk_.has_power() || opened.error().code == FailureCode::kFull)
            << opened.error().message;
        disk_.LimitSpace(std::numeric_limits<std::uint64_t>::max());
        continue;
      }
      CompareWith(**opened);
      if (testing::Test::HasFatalFailure()) return;
      FillNowAndThen();
      Work(**opened);
      disk_.Break(nullptr);
      if (Chance(50)) static_cast<void>((*opened)->Close().ok());
    }
    disk_.RestorePower();
    disk_.LimitSpace(std::numeric_limits<std::uint64_t>::max());
  }

  /// The last look, with the power on.
  void Conclude() {
    auto opened = SegmentLedger::Open(disk_, "/log", kTestLedger, options_);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    CompareWith(**opened);
    ASSERT_TRUE(Commit(**opened, next_number_++).ok());
  }

  [[nodiscard]] std::size_t settled() const { return expected_.settled.size(); }

 private:
  bool Chance(std::uint64_t percent) { return random_() % 100 < percent; }

  /// As on file systems that copy on write: even existing space can be full, in the middle of a
  /// group.
  void FillNowAndThen() {
    disk_.Break([this](FaultyFiles::Operation operation, const std::string& path) {
      const bool may_fill = operation == FaultyFiles::Operation::kWrite && !path.ends_with("/END");
      return may_fill && Chance(5) ? ENOSPC : 0;
    });
  }

  void Work(SegmentLedger& ledger) {
    for (std::uint64_t steps = random_() % 20; steps > 0 && disk_.has_power(); --steps) {
      if (Chance(10)) disk_.LimitSpace(disk_.used_bytes() + random_() % 4000);
      if (Chance(10)) disk_.LimitSpace(std::numeric_limits<std::uint64_t>::max());
      if (Chance(10) && !ledger.Rest().ok()) {
        ASSERT_FALSE(disk_.has_power());
        return;
      }
      std::vector<std::uint64_t> group;
      for (std::uint64_t n = 1 + random_() % 4; n > 0; --n) {
        group.push_back(next_number_++);
        ASSERT_TRUE(
            ledger.Append(std::vector{TestRecord(group.back(), 256 + random_() % 900)}).ok());
      }
      auto settled = ledger.Settle();
      if (settled.ok()) {
        expected_.settled.insert(expected_.settled.end(), group.begin(), group.end());
      } else if (settled.error().code == FailureCode::kIo) {
        const bool full_while_taking_back =
            settled.error().message.find("take back") != std::string::npos;
        ASSERT_TRUE(!disk_.has_power() || full_while_taking_back) << settled.error().message;
        expected_.in_doubt = group;
        return;
      } else {
        ASSERT_EQ(settled.error().code, FailureCode::kFull) << settled.error().message;
      }
    }
  }

  void CompareWith(SegmentLedger& ledger) {
    const Story story = ReadAll(ledger);
    ASSERT_FALSE(story.failure.has_value()) << story.failure->message;
    std::vector<std::uint64_t> expected = expected_.settled;
    for (const std::uint64_t doubtful : expected_.in_doubt) {
      if (expected.size() == story.numbers.size()) break;
      expected.push_back(doubtful);
    }
    ASSERT_EQ(story.numbers, expected);
    expected_ = {std::move(expected), {}};
  }

  std::mt19937_64 random_;
  FaultyFiles disk_;
  SegmentOptions options_;
  Expectation expected_;
  std::uint64_t next_number_ = 0;
};

TEST(PowerLoss, LosesNothingSettledAndShowsNothingRefused) {
  const std::uint64_t seed = TestSeed();
  std::cout << "seed " << seed << "\n";
  std::size_t settled = 0;
  for (std::uint64_t i = 0; i < 2000; ++i) {
    SCOPED_TRACE("FASCICOLO_SEED=" + std::to_string(seed) + ", run " + std::to_string(i));
    Machine machine(seed + i);
    for (int life = 0; life < 4; ++life) {
      machine.Live();
      if (HasFatalFailure()) return;
    }
    machine.Conclude();
    if (HasFatalFailure()) return;
    settled += machine.settled();
  }
  std::cout << settled << " records settled\n";
  EXPECT_GT(settled, 10'000U);
}

/// A log that can be made again, over several segments; `until` records are settled, and it rests once, after `rested`.
void FillWithoutSyncs(SegmentLedger& ledger, std::uint64_t rested, std::uint64_t until) {
  for (std::uint64_t number = 0; number < until; ++number) {
    if (number == rested) {
      ASSERT_TRUE(ledger.Rest().ok());
    }
    ASSERT_TRUE(Commit(ledger, number).ok());
  }
}

TEST(PowerLoss, OfALogThatCanBeMadeAgainTakesWhatWasSettledSinceItsRestOrIsReported) {
  const std::uint64_t seed = TestSeed();
  std::cout << "seed " << seed << "\n";
  SegmentOptions options = SmallSegments();
  options.settles_durably = false;
  constexpr std::uint64_t kRested = 40;
  constexpr std::uint64_t kSettled = 60;
  std::size_t lost = 0;
  for (std::uint64_t i = 0; i < 200; ++i) {
    SCOPED_TRACE("FASCICOLO_SEED=" + std::to_string(seed) + ", run " + std::to_string(i));
    FaultyFiles disk(seed + i);
    const bool rests_at_its_end = i % 2 == 0;
    auto written = SegmentLedger::Open(disk, "/log", kTestLedger, options);
    ASSERT_TRUE(written.ok());
    FillWithoutSyncs(**written, kRested, kSettled);
    if (rests_at_its_end) {
      ASSERT_TRUE((*written)->Rest().ok());
    }
    disk.CutPowerAfter(0);
    disk.RestorePower();
    auto opened = SegmentLedger::Open(disk, "/log", kTestLedger, SmallSegments());
    if (!opened.ok()) {
      ASSERT_FALSE(rests_at_its_end) << opened.error().message;
      EXPECT_EQ(opened.error().code, FailureCode::kDamaged);
      ++lost;
      continue;
    }
    const Story story = ReadAll(**opened);
    ASSERT_FALSE(story.failure.has_value()) << story.failure->message;
    EXPECT_GE(story.numbers.size(), rests_at_its_end ? kSettled : kRested);
    if (story.numbers.size() < kSettled) ++lost;
  }
  std::cout << lost << " of 100 lost something, or were reported\n";
  EXPECT_GT(lost, 0U);
}

}  // namespace
}  // namespace fascicolo::events
