// Terms as figures: by the day on which they began to run, and what became of them.
#include "projections/statistics/suppression.h"
#include "told_careers.h"

namespace fascicolo::projections {
namespace {

using testing::At;
using testing::On;
using testing::ToldCareers;

constexpr std::uint32_t kDecision = 0;

/// Applications of one person each, to be decided by a day.
class Terms : public ::testing::Test {
 protected:
  EntityId Applied(std::uint64_t number, Day on, schema::Area area = schema::Area::elderly) {
    const EntityId case_file = EntityOf(1000 + number);
    const EntityId person = EntityOf(2000 + number);
    const EntityId application = EntityOf(number);
    told_.Case(case_file, person, on, area);
    schema::ApplicationFiledT filed;
    filed.case_file = testing::IdPtr(case_file);
    filed.person = testing::IdPtr(person);
    filed.service = "laundry";
    filed.decide_by = (on + 30).days;
    told_.Says(application, on, std::move(filed));
    return application;
  }
  void Passed(EntityId about, Day on, std::uint32_t number = kDecision) {
    schema::DeadlinePassedT passed;
    passed.number = number;
    told_.Says(about, on, passed);
  }
  void Suspended(EntityId about, Day on) {
    schema::DeadlineSuspendedT suspended;
    suspended.number = kDecision;
    suspended.cause = schema::SuspensionCause::missing_documents;
    told_.Says(about, on, suspended);
  }

  ToldCareers told_;
};

TEST_F(Terms, AreMetInTimeOrLateOrPassOrFallAway) {
  const Day march = On(2026, 3, 2);
  // Given six applications of March and one of April, in two areas.
  std::vector<EntityId> applications;
  for (std::uint64_t i = 1; i <= 6; ++i) applications.push_back(Applied(i, march));
  Applied(7, On(2026, 4, 1), schema::Area::disabled);
  // When one is decided, one withdrawn, one suspended, one decided when its term has passed, and one has passed.
  told_.Started(applications[0], march + 10);
  told_.Says(applications[1], march + 11, schema::ApplicationWithdrawnT{});
  Suspended(applications[2], march + 12);
  Passed(applications[3], march + 31);
  told_.Started(applications[3], march + 40);
  Passed(applications[4], march + 31);

  // Then each stands where it belongs, in the month and area of its beginning.
  const FigureTable table = told_.Table("terms --by area,month --from 2026-03 --to 2026-04");
  EXPECT_TRUE(table.Breaches().empty());
  const Key of_march{"elderly", "2026-03"};
  EXPECT_EQ(At(table, of_march, "opened"), 6);
  EXPECT_EQ(At(table, of_march, "met_in_time"), 1);
  EXPECT_EQ(At(table, of_march, "met_late"), 1);
  EXPECT_EQ(At(table, of_march, "passed"), 1);
  EXPECT_EQ(At(table, of_march, "still_open"), 1);
  EXPECT_EQ(At(table, of_march, "suspended"), 1);
  EXPECT_EQ(At(table, of_march, "fell_away"), 1);
  EXPECT_EQ(At(table, {"disabled", "2026-04"}, "opened"), 1);
  EXPECT_EQ(At(table, {"*", "*"}, "opened"), 7);
}

TEST_F(Terms, GoOnAfterASuspensionAndAreNotThoseOfDocumentsAndReviews) {
  const Day march = On(2026, 3, 2);
  const EntityId application = Applied(1, march);
  Suspended(application, march + 5);
  schema::DeadlineResumedT resumed;
  resumed.number = kDecision;
  told_.Says(application, march + 9, resumed);
  Passed(EntityOf(1001), march + 20, 4);  // a document of the case

  const FigureTable table = told_.Table("terms --from 2026-03 --to 2026-03");
  EXPECT_EQ(At(table, {}, "opened"), 1);
  EXPECT_EQ(At(table, {}, "still_open"), 1);
}

TEST_F(Terms, OfACaseEndWhenItIsMetAndThoseOfAPlacementWithIt) {
  const Day march = On(2026, 3, 2);
  const EntityId case_file = EntityOf(1);
  const EntityId placement = EntityOf(2);
  told_.Case(case_file, EntityOf(3), march);
  for (const EntityId about : {case_file, placement}) {
    schema::DeadlineOpenedT opened;
    opened.number = 1;
    opened.service = "residential_minors";
    opened.deadline = "report";
    told_.Says(about, march, std::move(opened));
  }
  schema::DeadlineMetT met;
  met.number = 1;
  EXPECT_EQ(told_.Says(case_file, march + 20, met), march) << "it bears on the day on which the term began";
  schema::PlacementEndedT ended;
  ended.on = (march + 30).days;
  told_.Says(placement, march + 30, std::move(ended));

  const FigureTable table = told_.Table("terms --by service --from 2026-03 --to 2026-03");
  const Key key{"residential_minors"};
  EXPECT_EQ(At(table, key, "met_in_time"), 1);
  EXPECT_EQ(At(table, key, "fell_away"), 1);
}

TEST_F(Terms, OfFewPersonsAreSmallCells) {
  const Day march = On(2026, 3, 2);
  for (std::uint64_t i = 1; i <= 9; ++i) {
    const EntityId application = Applied(i, march);
    if (i <= 3) Passed(application, march + 31);
  }
  FigureTable table = told_.Table("terms --from 2026-03 --to 2026-03 --public");
  ASSERT_TRUE(table.Complete());
  ASSERT_TRUE(Protect(table));
  const auto is_suppressed = [&](std::size_t measure) { return table.Find({{}, measure})->is_suppressed; };
  EXPECT_FALSE(is_suppressed(0)) << "nine were opened";
  EXPECT_TRUE(is_suppressed(3)) << "three passed";
  EXPECT_TRUE(is_suppressed(4)) << "and six are open, which would give the three away";
}

}  // namespace
}  // namespace fascicolo::projections
