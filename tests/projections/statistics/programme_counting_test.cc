// Enrolments and plans as stocks and flows, and who came to the sessions of programmes.
#include "projections/statistics/counting.h"
#include "projections/statistics/told_careers.h"

namespace fascicolo::projections {
namespace {

using namespace testing;  // NOLINT: the told words

const EntityId kUgo = EntityOf(1);
const EntityId kIda = EntityOf(2);
const EntityId kSummer = EntityOf(30);

/// A programme of the service "stays".
void Opened(ToldCareers& told) {
  schema::ProgrammeOpenedT opened;
  opened.service = "stays";
  told.Says(kSummer, On(2026, 1, 1), std::move(opened));
}
void Enrolled(ToldCareers& told, std::uint32_t number, EntityId person, Day on, bool waits = false) {
  schema::EnrolledT fact;
  fact.enrolment = number;
  fact.person = IdPtr(person);
  fact.waiting = waits;
  told.Says(kSummer, on, std::move(fact));
}
void Left(ToldCareers& told, std::uint32_t number, Day on) {
  schema::EnrolmentEndedT fact;
  fact.enrolment = number;
  told.Says(kSummer, on, std::move(fact));
}

TEST(Enrolments, AreStocksFromTheDayOnWhichSomebodyHasAPlace) {
  // Given somebody with a place, and somebody who waits for it.
  ToldCareers told;
  Opened(told);
  Enrolled(told, 1, kUgo, On(2026, 1, 10));
  Enrolled(told, 2, kIda, On(2026, 1, 20), true);
  const std::string query = "stocks --of enrolments --by service,month --from 2026-01 --to 2026-03";
  EXPECT_EQ(At(told.Table(query), {"stays", "2026-01"}, "active"), 1);

  // When the first leaves in February, then the other comes in, and the sums hold.
  Left(told, 1, On(2026, 2, 5));
  schema::EnrolmentAdmittedT admitted;
  admitted.enrolment = 2;
  told.Says(kSummer, On(2026, 2, 5), admitted);
  const auto table = told.Table(query);
  EXPECT_EQ(At(table, {"stays", "2026-02"}, "in"), 1);
  EXPECT_EQ(At(table, {"stays", "2026-02"}, "out"), 1);
  EXPECT_EQ(At(table, {"stays", "2026-02"}, "active"), 1);
  EXPECT_EQ(At(table, {"*", "*"}, "in"), 2);
  EXPECT_TRUE(table.Breaches().empty());
  EXPECT_EQ(At(told.Table("users --of enrolments --from 2026-01 --to 2026-03"), {}, "users"), 2);
  EXPECT_EQ(At(told.Table("stocks --from 2026-01 --to 2026-03"), {}, "active"), 0) << "enrolments are no services";
}

TEST(Enrolments, WhoWaitsAndGivesUpLeavesNothing) {
  ToldCareers told;
  Opened(told);
  Enrolled(told, 1, kUgo, On(2026, 1, 10), true);
  Left(told, 1, On(2026, 2, 5));
  const auto table = told.Table("flows --of enrolments --from 2026-01 --to 2026-03");
  EXPECT_EQ(At(table, {}, "in"), 0);
  EXPECT_EQ(At(table, {}, "out"), 0);
}

TEST(Plans, AreServicesUntilTheirYearEndsUnlessTheyAreRenewed) {
  // Given a plan of a whole year.
  ToldCareers told;
  const EntityId plan = EntityOf(40);
  schema::PlanRequestedT requested;
  requested.case_file = IdPtr(EntityOf(41));
  requested.person = IdPtr(kUgo);
  requested.service = "plan_162";
  told.Says(plan, On(2025, 1, 5), std::move(requested));
  schema::PlanStartedT started;
  started.year = 2025;
  started.from = On(2025, 3, 1).days;
  started.until = On(2026, 1, 1).days;
  EXPECT_EQ(told.Says(plan, On(2025, 3, 1), started), On(2025, 3, 1));
  const std::string query = "stocks --by service --from 2026-01 --to 2026-06";
  EXPECT_EQ(At(told.Table(query), {"plan_162"}, "out"), 1);
  // When it is renewed, then it goes on; and when it is interrupted, then until that day.
  schema::PlanRenewedT renewed;
  renewed.year = 2026;
  renewed.until = On(2027, 1, 1).days;
  EXPECT_EQ(told.Says(plan, On(2025, 12, 1), renewed), On(2026, 1, 1)) << "figures from its former end on";
  EXPECT_EQ(At(told.Table(query), {"plan_162"}, "active"), 1);
  schema::PlanEndedT ended;
  ended.on = On(2026, 4, 10).days;
  told.Says(plan, On(2026, 4, 10), std::move(ended));
  const auto table = told.Table(query);
  EXPECT_EQ(At(table, {"plan_162"}, "active"), 0);
  EXPECT_EQ(At(table, {"plan_162"}, "out"), 1);
  EXPECT_TRUE(table.Breaches().empty());
}

TEST(Attendance, CountsWhoCameByNameAndWithoutOneOnTheDayOfTheSession) {
  // Given a session of February at which one of two who are enrolled came, with seven others; and one that was cancelled.
  ToldCareers told;
  told.Person(kUgo, On(1950, 5, 5));
  Opened(told);
  Enrolled(told, 1, kUgo, On(2026, 1, 10));
  Enrolled(told, 2, kIda, On(2026, 1, 10));
  for (const std::uint32_t number : {3U, 4U}) {
    schema::SessionPlannedT planned;
    planned.session = number;
    planned.at = StartOfDay(On(2026, 2, 15)).micros;
    told.Says(kSummer, On(2026, 1, 11), planned);
  }
  schema::SessionRecordedT held;
  held.session = 3;
  held.outcome = schema::SessionOutcome::held;
  for (const auto& [number, presence] : {std::pair{1U, schema::Presence::present}, std::pair{2U, schema::Presence::absent}}) {
    held.attendance.push_back(std::make_unique<schema::AttendanceT>());
    held.attendance.back()->enrolment = number;
    held.attendance.back()->presence = presence;
  }
  held.counts.push_back(std::make_unique<schema::HeadcountT>());
  held.counts.back()->band = schema::AgeBand::years_0_5;
  held.counts.back()->count = 7;
  told.Says(kSummer, On(2026, 3, 2), std::move(held));
  schema::SessionRecordedT cancelled;
  cancelled.session = 4;
  cancelled.outcome = schema::SessionOutcome::cancelled;
  told.Says(kSummer, On(2026, 2, 14), std::move(cancelled));

  const auto table = told.Table("attendance --by service,month --from 2026-01 --to 2026-03");
  EXPECT_EQ(At(table, {"stays", "2026-02"}, "sessions_held"), 1) << "on its day, whenever it was recorded";
  EXPECT_EQ(At(table, {"stays", "2026-02"}, "sessions_cancelled"), 1);
  EXPECT_EQ(At(table, {"stays", "2026-02"}, "by_name"), 1);
  EXPECT_EQ(At(table, {"stays", "2026-02"}, "counted"), 7);
  EXPECT_EQ(At(table, {"stays", "2026-02"}, "attended"), 8);
  EXPECT_EQ(At(table, {"*", "2026-03"}, "attended"), 0);
  EXPECT_TRUE(table.Breaches().empty());

  // And by age, who has no name has the band in which they were counted.
  const auto by_age = told.Table("attendance --by age_band --from 2026-01 --to 2026-03");
  EXPECT_EQ(At(by_age, {"years_0_5"}, "counted"), 7);
  EXPECT_EQ(At(by_age, {"years_65_up"}, "by_name"), 1);
  EXPECT_TRUE(by_age.Breaches().empty());
}

TEST(Attendance, OfFewWithoutANameIsASmallCell) {
  ToldCareers told;
  Opened(told);
  for (const std::uint32_t count : {3U, 3U}) {
    schema::SessionRecordedT held;
    held.session = count;
    held.outcome = schema::SessionOutcome::held;
    held.counts.push_back(std::make_unique<schema::HeadcountT>());
    held.counts.back()->band = schema::AgeBand::years_65_up;
    held.counts.back()->count = count;
    told.Says(kSummer, On(2026, 2, 14), std::move(held));
  }
  const auto table = told.Table("attendance --from 2026-01 --to 2026-03");
  const Cell* attended = table.Find({{}, 4});
  ASSERT_NE(attended, nullptr);
  EXPECT_EQ(attended->value, 6);
  EXPECT_EQ(attended->behind, 3U) << "they may have been the same three";
}

}  // namespace
}  // namespace fascicolo::projections
