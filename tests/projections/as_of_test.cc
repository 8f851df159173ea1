#include "projections/as_of.h"

#include <gmock/gmock.h>

#include "projections/town_views.h"

namespace fascicolo::projections {
namespace {

using testing::kOrigin;

TEST(ParseAsOf, ReadsPositionsDaysAndInstants) {
  EXPECT_EQ(std::get<Position>(*ParseAsOf("1042")), Position{1042});
  EXPECT_EQ(std::get<Instant>(*ParseAsOf("2025-03-31")), EndOfDay(*ParseDay("2025-03-31")));
  EXPECT_EQ(std::get<Instant>(*ParseAsOf("2025-03-31T12:00:00+02:00")),
            *ParseInstant("2025-03-31T10:00:00Z"));
}

TEST(ParseAsOf, SaysWhatWouldBeRight) {
  for (const char* text : {"", "yesterday", "-1", "2025-02-30", "99999999999999999999"}) {
    const auto parsed = ParseAsOf(text);
    ASSERT_FALSE(parsed.ok()) << text;
    EXPECT_THAT(parsed.error().expected, ::testing::HasSubstr("2025-03-31"));
  }
}

class AsOfTest : public testing::TownTest {};

TEST_F(AsOfTest, EqualsALedgerThatWasCutThere) {
  std::mt19937_64 chance(seed);
  for (int i = 0; i < 5; ++i) {
    const Position last{chance() % builder.head().next.value};
    // given a ledger that holds the commits up to there and no others
    events::MemoryLedger cut;
    auto reader = ledger.Read(events::LogOffset{0});
    events::LogBatch batch;
    std::uint64_t copied = 0;
    while (copied <= last.value && (*reader)->Read(1 << 16, batch).ok()) {
      for (const events::LogEntry& entry : batch.entries) {
        if (copied++ > last.value) break;
        const events::Record record(
            {entry.record.bytes.begin(), entry.record.bytes.end()});
        ASSERT_TRUE(cut.Append(std::span(&record, 1)).ok());
      }
    }
    ASSERT_TRUE(cut.Settle().ok());
    store::MemoryRows expected;
    testing::FoldAll(cut, expected);
    // then
    const auto as_of = FoldAsOf(ledger, kOrigin, last);
    ASSERT_TRUE(as_of.ok());
    EXPECT_EQ(as_of->standing.position, last);
    EXPECT_EQ(DigestsOf(*as_of->rows), DigestsOf(expected)) << "seed " << seed;
  }
}

TEST_F(AsOfTest, TakesTheLastCommitRecordedAtOrBeforeAnInstant) {
  const Instant head = builder.recorded_at();
  EXPECT_EQ(FoldAsOf(ledger, kOrigin, head)->standing.position.value + 1,
            builder.head().next.value);
  const auto before = FoldAsOf(ledger, kOrigin, Instant{head.micros - 1});
  ASSERT_TRUE(before.ok());
  EXPECT_EQ(before->standing.position.value + 2, builder.head().next.value);
}

TEST_F(AsOfTest, TakesADayUpToItsEnd) {
  const auto day = FoldAsOf(ledger, kOrigin, EndOfDay(testing::kFirstDay + 3));
  ASSERT_TRUE(day.ok());
  EXPECT_EQ(day->standing.today, testing::kFirstDay + 3);
  EXPECT_LE(day->standing.recorded_at, EndOfDay(testing::kFirstDay + 3));
}

TEST_F(AsOfTest, NamesTheHeadWhenThePositionLiesBeyondIt) {
  const auto beyond = FoldAsOf(ledger, kOrigin, builder.head().next);
  ASSERT_FALSE(beyond.ok());
  EXPECT_EQ(beyond.error().code, FailureCode::kNotFound);
  EXPECT_THAT(beyond.error().message,
              ::testing::HasSubstr(std::to_string(builder.head().next.value - 1)));
}

TEST_F(AsOfTest, FindsNothingBeforeTheLedgerWasOpened) {
  const auto early = FoldAsOf(ledger, kOrigin, StartOfDay(testing::kFirstDay - 1));
  ASSERT_FALSE(early.ok());
  EXPECT_EQ(early.error().code, FailureCode::kNotFound);
}

}  // namespace
}  // namespace fascicolo::projections
