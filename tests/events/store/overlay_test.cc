// What an overlay promises beyond events/store/rows.h; the rest is in row_store_contract_test.cc
// and random_rows_test.cc.
#include "events/store/overlay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "events/store/memory_rows.h"

namespace fascicolo::store {

void PrintTo(const RowChange& change, std::ostream* out) {
  *out << change.key << " -> " << change.value.value_or("(erased)");
}

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

MATCHER_P2(Change, key, value, "") {
  return arg.key == key && arg.value == std::optional<std::string>(value);
}

class OverlayOnRows : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(base_.Write({{"a", "base"}, {"b", "base"}}).ok()); }
  MemoryRows base_;
  Overlay overlay_{base_};
};

TEST_F(OverlayOnRows, TheOpenCommitReadsItsOwnWrites) {
  overlay_.Put("a", "open");
  overlay_.Erase("b");
  EXPECT_EQ(overlay_.Find("a"), "open");
  EXPECT_EQ(overlay_.Find("b"), std::nullopt);
  EXPECT_EQ(base_.Find("a"), "base");
}

TEST_F(OverlayOnRows, RollbackForgetsTheOpenCommitOnly) {
  overlay_.Put("a", "sealed");
  overlay_.Seal(1);
  overlay_.Put("a", "open");
  overlay_.Erase("b");
  overlay_.Put("c", "open");
  overlay_.Rollback();
  EXPECT_EQ(overlay_.Find("a"), "sealed");
  EXPECT_EQ(overlay_.Find("b"), "base");
  EXPECT_EQ(overlay_.Find("c"), std::nullopt);
}

TEST_F(OverlayOnRows, RollbackAfterTheOlderWriteSettledShowsTheBase) {
  overlay_.Put("a", "sealed");
  overlay_.Seal(1);
  overlay_.Put("a", "open");
  ASSERT_TRUE(base_.Write(overlay_.Settle(1)).ok());
  EXPECT_EQ(overlay_.Find("a"), "open");
  overlay_.Rollback();
  EXPECT_EQ(overlay_.Find("a"), "sealed");
  EXPECT_EQ(overlay_.bytes(), 0U);
}

TEST_F(OverlayOnRows, SettlesOneMarkAndKeepsWhatLaterOnesWrote) {
  overlay_.Put("a", "first");
  overlay_.Put("c", "first");
  overlay_.Seal(10);
  overlay_.Put("a", "second");
  overlay_.Seal(20);
  EXPECT_EQ(overlay_.in_flight(), 2U);

  EXPECT_THAT(overlay_.Settle(10),
              UnorderedElementsAre(Change("a", "first"), Change("c", "first")));
  EXPECT_EQ(overlay_.Find("a"), "second");
  EXPECT_EQ(overlay_.Find("c"), std::nullopt) << "it is the caller's now, and not in the base yet";
  EXPECT_THAT(overlay_.Settle(20), ElementsAre(Change("a", "second")));
  EXPECT_EQ(overlay_.in_flight(), 0U);
}

TEST_F(OverlayOnRows, SettlesARowOncePerMark) {
  overlay_.Put("a", "1");
  overlay_.Erase("a");
  overlay_.Put("a", "2");
  overlay_.Seal(1);
  EXPECT_THAT(overlay_.Settle(1), ElementsAre(Change("a", "2")));
}

TEST_F(OverlayOnRows, AMarkWithoutWritesIsInFlightToo) {
  overlay_.Seal(1);
  overlay_.Put("a", "2");
  overlay_.Seal(2);
  EXPECT_EQ(overlay_.in_flight(), 2U);
  EXPECT_THAT(overlay_.Settle(1), IsEmpty());
  EXPECT_THAT(overlay_.Settle(2), ElementsAre(Change("a", "2")));
}

TEST_F(OverlayOnRows, DropShowsTheBaseAgain) {
  overlay_.Put("a", "1");
  overlay_.Seal(1);
  overlay_.Erase("b");
  overlay_.Drop();
  EXPECT_EQ(overlay_.Find("a"), "base");
  EXPECT_EQ(overlay_.Find("b"), "base");
  EXPECT_EQ(overlay_.in_flight(), 0U);
  EXPECT_EQ(overlay_.bytes(), 0U);
  overlay_.Put("a", "2");
  overlay_.Seal(1);  // after a drop, the marks of the lost commits are free again
  EXPECT_THAT(overlay_.Settle(1), ElementsAre(Change("a", "2")));
}

TEST_F(OverlayOnRows, SettleAllGivesTheLastWritesInKeyOrder) {
  overlay_.Put("d", "1");
  overlay_.Put("a", "1");
  overlay_.Seal(1);
  overlay_.Put("a", "2");
  overlay_.Erase("b");
  overlay_.Seal(2);
  overlay_.Put("c", "open");
  EXPECT_THAT(overlay_.SettleAll(), ElementsAre(Change("a", "2"), Change("b", std::nullopt),
                                                Change("c", "open"), Change("d", "1")));
  EXPECT_EQ(overlay_.in_flight(), 0U);
  EXPECT_EQ(overlay_.bytes(), 0U);
}

TEST_F(OverlayOnRows, ACacheThatSealsOneMarkAgainAndAgainHoldsEachRowOnce) {
  overlay_.Put("a", "1");
  overlay_.Seal(0);
  const std::size_t once = overlay_.bytes();
  for (int commit = 0; commit < 1'000; ++commit) {
    overlay_.Put("a", std::to_string(commit % 10));
    overlay_.Seal(0);
  }
  EXPECT_EQ(overlay_.bytes(), once);
  EXPECT_EQ(overlay_.in_flight(), 1U);
  overlay_.Put("a", "poison");
  overlay_.Rollback();
  EXPECT_THAT(overlay_.SettleAll(), ElementsAre(Change("a", "9")));
}

TEST_F(OverlayOnRows, StopsARowThatTheBaseCouldNotTake) {
  EXPECT_THROW(overlay_.Put(std::string(kMaxKeyBytes + 1, 'k'), ""), RowTooLarge);
  EXPECT_THROW(overlay_.Put("a", std::string(kMaxRowBytes + 1, 'v')), RowTooLarge);
  EXPECT_THROW(overlay_.Erase(std::string(kMaxKeyBytes + 1, 'k')), RowTooLarge);
  EXPECT_EQ(overlay_.Find("a"), "base");
  EXPECT_EQ(overlay_.bytes(), 0U);
}

using OverlayOnRowsDeathTest = OverlayOnRows;

TEST_F(OverlayOnRowsDeathTest, MarksNeverGoBackAndSettleInOrder) {
  overlay_.Seal(5);
  overlay_.Seal(6);
  EXPECT_DEATH(overlay_.Seal(4), "mark");
  EXPECT_DEATH(static_cast<void>(overlay_.Settle(6)), "mark");
}

}  // namespace
}  // namespace fascicolo::store
