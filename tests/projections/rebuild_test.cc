#include "projections/rebuild.h"

#include "events/store/temporary_directory.h"
#include "projections/caseload.h"
#include "projections/refold.h"
#include "projections/town_views.h"

namespace fascicolo::projections {
namespace {

using testing::kOrigin;

class RebuildTest : public testing::TownTest {
 protected:
  void SetUp() override {
    TownTest::SetUp();
    ASSERT_TRUE(Refold(ledger, kOrigin, {&state, nullptr}).ok());
  }
  Result<RebuildReport> Rebuild(const store::Rows& live, bool diff) {
    store::MemoryRows state_beside;
    store::MemoryRows views_beside;
    return RebuildBeside(ledger, kOrigin, {state, live}, {state_beside, views_beside}, diff);
  }

  store::MemoryRows state;
};

TEST_F(RebuildTest, ComesToTheSameDigestsOnDiskAsInMemory) {
  const store::TemporaryDirectory directory;
  const auto report =
      RebuildInDirectory(ledger, kOrigin, {state, rows}, directory.path() / "beside", true);
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_TRUE(report->same()) << "seed " << seed;
  EXPECT_EQ(report->views.size(), 2 + AllViews().size());
}

TEST_F(RebuildTest, StopsWhereTheLiveViewsStand) {
  const auto live = rows.Snapshot();
  town.GrowTo(town.events() + 500);
  const auto report = Rebuild(*live, false);
  ASSERT_TRUE(report.ok());
  EXPECT_TRUE(report->same()) << "seed " << seed;
}

TEST_F(RebuildTest, NamesTheRowsThatDiffer) {
  // given live views with one row too many, one too few and one that is wrong
  std::vector<std::string> keys;
  for (const auto cursor = rows.Seek(CaseloadTable::Key());
       cursor->valid() && keys.size() < 2; cursor->Next()) {
    keys.emplace_back(cursor->key());
  }
  const std::string extra = CaseloadTable::Key() + "\x01";
  ASSERT_TRUE(rows.Write({{keys[0], std::nullopt}, {keys[1], "other"}, {extra, "x"}}).ok());
  // when
  const auto report = Rebuild(rows, true);
  // then
  ASSERT_TRUE(report.ok());
  EXPECT_FALSE(report->same());
  for (const ViewComparison& view : report->views) {
    EXPECT_EQ(view.same(), view.view != "caseload") << view.view;
    if (view.view != "caseload") continue;
    ASSERT_EQ(view.rows.size(), 3u);
    std::map<RowDifference, std::string> found;
    for (const DifferingRow& row : view.rows) found[row.difference] = row.key_hex;
    EXPECT_EQ(found[RowDifference::kOnlyLive], "01");
    EXPECT_EQ(found[RowDifference::kOnlyRebuilt].size(), 32u);
    EXPECT_EQ(found[RowDifference::kOtherValue].size(), 32u);
  }
}

TEST_F(RebuildTest, NoticesAStateThatDiffers) {
  ASSERT_TRUE(state.Write({{std::string("\x7F") + "extra", "row"}}).ok());
  const auto report = Rebuild(rows, false);
  ASSERT_TRUE(report.ok());
  for (const ViewComparison& view : report->views) EXPECT_EQ(view.same(), view.view != "state");
}

TEST_F(RebuildTest, ShowsNoMoreThanSoManyRows) {
  const store::MemoryRows empty;
  for (const View& view : AllViews()) {
    EXPECT_LE(DiffView(view.name, view.id, rows, empty).size(), kMaxDifferences);
  }
  EXPECT_EQ(DiffView("history", ViewId::kHistory, rows, empty).size(), kMaxDifferences);
}

TEST_F(RebuildTest, TouchesNoStoreThatIsInUse) {
  store::MemoryRows used;
  testing::FoldAll(ledger, used);
  store::MemoryRows empty;
  const auto report = RebuildBeside(ledger, kOrigin, {state, rows}, {empty, used}, false);
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, FailureCode::kLocked);

  const store::TemporaryDirectory directory;
  const auto there = RebuildInDirectory(ledger, kOrigin, {state, rows}, directory.path(), false);
  ASSERT_FALSE(there.ok());
  EXPECT_EQ(there.error().code, FailureCode::kLocked);
}

}  // namespace
}  // namespace fascicolo::projections
