#include "connectors/simulator/chance.h"

#include <gtest/gtest.h>

#include <array>

namespace fascicolo::simulator {
namespace {

TEST(Chance, GivesTheNumbersOfItsPublishedAlgorithm) {
  // xoshiro256** 1.0 with the state splitmix64 makes of 0: the reference implementation's first
  // numbers.
  Chance chance(0);

  EXPECT_EQ(chance.Next(), 0x99ec5f36cb75f2b4U);
  EXPECT_EQ(chance.Next(), 0xbf6e1f784956452aU);
  EXPECT_EQ(chance.Next(), 0x1a5f849d4933e6e0U);
}

TEST(Chance, StaysWithinWhatWasAskedForAndReachesBothEnds) {
  constexpr std::uint64_t kSeed = 11;
  SCOPED_TRACE(kSeed);
  Chance chance(kSeed);
  bool least_seen = false;
  bool most_seen = false;

  for (int i = 0; i < 10'000; ++i) {
    const int drawn = chance.Between(-3, 4);
    ASSERT_GE(drawn, -3);
    ASSERT_LE(drawn, 4);
    least_seen = least_seen || drawn == -3;
    most_seen = most_seen || drawn == 4;
  }

  EXPECT_TRUE(least_seen && most_seen);
}

TEST(Chance, CountsAroundWhatIsExpected) {
  constexpr std::uint64_t kSeed = 12;
  SCOPED_TRACE(kSeed);
  Chance chance(kSeed);
  int rare = 0;
  int frequent = 0;

  for (int i = 0; i < 10'000; ++i) {
    rare += chance.CountAround(130);
    frequent += chance.CountAround(7'300);
  }

  EXPECT_NEAR(rare, 1'300, 150);
  EXPECT_NEAR(frequent, 73'000, 1'000);
}

TEST(Chance, WeighsAlternativesAndNeverPicksOneWithoutWeight) {
  constexpr std::uint64_t kSeed = 13;
  SCOPED_TRACE(kSeed);
  Chance chance(kSeed);
  constexpr std::array<int, 3> kWeights{700, 0, 300};
  std::array<int, 3> picked{};

  for (int i = 0; i < 10'000; ++i) ++picked.at(chance.Weighted(kWeights));

  EXPECT_NEAR(picked[0], 7'000, 300);
  EXPECT_EQ(picked[1], 0);
}

}  // namespace
}  // namespace fascicolo::simulator
