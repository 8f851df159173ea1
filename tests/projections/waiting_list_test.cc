#include "projections/waiting_list.h"

#include <algorithm>
#include <map>

#include "projections/town_views.h"

namespace fascicolo::projections {
namespace {

using testing::EntityOf;
using testing::RandomTown;

struct NaivePlace {
  EntityId activation;
  std::int64_t points = 0;
  Day since;
};

class WaitingListTest : public testing::TownTest {
 protected:
  void SetUp() override {
    TownTest::SetUp();
    testing::ForEachEvent(ledger, [&](const events::Header&, std::uint32_t,
                                      const schema::Event& event) { Tell(event); });
  }

  void Tell(const schema::Event& event) {
    auto& list = lists[events::Entity(event.entity())];
    if (const auto* added = event.payload_as_EntryAdded()) {
      const EntityId activation = events::Entity(added->activation());
      key_of[activation] = {added->sort_key()->begin(), added->sort_key()->end()};
      list[key_of[activation]] = {activation, added->points(), Day{event.effective_on()}};
    }
    if (const auto* moved = event.payload_as_EntryMoved()) {
      const EntityId activation = events::Entity(moved->activation());
      NaivePlace place = list[key_of[activation]];
      list.erase(key_of[activation]);
      place.points = moved->points();
      key_of[activation] = {moved->sort_key()->begin(), moved->sort_key()->end()};
      list[key_of[activation]] = place;
    }
    if (const auto* removed = event.payload_as_EntryRemoved()) {
      list.erase(key_of[events::Entity(removed->activation())]);
    }
  }

