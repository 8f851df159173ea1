#include "projections/projector.h"

#include <gmock/gmock.h>

#include "events/tree.h"
#include "projections/town_views.h"

namespace fascicolo::projections {
namespace {

using testing::EntityOf;
using testing::FoldAll;
using testing::kFirstDay;
using testing::LedgerBuilder;
using testing::OpenProjector;
using testing::Says;

class ProjectorTest : public testing::TownTest {};

TEST_F(ProjectorTest, ComesToTheSameRowsInAnyChunksAndWithAnyCache) {
  // given a town that is folded already; when it is folded in random chunks, restarts in between
  std::mt19937_64 chance(seed);
  store::MemoryRows chunked;
  for (std::uint64_t to = 0; to < builder.head().next.value; to += chance() % 200) {
    ProjectorOptions options;
    options.cache_bytes = 1 + chance() % 100'000;
    options.read_bytes = 1 + chance() % 10'000;
    const auto projector = OpenProjector(ledger, chunked, options);
    ASSERT_TRUE(projector->FollowUntil(Position{to}).ok()) << "seed " << seed;
  }
  FoldAll(ledger, chunked);
  // then
  EXPECT_EQ(DigestsOf(chunked), DigestsOf(rows)) << "seed " << seed;
}

TEST_F(ProjectorTest, FollowsALedgerThatGrows) {
  store::MemoryRows live;
  const auto projector = OpenProjector(ledger, live);
  ASSERT_TRUE(projector->CatchUp().ok());
  for (int i = 0; i < 200; ++i) {
    town.Step();
    ASSERT_TRUE(projector->CatchUp().ok());
    ASSERT_EQ(projector->next(), builder.head().next);
  }
  store::MemoryRows rebuilt;
  FoldAll(ledger, rebuilt);
  EXPECT_EQ(DigestsOf(live), DigestsOf(rebuilt)) << "seed " << seed;
}

TEST_F(ProjectorTest, SaysWhereItStands) {
  const auto standing = StandingOf(rows);
  ASSERT_TRUE(standing.has_value());
  EXPECT_EQ(standing->position.value + 1, builder.head().next.value);
  EXPECT_EQ(standing->today, builder.today());
  EXPECT_EQ(standing->recorded_at, builder.recorded_at());
  EXPECT_EQ(standing->frozen, 0u);

  std::vector<Hash> leaves;
  events::FollowPoint from;
  from.head = events::HeadOfEmpty(testing::kOrigin);
  auto follower = events::Follower::Open(ledger, from);
  ASSERT_TRUE(follower.ok());
  events::Frontier tree;
  do {
    ASSERT_TRUE(follower
                    ->Poll(1 << 20,
                           [&](const events::AcceptedCommit& commit) {
                             tree.Append(commit.leaf);
                             return Status{};
                           },
                           [](const events::LogEntry&, const events::Header&) {})
                    .ok());
  } while (!follower->at_end());
  EXPECT_EQ(standing->root, tree.Root());
}

TEST_F(ProjectorTest, LetsSupersededRecordsLeaveNoTrace) {
  events::MemoryLedger other;
  LedgerBuilder noisy(other);
  testing::RandomTown same(noisy, seed);
  same.Found(kFirstDay);
  while (same.events() < 4'000) {
    noisy.AppendSuperseded();
    same.Step();
  }
  store::MemoryRows noisy_rows;
  const auto projector = OpenProjector(other, noisy_rows);
  ASSERT_TRUE(projector->CatchUp().ok());
  EXPECT_GT(projector->superseded(), 1'000u);
  EXPECT_EQ(DigestsOf(noisy_rows), DigestsOf(rows)) << "seed " << seed;
}

TEST_F(ProjectorTest, TellsApartRowsThatDifferInOneByte) {
  const auto before = DigestsOf(rows);
  for (const View& view : AllViews()) {
    const auto cursor = rows.Seek(store::KeyWriter(view.id).view());
    ASSERT_TRUE(cursor->valid()) << view.name;
    std::string changed(cursor->value());
    changed.back() = static_cast<char>(changed.back() ^ 1);
    const std::string key(cursor->key());
    const std::string kept(cursor->value());
    ASSERT_TRUE(rows.Write({{key, changed}}).ok());
    const auto after = DigestsOf(rows);
    for (std::size_t i = 0; i < before.size(); ++i) {
      EXPECT_EQ(after[i].second == before[i].second, before[i].first != view.name) << view.name;
    }
    ASSERT_TRUE(rows.Write({{key, kept}}).ok());
  }
}

TEST_F(ProjectorTest, RefusesRowsOfAnotherLedger) {
  const auto projector = Projector::Open(ledger, "another.example/fascicolo", rows);
  ASSERT_FALSE(projector.ok());
  EXPECT_EQ(projector.error().code, FailureCode::kDamaged);
}

TEST_F(ProjectorTest, StopsAtTheHeadAndNamesIt) {
  store::MemoryRows some;
  const auto projector = OpenProjector(ledger, some);
  Status done = projector->FollowUntil(Position{1'000'000});
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, FailureCode::kNotFound);
  EXPECT_THAT(done.error().message,
              ::testing::HasSubstr(std::to_string(builder.head().next.value - 1)));
}

TEST_F(ProjectorTest, ReportsItsProgressUpToTheEnd) {
  store::MemoryRows some;
  std::vector<std::uint64_t> seen;
  ProjectorOptions options;
  options.read_bytes = 10'000;
  ASSERT_TRUE(OpenProjector(ledger, some, options)
                  ->CatchUp([&](const Progress& progress) { seen.push_back(progress.next.value); })
                  .ok());
  EXPECT_GT(seen.size(), 10u);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  EXPECT_EQ(seen.back(), builder.head().next.value);
}

/// Refuses to write until told otherwise.
class FullRows final : public store::RowStore {
 public:
  [[nodiscard]] bool Read(std::string_view key, const Look& look) const override {
    return rows.Read(key, look);
  }
  [[nodiscard]] std::unique_ptr<store::RowCursor> SeekWithin(
      std::string_view from, std::string_view prefix) const override {
    return rows.SeekWithin(from, prefix);
  }
  [[nodiscard]] std::optional<store::KeyAndValue> LastWithin(
      std::string_view key, std::string_view prefix) const override {
    return rows.LastWithin(key, prefix);
  }
  Status Write(const store::RowBatch& batch) override {
    if (full) return Failure{FailureCode::kFull, "no space"};
    return rows.Write(batch);
  }
  Status Flush() override { return {}; }

  store::MemoryRows rows;
  bool full = true;
};

TEST_F(ProjectorTest, LosesNothingWhenTheDiskIsFullForAWhile) {
  FullRows full;
  ProjectorOptions options;
  options.cache_bytes = 50'000;
  const auto projector = OpenProjector(ledger, full, options);
  for (int i = 0; i < 3; ++i) {
    Status done = projector->CatchUp();
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().code, FailureCode::kFull);
    EXPECT_EQ(full.rows.size(), 0u);
  }
  full.full = false;
  ASSERT_TRUE(projector->CatchUp().ok());
  EXPECT_EQ(DigestsOf(full), DigestsOf(rows)) << "seed " << seed;
}

}  // namespace
}  // namespace fascicolo::projections
