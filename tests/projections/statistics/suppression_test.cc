#include "projections/statistics/suppression.h"

#include <random>

#include "projections/statistics/attacker.h"
#include "projections/statistics/told_careers.h"

namespace fascicolo::projections {
namespace {

using namespace testing;  // NOLINT: the told words

/// So many services of one code in each area, of a person each.
void Tell(ToldCareers& told, std::string code, int elderly, int disabled, std::uint64_t first_id) {
  for (int i = 0; i < elderly + disabled; ++i) {
    const std::uint64_t id = first_id + static_cast<std::uint64_t>(i);
    told.Service(EntityOf(id), EntityOf(id + 500'000), code, On(2026, 1, 2),
                 i < elderly ? schema::Area::elderly : schema::Area::disabled);
  }
}

FigureTable Protected(const ToldCareers& told, const std::string& query, const Published& before = {}) {
  FigureTable table = told.Table(query);
  EXPECT_TRUE(table.Complete());
  EXPECT_TRUE(Protect(table, before));
  return table;
}

bool IsSuppressed(const FigureTable& table, const Key& key, std::size_t measure = 0) {
  const Cell* cell = table.Find({key, measure});
  return cell != nullptr && cell->is_suppressed;
}

Published PublishedOf(const FigureTable& table) {
  Published published;
  for (const auto& [key, cells] : table.rows) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      published[{key, i}] = cells[i].is_suppressed ? std::nullopt : std::optional(cells[i].value);
    }
  }
  return published;
}

/// A town in which people come to services and leave them, few here and many there.
void TellRandomTown(ToldCareers& told, std::mt19937_64& chance, std::uint64_t first_id, int most) {
  const auto below = [&](std::uint64_t bound) { return chance() % bound; };
  const std::vector<schema::Area> areas{schema::Area::elderly, schema::Area::disabled, schema::Area::poverty_adults};
  std::uint64_t id = first_id;
  for (const char* code : {"meals", "help", "centre"}) {
    for (const schema::Area area : areas) {
      for (std::uint64_t i = below(2) == 0 ? below(4) : below(static_cast<std::uint64_t>(most)); i > 0; --i) {
        const EntityId person = EntityOf(id + 500'000 - below(3));
        told.Person(person, On(1930 + static_cast<int>(below(90)), 5, 5), below(4) == 0 ? "" : "380");
        told.Service(EntityOf(++id), person, code, On(2026, 1 + static_cast<int>(below(3)), 2), area);
        if (below(3) == 0) told.Ended(EntityOf(id), On(2026, 4, 1 + static_cast<int>(below(20))));
      }
    }
  }
}

/// Nothing small is told, and nothing that is not told can be found out.
void ExpectSafe(const FigureTable& table) {
  for (const auto& [key, cells] : table.rows) {
    for (const Cell& cell : cells) {
      const bool tells_of_few = cell.behind > 0 && cell.behind < 5;
      EXPECT_TRUE(cell.is_suppressed || !tells_of_few);
    }
  }
  EXPECT_EQ(Attacker(table).Knows(), std::vector<std::string>{});
  EXPECT_TRUE(GivenAway(table).empty());
}

TEST(SmallCells, AreSuppressedAndAnotherWithThem) {
  // Given three disabled persons among twelve elderly ones.
  ToldCareers told;
  Tell(told, "meals", 12, 3, 1'000);

  // Then both areas are suppressed, because the total is told: fifteen less twelve are three.
  const auto table = Protected(told, "users --by area --year 2026 --public");
  EXPECT_TRUE(IsSuppressed(table, {"disabled"}));
  EXPECT_TRUE(IsSuppressed(table, {"elderly"}));
  EXPECT_FALSE(IsSuppressed(table, {"*"}));
  ExpectSafe(table);
}

TEST(SmallCells, OfFiveAndOfNoneAreTold) {
  ToldCareers told;
  Tell(told, "meals", 12, 5, 1'000);
  Tell(told, "help", 7, 0, 2'000);
  const auto table = Protected(told, "users --by area,service --year 2026 --public");
  for (const auto& [key, cells] : table.rows) EXPECT_FALSE(cells[0].is_suppressed);
  EXPECT_EQ(At(table, {"disabled", "help"}, "users"), 0);
}

TEST(SmallCells, AreHiddenInRowsAndColumnsAtOnce) {
  // Given one small cell among four.
  ToldCareers told;
  Tell(told, "meals", 20, 30, 1'000);
  Tell(told, "help", 2, 40, 2'000);
  const auto table = Protected(told, "users --by area,service --year 2026 --public");
  EXPECT_TRUE(IsSuppressed(table, {"elderly", "help"}));
  EXPECT_TRUE(IsSuppressed(table, {"elderly", "meals"}));
  EXPECT_TRUE(IsSuppressed(table, {"disabled", "meals"}));
  EXPECT_TRUE(IsSuppressed(table, {"disabled", "help"}));
  EXPECT_FALSE(IsSuppressed(table, {"elderly", "*"}));
  ExpectSafe(table);
}

TEST(SmallCells, DoNotShowInTheFlowsBetweenTwoStocks) {
  // Given twenty services, of which two ended in February.
  ToldCareers told;
  Tell(told, "meals", 20, 0, 1'000);
  for (const std::uint64_t id : {1'000U, 1'001U}) told.Ended(EntityOf(id), On(2026, 2, 10));

  // Then neither the flow is told nor the stocks around it.
  const auto table = Protected(told, "stocks --by month --from 2026-01 --to 2026-03 --public");
  EXPECT_TRUE(IsSuppressed(table, {"2026-02"}, 2));
  EXPECT_TRUE(IsSuppressed(table, {"2026-02"}, 0) || IsSuppressed(table, {"2026-02"}, 3) ||
              IsSuppressed(table, {"2026-02"}, 1));
  ExpectSafe(table);
}

TEST(SmallCells, OfMoneyCountThePersonsBehind) {
  // Given a payment of a thousand euro for one person, and one for each of nine others.
  ToldCareers told;
  Tell(told, "meals", 9, 1, 1'000);
  for (std::uint64_t id = 1'000; id < 1'010; ++id) told.careers.payments.push_back({On(2026, 2, 2), EntityOf(id), 100'000});
  const auto table = Protected(told, "spending --by area --year 2026 --public");
  EXPECT_TRUE(IsSuppressed(table, {"disabled"}));
  EXPECT_TRUE(IsSuppressed(table, {"elderly"}));
  EXPECT_FALSE(IsSuppressed(table, {"*"}));
  ExpectSafe(table);
}

TEST(SmallCells, CannotBeSolvedForInRandomTowns) {
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 chance(seed);
  for (int i = 0; i < 25; ++i) {
    ToldCareers told;
    TellRandomTown(told, chance, 1'000, 60);
    for (const char* by : {"area", "area,service", "service,month", "area,service,age_band", "area,citizenship,month"}) {
      for (const char* topic : {"stocks", "users"}) {
        const auto query = std::string(topic) + " --by " + by + " --from 2026-01 --to 2026-04 --public";
        SCOPED_TRACE(query);
        ExpectSafe(Protected(told, query));
      }
    }
  }
}

TEST(SmallCells, AreTheSameInATableAndInItsTotals) {
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 chance(seed);
  for (int i = 0; i < 25; ++i) {
    ToldCareers told;
    TellRandomTown(told, chance, 1'000, 60);
    const auto both = Protected(told, "stocks --by area,service,month --from 2026-01 --to 2026-04 --public");
    const auto areas = Protected(told, "stocks --by area,month --from 2026-01 --to 2026-04 --public");
    for (const auto& [key, cells] : areas.rows) {
      for (std::size_t measure = 0; measure < cells.size(); ++measure) {
        EXPECT_EQ(cells[measure].is_suppressed, IsSuppressed(both, {key[0], "*", key[1]}, measure));
      }
    }
  }
}

TEST(SmallCells, CannotBeFoundInTheDifferenceToWhatWasPublishedBefore) {
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 chance(seed);
  for (int i = 0; i < 25; ++i) {
    // Given figures that were published, and a few services that were recorded late.
    ToldCareers told;
    TellRandomTown(told, chance, 1'000, 60);
    const std::string query = "users --by area,service --from 2026-01 --to 2026-04 --public";
    const auto first = PublishedOf(Protected(told, query));
    TellRandomTown(told, chance, 100'000, 6);

    // When they are restated, then what was hidden stays hidden, and no count tells of a few by how much it changed.
    const auto second = Protected(told, query, first);
    ExpectSafe(second);
    for (const auto& [place, before] : first) {
      const Cell& now = *second.Find(place);
      if (now.is_suppressed) continue;
      ASSERT_TRUE(before.has_value());
      const auto change = std::abs(now.value - *before);
      EXPECT_TRUE(change == 0 || change >= kSmallCell) << change;
    }
  }
}

TEST(SmallCells, ThatHangTogetherByTheHundredAreNotPublished) {
  // Given more services than are solved for at once, each with one user.
  ToldCareers told;
  for (std::uint64_t i = 0; i <= kMaxSuppressedTogether; ++i) Tell(told, "service" + std::to_string(i), 1, 0, 1'000 + i);
  FigureTable table = told.Table("users --by service --year 2026 --public");
  ASSERT_TRUE(table.Complete());
  EXPECT_FALSE(Protect(table));
}

TEST(Tables, AreCompleteOnlyUpToTheirCells) {
  ToldCareers told;
  for (std::uint64_t i = 0; i < 400; ++i) {
    told.Person(EntityOf(i + 500'000), On(1950, 1, 1));
    schema::AddressRecordedT address;
    address.kind = schema::AddressKind::residence;
    address.municipality = std::to_string(100'000 + i);
    told.Says(EntityOf(i + 500'000), On(2020, 1, 1), std::move(address));
    told.Service(EntityOf(i), EntityOf(i + 500'000), "service" + std::to_string(i), On(2026, 1, 2));
  }
  FigureTable table = told.Table("users --by service,district --year 2026 --public");
  EXPECT_FALSE(table.Complete());
}

}  // namespace
}  // namespace fascicolo::projections