  std::map<EntityId, std::map<std::vector<std::uint8_t>, NaivePlace>> lists;
  std::map<EntityId, std::vector<std::uint8_t>> key_of;
};

TEST_F(WaitingListTest, IsInTheOrderOfItsSortKeysPageByPage) {
  for (std::size_t service = 0; service < RandomTown::kServices; ++service) {
    const EntityId list = RandomTown::ListOf(service);
    std::vector<WaitingEntry> found;
    std::optional<WaitingKey> after;
    do {
      WaitingPage page = WaitingList(rows, list, after, 7);
      ASSERT_LE(page.entries.size(), 7u);
      std::move(page.entries.begin(), page.entries.end(), std::back_inserter(found));
      after = page.after;
    } while (after);
    ASSERT_EQ(found.size(), lists[list].size()) << "seed " << seed;
    std::uint64_t rank = 0;
    for (const auto& [key, place] : lists[list]) {
      const WaitingEntry& entry = found[rank];
      EXPECT_EQ(entry.rank, ++rank);
      EXPECT_EQ(entry.place.activation, place.activation);
      EXPECT_EQ(entry.place.points, place.points);
      EXPECT_EQ(entry.place.since, place.since);
      EXPECT_EQ(entry.applicant.service, RandomTown::ServiceOf(service));
      const auto explained = ExplainEntry(rows, place.activation);
      ASSERT_TRUE(explained.has_value());
      EXPECT_EQ(explained->rank, rank);
    }
  }
}

TEST_F(WaitingListTest, KnowsItsOrderFromOneReading) {
  for (std::size_t service = 0; service < RandomTown::kServices; ++service) {
    const EntityId list = RandomTown::ListOf(service);
    const ListOrder order(rows, list);
    std::vector<EntityId> before;
    for (const auto& [key, place] : lists[list]) {
      const std::string text(key.begin(), key.end());
      const std::uint64_t rank = before.size() + 1;
      EXPECT_EQ(order.RankOf(text), rank) << "seed " << seed;
      EXPECT_EQ(order.RankOf(text + '\0'), rank + 1) << "who would stand just behind";
      EXPECT_EQ(order.Before(rank, before.size()), before);
      const std::size_t two = std::min<std::size_t>(2, before.size());
      EXPECT_EQ(order.Before(rank, 2), std::vector<EntityId>(before.end() - static_cast<std::ptrdiff_t>(two), before.end()));
      before.push_back(place.activation);
    }
    EXPECT_EQ(order.RankOf(""), 1u);
    EXPECT_EQ(order.Before(1'000'000, before.size()), before) << "of a rank that nobody has";
  }
}

TEST_F(WaitingListTest, ExplainsWhoStandsOnAPageAsItExplainsThemAlone) {
  std::size_t compared = 0;
  for (std::size_t service = 0; service < RandomTown::kServices; ++service) {
    for (const WaitingEntry& entry : WaitingList(rows, RandomTown::ListOf(service), {}, kMaxPage).entries) {
      const Explanation told = ExplainEntry(rows, entry);
      const auto alone = ExplainEntry(rows, entry.place.activation);
      ASSERT_TRUE(alone.has_value());
      EXPECT_EQ(told.activation, alone->activation);
      EXPECT_EQ(told.rank, alone->rank) << "seed " << seed;
      EXPECT_EQ(told.applicant.sort_key, alone->applicant.sort_key);
      EXPECT_EQ(told.place->points, alone->place->points);
      EXPECT_EQ(told.score.has_value(), alone->score.has_value());
      EXPECT_EQ(told.moves.size(), alone->moves.size());
      EXPECT_EQ(told.frozen_since, alone->frozen_since);
      ++compared;
    }
  }
  EXPECT_GT(compared, 0u);
}

TEST_F(WaitingListTest, CountsWhoWaitsOnEachList) {
  std::size_t waiting = 0;
  for (const ListSummary& summary : WaitingLists(rows)) {
    EXPECT_EQ(summary.row.waiting, lists[summary.list].size()) << "seed " << seed;
    waiting += summary.row.waiting;
  }
  EXPECT_GT(waiting, 0u);
}

TEST_F(WaitingListTest, ExplainsEveryStepOfAnApplication) {
  std::map<EntityId, std::vector<std::pair<Position, std::uint32_t>>> steps;
  testing::ForEachEvent(ledger, [&](const events::Header& header, std::uint32_t index,
                                    const schema::Event& event) {
    EntityId about = events::Entity(event.entity());
    if (const auto* added = event.payload_as_EntryAdded()) {
      about = events::Entity(added->activation());
    } else if (const auto* moved = event.payload_as_EntryMoved()) {
      about = events::Entity(moved->activation());
    } else if (const auto* removed = event.payload_as_EntryRemoved()) {
      about = events::Entity(removed->activation());
    } else if (event.payload_as_ApplicationScored() == nullptr &&
               event.payload_as_OfferMade() == nullptr &&
               event.payload_as_OfferRefused() == nullptr) {
      return;
    }
    steps[about].emplace_back(header.position, index);
  });
  ASSERT_FALSE(steps.empty());
  for (const auto& [activation, expected] : steps) {
    const auto explained = ExplainEntry(rows, activation);
    ASSERT_TRUE(explained.has_value());
    std::vector<std::pair<Position, std::uint32_t>> found;
    for (const auto& move : explained->moves) found.emplace_back(move.position, move.event);
    EXPECT_EQ(found, expected) << "seed " << seed;
    ASSERT_TRUE(explained->score.has_value());
    ASSERT_EQ(explained->score->lines.size(), 1u);
    const ScoreLineRow& line = explained->score->lines.front();
    EXPECT_EQ(line.criterion, "age");
    EXPECT_EQ(line.input, "81");
    EXPECT_EQ(line.table_row, "81..");
    EXPECT_EQ(line.points, explained->score->total);
    EXPECT_EQ(line.source, activation);
    EXPECT_EQ(line.source_version, Version{1});
    EXPECT_EQ(explained->score->rule_version, "2025.1");
  }
}

TEST_F(WaitingListTest, IsEmptyWhereThereIsNone) {
  EXPECT_TRUE(WaitingList(rows, EntityOf(5)).entries.empty());
  EXPECT_FALSE(ExplainEntry(rows, EntityOf(5)).has_value());
}

}  // namespace
}  // namespace fascicolo::projections
