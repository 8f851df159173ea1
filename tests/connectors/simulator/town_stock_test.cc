// What an office sees in a town at the year's end: beds, places, the ranking, dwellings, plans, payments.
#include "engine/families/plan/plan_payments.h"

#include "lived_town.h"

#include <gtest/gtest.h>

#include <set>

namespace fascicolo::simulator {
namespace {

/// Placements of a service in a state.
std::int64_t CountPlaced(const engine::State& state, std::string_view service, engine::PlacementState wanted) {
  std::int64_t count = 0;
  state.Scan<engine::PlacementTable>(engine::PlacementTable::Key(), [&](std::string_view, const engine::PlacementRow& row) {
    count += row.service == service && row.state == wanted ? 1 : 0;
    return true;
  });
  return count;
}

TEST(TownStock, HasFullBedsByNightAndAQueue) {
  const engine::State state(LargerTown().rows);
  const auto figures = FiguresOf(10'000);

  EXPECT_EQ(CountPlaced(state, "night_shelter", engine::PlacementState::kInForce), figures.shelter_beds);
  EXPECT_EQ(CountPlaced(state, "reception_centre", engine::PlacementState::kInForce), figures.reception_beds);
  EXPECT_GT(CountPlaced(state, "night_shelter", engine::PlacementState::kQueued), 0);
}

TEST(TownStock, PlacesChildrenTheOldAndHouseholdsInProportion) {
  const engine::State state(LargerTown().rows);
  const auto figures = FiguresOf(10'000);
  using enum engine::PlacementState;

  EXPECT_GE(CountPlaced(state, "residential_minors", kInForce), figures.in_communities / 2);
  EXPECT_LE(CountPlaced(state, "residential_minors", kInForce), figures.in_communities + figures.removals);
  EXPECT_GE(CountPlaced(state, "foster_care", kInForce), figures.fostered / 2);
  EXPECT_GE(CountPlaced(state, "continuous_residence", kInForce), figures.in_residence / 2);
  EXPECT_GE(CountPlaced(state, "roma_sites", kInForce), figures.site_households / 2);
}

TEST(TownStock, RanksAsManyHouseholdsAsTheFiguresSay) {
  const engine::State state(LargerTown().rows);
  std::int64_t ranked = 0;
  state.Scan<engine::RankTable>(engine::RankTable::Key(), [&](std::string_view, const engine::RankRow&) {
    ++ranked;
    return true;
  });

  EXPECT_EQ(ranked, FiguresOf(10'000).ranked_households);
}

TEST(TownStock, HasMostOfItsDwellingsLetEachToOneHouseholdAndFewReady) {
  LivedTown& town = LargerTown();
  const engine::State state(town.rows);
  const auto figures = FiguresOf(10'000);
  std::set<EntityId> tenancies;
  std::int64_t all = 0;
  std::int64_t ready = 0;
  state.Scan<engine::DwellingTable>(engine::DwellingTable::Key(), [&](std::string_view, const engine::DwellingRow& row) {
    ++all;
    ready += row.state == schema::DwellingState::ready ? 1 : 0;
    if (row.state == schema::DwellingState::occupied) {
      EXPECT_TRUE(tenancies.insert(row.tenancy).second);
    }
    return true;
  });
  EXPECT_EQ(all, figures.stock);
  EXPECT_GE(static_cast<std::int64_t>(tenancies.size()) * 10, all * 9);
  EXPECT_LE(ready, figures.dwellings);
}

TEST(TownStock, RunsThePlansOfThoseWhoHaveOneAndPaysTheirMonths) {
  LivedTown& town = LargerTown();
  const engine::State state(town.rows);
  std::int64_t running = 0;
  std::int64_t paid = 0;
  const Day november = DayFromCivil({.year = 2025, .month = 11, .day = 1});
  state.Scan<engine::PlanTable>(engine::PlanTable::Key(), [&](std::string_view bytes, const engine::PlanRow& row) {
    EntityId plan;
    engine::PlanTable::Read(bytes, plan);
    running += row.state == engine::PlanState::kRunning ? 1 : 0;
    const auto month = state.Find<engine::PlanMonthTable>(plan, november);
    const bool is_due = month && month->state == engine::ExpensesState::kAccepted;
    paid += is_due && engine::IsPlanMonthPaid(state, plan, november) ? 1 : 0;
    return true;
  });
  EXPECT_GT(running * 10, FiguresOf(10'000).plans * 4) << "half of them come in the first spring";
  EXPECT_GT(paid * 10, running * 8);
}

TEST(TownStock, PaysNobodyMoreThanWasLiquidatedAndOverdrawsNoChapter) {
  LivedTown& town = LargerTown();
  const engine::State state(town.rows);
  std::int64_t liquidations = 0;
  std::int64_t paid = 0;
  state.Scan<engine::ChapterTable>(engine::ChapterTable::Key(), [&](std::string_view, const engine::ChapterRow& row) {
    EXPECT_LE(row.set_aside, row.amount) << row.code;
    return true;
  });
  state.Scan<engine::LiquidationTable>(engine::LiquidationTable::Key(), [&](std::string_view, const engine::LiquidationRow& row) {
    ++liquidations;
    paid += row.paid_by.empty() ? 0 : 1;
    return true;
  });
  EXPECT_GT(liquidations, 0);
  EXPECT_GT(paid * 10, liquidations * 8) << "most is paid within the month";
}

}  // namespace
}  // namespace fascicolo::simulator
