#include "projections/occupancy.h"

#include <map>

#include "projections/town_views.h"

namespace fascicolo::projections {
namespace {

using testing::EntityOf;
using testing::IdPtr;
using testing::kFirstDay;
using testing::LedgerBuilder;
using testing::Says;

constexpr auto kUnit = schema::EntityKind::unit;
constexpr int kDays = 400;

/// Day by day, as slowly and plainly as can be.
struct NaiveUnit {
  std::vector<std::int64_t> capacity = std::vector<std::int64_t>(kDays);
  std::vector<std::int64_t> taken = std::vector<std::int64_t>(kDays);
  std::map<EntityId, std::vector<std::int64_t>> held;
};

class OccupancyTest : public ::testing::Test {
 protected:
  void Open(EntityId unit, const std::string& service) {
    schema::UnitOpenedT opened;
    opened.service = service;
    opened.name = "Centro";
    builder.Decide("head", {Says(unit, kUnit, std::move(opened))});
  }
  void SetCapacity(EntityId unit, int from, std::int64_t capacity) {
    schema::CapacitySetT set;
    set.capacity = capacity;
    set.from = kFirstDay.days + from;
    builder.Decide("head", {Says(unit, kUnit, set)});
    steps[unit][from] = capacity;
    NaiveUnit& one = naive[unit];
    for (int day = 0; day < kDays; ++day) {
      const auto step = steps[unit].upper_bound(day);
      one.capacity[static_cast<std::size_t>(day)] =
          step == steps[unit].begin() ? 0 : std::prev(step)->second;
    }
  }
  template <class Fact>
  void Take(EntityId unit, EntityId activation, int from, int until, std::int64_t quantity) {
    Fact fact;
    fact.activation = IdPtr(activation);
    fact.quantity = quantity;
    fact.from = kFirstDay.days + from;
    fact.until = until == 0 ? 0 : kFirstDay.days + until;
    builder.Decide("anna", {Says(unit, kUnit, std::move(fact))});
    const std::int64_t sign = std::is_same_v<Fact, schema::PlaceTakenT> ? 1 : -1;
    auto& held = naive[unit].held[activation];
    held.resize(kDays);
    for (int day = from; day < (until == 0 ? kDays : until); ++day) {
      naive[unit].taken[static_cast<std::size_t>(day)] += sign * quantity;
      held[static_cast<std::size_t>(day)] += sign * quantity;
    }
  }

  void SetUp() override {
    builder.Open(kFirstDay);
    const auto below = [&](std::uint64_t bound) { return static_cast<int>(chance() % bound); };
    for (std::uint64_t u = 0; u < 4; ++u) {
      const EntityId unit = EntityOf(1 + u);
      Open(unit, u % 2 == 0 ? "home_care" : "day_centre");
      SetCapacity(unit, 0, 5);
      for (int i = 0; i < 3; ++i) SetCapacity(unit, below(kDays), below(12));
      for (int i = 0; i < 60; ++i) {
        const int from = below(kDays - 50);
        const int until = below(3) == 0 ? 0 : from + below(50);
        if (until == from) continue;
        const EntityId activation = EntityOf(100 + chance() % 20);
        if (below(4) == 0) {
          Take<schema::PlaceFreedT>(unit, activation, from, until, 1);
        } else {
          Take<schema::PlaceTakenT>(unit, activation, from, until, 1 + below(2));
        }
      }
    }
    testing::FoldAll(ledger, rows);
  }
  void TearDown() override {
    if (HasFailure()) std::cerr << "seed " << seed << '\n';
  }

  const std::uint64_t seed = testing::NewSeed();
  std::mt19937_64 chance{seed};
  events::MemoryLedger ledger;
  LedgerBuilder builder{ledger};
  store::MemoryRows rows;
  std::map<EntityId, NaiveUnit> naive;
  std::map<EntityId, std::map<int, std::int64_t>> steps;
};

TEST_F(OccupancyTest, IsRightOnEveryDayOfAnyStretchOfDays) {
  for (const auto& [unit, expected] : naive) {
    for (int i = 0; i < 30; ++i) {
      const int from = static_cast<int>(chance() % kDays);
      const int to = from + static_cast<int>(chance() % static_cast<std::uint64_t>(kDays - from));
      const auto found = OccupancyOf(rows, unit, kFirstDay + from, kFirstDay + to);
      ASSERT_TRUE(found.has_value());
      int overbooked = 0;
      Day next = kFirstDay + from;
      for (const Stretch& stretch : found->stretches) {
        ASSERT_EQ(stretch.from, next);
        for (; next < stretch.until; ++next) {
          const auto day = static_cast<std::size_t>(next - kFirstDay);
          EXPECT_EQ(stretch.capacity, expected.capacity[day]);
          EXPECT_EQ(stretch.taken, expected.taken[day]);
          overbooked += expected.taken[day] > expected.capacity[day] ? 1 : 0;
        }
      }
      EXPECT_EQ(next, kFirstDay + to + 1);
      EXPECT_EQ(found->overbooked_days, overbooked);
    }
  }
}

TEST_F(OccupancyTest, NamesWhoHoldsAPlaceOnADay) {
  for (const auto& [unit, expected] : naive) {
    for (const int day : {0, 57, 200, kDays - 1}) {
      std::map<EntityId, std::int64_t> found;
      std::optional<EntityId> after;
      do {
        const HoldingPage page = Holders(rows, unit, kFirstDay + day, after, 3);
        for (const Holding& one : page.holders) found[one.activation] = one.quantity;
        after = page.after;
      } while (after);
      std::map<EntityId, std::int64_t> holders;
      for (const auto& [activation, held] : expected.held) {
        if (held[static_cast<std::size_t>(day)] != 0) {
          holders[activation] = held[static_cast<std::size_t>(day)];
        }
      }
      EXPECT_EQ(found, holders);
    }
  }
}

TEST_F(OccupancyTest, AddsUpTheUnitsOfEachService) {
  const int day = static_cast<int>(chance() % kDays);
  const auto at = static_cast<std::size_t>(day);
  const auto services = OccupancyPerService(rows, kFirstDay + day);
  ASSERT_EQ(services.size(), 2u);
  EXPECT_EQ(services[0].service, "day_centre");
  EXPECT_EQ(services[0].units, 2u);
  EXPECT_EQ(services[0].taken, naive[EntityOf(2)].taken[at] + naive[EntityOf(4)].taken[at]);
  EXPECT_EQ(services[1].capacity,
            naive[EntityOf(1)].capacity[at] + naive[EntityOf(3)].capacity[at]);
}

TEST_F(OccupancyTest, ListsUnitsPageByPage) {
  const UnitPage first = Units(rows, "home_care", {}, 1);
  ASSERT_EQ(first.units.size(), 1u);
  ASSERT_TRUE(first.after.has_value());
  const UnitPage second = Units(rows, "home_care", first.after, 1);
  ASSERT_EQ(second.units.size(), 1u);
  EXPECT_FALSE(second.after.has_value());
  EXPECT_NE(first.units[0].unit, second.units[0].unit);
  EXPECT_EQ(Units(rows, {}).units.size(), 4u);
}

TEST_F(OccupancyTest, IsCutDownToACenturyAndUnknownForNoUnit) {
  const auto found = OccupancyOf(rows, EntityOf(1), kFirstDay, kFirstDay + 1'000'000);
  EXPECT_EQ(found->stretches.back().until, kFirstDay + kMaxOccupancyDays);
  EXPECT_FALSE(OccupancyOf(rows, EntityOf(99), kFirstDay, kFirstDay).has_value());
}

}  // namespace
}  // namespace fascicolo::projections
