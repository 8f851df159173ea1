#include "engine/rules/sort_key.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <limits>
#include <random>
#include <vector>

namespace fascicolo::engine {
namespace {

using Order = TieBreak::Order;

EntityId IdOf(std::uint8_t last) {
  EntityId id;
  id.bytes.back() = last;
  return id;
}

Evaluation With(std::int64_t total_hundredths, std::vector<TieBreakValue> tie_breaks) {
  return {.total_hundredths = total_hundredths, .tie_breaks = std::move(tie_breaks)};
}

TEST(SortKey, PutsMorePointsFirstNegativeOnesToo) {
  EXPECT_LT(SortKey(With(1'000, {}), Day{1}, IdOf(1)), SortKey(With(999, {}), Day{1}, IdOf(1)));
  EXPECT_LT(SortKey(With(0, {}), Day{1}, IdOf(1)), SortKey(With(-1, {}), Day{1}, IdOf(1)));
}

TEST(SortKey, LooksAtTheDayOnlyWhereTheRulesDo) {
  const Evaluation without = With(10, {});
  EXPECT_EQ(SortKey(without, Day{1}, IdOf(1)), SortKey(without, Day{2}, IdOf(1)));
  const Evaluation with_day = With(10, {{"applied_on", Order::kAscending, 0}});
  EXPECT_LT(SortKey(with_day, Day{-1}, IdOf(2)), SortKey(with_day, Day{0}, IdOf(1)));
}

TEST(SortKey, EndsWithTheIdSoThatNoTwoAreEqual) {
  EXPECT_LT(SortKey(With(10, {}), Day{1}, IdOf(1)), SortKey(With(10, {}), Day{1}, IdOf(200)));
  EXPECT_EQ(SortKey(With(10, {}), Day{1}, IdOf(1)).size(), 24U);
}

TEST(ArrivalSortKey, GoesByDayThenByRecordThenById) {
  EXPECT_LT(ArrivalSortKey(Day{1}, Instant{9}, IdOf(9)),
            ArrivalSortKey(Day{2}, Instant{1}, IdOf(1)));
  EXPECT_LT(ArrivalSortKey(Day{2}, Instant{255}, IdOf(9)),
            ArrivalSortKey(Day{2}, Instant{256}, IdOf(1)));
  EXPECT_LT(ArrivalSortKey(Day{2}, Instant{-1}, IdOf(9)),
            ArrivalSortKey(Day{2}, Instant{0}, IdOf(1)));
  EXPECT_LT(ArrivalSortKey(Day{2}, Instant{1}, IdOf(1)),
            ArrivalSortKey(Day{2}, Instant{1}, IdOf(2)));
  EXPECT_EQ(ArrivalSortKey(Day{2}, Instant{1}, IdOf(1)).size(), 32U);
}

struct Applicant {
  Evaluation evaluation;
  Day applied_on;
  EntityId activation;
};

// The order as the regulation's sentence says it.
bool StandsBefore(const Applicant& a, const Applicant& b) {
  if (a.evaluation.total_hundredths != b.evaluation.total_hundredths) {
    return a.evaluation.total_hundredths > b.evaluation.total_hundredths;
  }
  for (std::size_t i = 0; i < a.evaluation.tie_breaks.size(); ++i) {
    const TieBreakValue& of_a = a.evaluation.tie_breaks[i];
    const TieBreakValue& of_b = b.evaluation.tie_breaks[i];
    const std::int64_t value_a = of_a.by == kAppliedOn ? a.applied_on.days : of_a.value;
    const std::int64_t value_b = of_b.by == kAppliedOn ? b.applied_on.days : of_b.value;
    if (value_a != value_b)
      return of_a.order == Order::kAscending ? value_a < value_b : value_a > value_b;
  }
  return a.activation < b.activation;
}

// Small and extreme values, so that ties and signs are frequent.
std::int64_t AnyNumber(std::mt19937_64& random) {
  switch (random() % 8) {
    case 0:
      return std::numeric_limits<std::int64_t>::min();
    case 1:
      return std::numeric_limits<std::int64_t>::max();
    case 2:
      return static_cast<std::int64_t>(random());
    default:
      return static_cast<std::int64_t>(random() % 5) - 2;
  }
}

std::vector<Applicant> AnyList(std::mt19937_64& random) {
  std::vector<TieBreakValue> tie_breaks;
  const std::size_t count = random() % 4;
  const std::size_t day_at = random() % 4;
  for (std::size_t i = 0; i < count; ++i) {
    tie_breaks.push_back({i == day_at ? std::string(kAppliedOn) : "t" + std::to_string(i),
                          random() % 2 == 0 ? Order::kAscending : Order::kDescending, 0});
  }
  std::vector<Applicant> list(2 + random() % 12);
  for (Applicant& applicant : list) {
    applicant.evaluation = With(AnyNumber(random), tie_breaks);
    for (TieBreakValue& tie_break : applicant.evaluation.tie_breaks) {
      if (tie_break.by != kAppliedOn) tie_break.value = AnyNumber(random);
    }
    applicant.applied_on = Day{static_cast<std::int32_t>(random() % 5) - 2};
    for (std::uint8_t& byte : applicant.activation.bytes)
      byte = static_cast<std::uint8_t>(random() % 3 * 127);
  }
  return list;
}

TEST(SortKey, OrdersAnyListAsTheNaiveComparisonDoes) {
  const auto seed = std::random_device{}();
  std::cout << "seed " << seed << "\n";
  std::mt19937_64 random(seed);
  for (int i = 0; i < 10'000; ++i) {
    std::vector<Applicant> by_key = AnyList(random);
    std::vector<Applicant> by_comparison = by_key;
    std::sort(by_key.begin(), by_key.end(), [](const Applicant& a, const Applicant& b) {
      return SortKey(a.evaluation, a.applied_on, a.activation) <
             SortKey(b.evaluation, b.applied_on, b.activation);
    });
    std::sort(by_comparison.begin(), by_comparison.end(), StandsBefore);
    for (std::size_t j = 0; j < by_key.size(); ++j) {
      ASSERT_EQ(by_key[j].activation, by_comparison[j].activation)
          << "seed " << seed << ", list " << i;
    }
  }
}

}  // namespace
}  // namespace fascicolo::engine
