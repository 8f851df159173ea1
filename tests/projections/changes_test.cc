#include "projections/changes.h"

#include <gmock/gmock.h>

#include "projections/town_views.h"

namespace fascicolo::projections {
namespace {

using testing::EntityOf;
using testing::IdPtr;
using testing::kFirstDay;
using testing::LedgerBuilder;
using testing::Says;

constexpr auto kOfCase = schema::EntityKind::case_file;

class ChangesTest : public ::testing::Test {
 protected:
  ChangesTest() : builder(ledger) {
    builder.Open(kFirstDay);
    for (const std::uint64_t number : {1U, 2U}) {
      builder.Decide("desk", {Says(EntityOf(number), kOfCase, schema::ContactRegisteredT{})});
      schema::TakenInChargeT taken;
      taken.worker = number == 1 ? "anna" : "bruno";
      last = builder.Decide("desk", {Says(EntityOf(number), kOfCase, std::move(taken))});
    }
  }
  /// Something more in a case.
  Position Visit(std::uint64_t number) {
    schema::MeetingRecordedT visit;
    visit.number = 1;
    return builder.Decide("anna", {Says(EntityOf(number), kOfCase, visit)});
  }
  ChangesPage Since(Position since, std::optional<std::string> worker = {}) {
    testing::FoldAll(ledger, rows);
    return ChangesSince(rows, since, worker);
  }

  events::MemoryLedger ledger;
  LedgerBuilder builder;
  store::MemoryRows rows;
  Position last;
};

TEST_F(ChangesTest, AreNoneWhenNothingHappened) { EXPECT_TRUE(Since(last).cases.empty()); }

TEST_F(ChangesTest, TellWhatHappenedInACaseBehindThePosition) {
  const Position visit = Visit(2);
  const auto page = Since(last);
  ASSERT_EQ(page.cases.size(), 1U);
  EXPECT_EQ(page.cases[0].case_file, EntityOf(2));
  EXPECT_THAT(page.cases[0].refs, ::testing::ElementsAre(HistoryRef{visit, 0U}));
  EXPECT_TRUE(Since(visit).cases.empty()) << "the position itself was seen";
}

TEST_F(ChangesTest, AreThoseOfTheWorkersOwnCases) {
  Visit(1);
  Visit(2);
  const auto page = Since(last, "anna");
  ASSERT_EQ(page.cases.size(), 1U);
  EXPECT_EQ(page.cases[0].case_file, EntityOf(1));
}

}  // namespace
}  // namespace fascicolo::projections
