// Sessions of a programme, and who came to them.
#include "engine/families/programme_session.h"

#include "engine/families/limits.h"
#include "engine/told_programmes.h"

namespace fascicolo::engine {
namespace {

class Session : public testing::Test {
 protected:
  Session() { AdoptProgrammes(kit); }
  /// A recreation programme with this many enrolled.
  EntityId Enrolled(std::uint32_t people) {
    const EntityId programme = kit.Given(OpenProgramme(kit, kRecreation));
    for (std::uint32_t i = 0; i < people; ++i) {
      kit.Given(Enrol(programme, kit.Given(Person(YearsAgo(kit, 70))), "POL-1"));
    }
    return programme;
  }
  EntityId TrainingOf(std::uint32_t credits, std::uint32_t& session) {
    const EntityId programme = kit.Given(OpenProgramme(kit, kTraining));
    auto plan = PlanSession(programme, kit.today(), "training");
    plan.credits = credits;
    session = kit.When(plan).First<schema::SessionPlannedT>().session;
    return programme;
  }
  EnrolmentRow RowOf(EntityId programme, std::uint32_t enrolment) {
    return *kit.state().Find<EnrolmentTable>(programme, enrolment);
  }
  Kit kit;
};

TEST_F(Session, CountsByNameWhoIsEnrolledAndWithoutNamesWhoIsNot) {
  const EntityId programme = Enrolled(3);
  kit.Given(PlanSession(programme, kit.today(), "excursion"));
  auto held = HeldSession(programme, 4);
  held.attendance.push_back(Came(1));
  held.attendance.push_back(Came(2, 30));
  held.attendance.push_back(Came(3, 0, schema::Presence::justified_absence));
  held.counts.push_back(Counted(5));
  held.counts.push_back(Counted(2, schema::AgeBand::years_65_up, schema::Sex::male));
  const auto recorded = kit.When(held).ThenEvents({"SessionRecorded"}).First<schema::SessionRecordedT>();
  EXPECT_EQ(recorded.attended, 9U);
  EXPECT_EQ(RowOf(programme, 1).minutes, 60U);
  EXPECT_EQ(RowOf(programme, 2).minutes, 30U);
  EXPECT_EQ(RowOf(programme, 3).justified, 1U);
  EXPECT_EQ(kit.state().Find<ProgrammeTable>(programme)->attended, 9U);
}

TEST_F(Session, IsRecordedOnceAndNotBeforeItsDay) {
  const EntityId programme = kit.Given(OpenProgramme(kit, kFeasts));
  kit.Given(PlanSession(programme, kit.today() + 2));
  kit.When(HeldSession(programme, 1)).ThenRefused(Rule::kDateOutOfOrder);
  kit.Given(CancelledSession(programme, 1));
  kit.When(HeldSession(programme, 1)).ThenRefused(Rule::kSessionOutOfOrder, "state", "cancelled");
  kit.When(HeldSession(programme, 9)).ThenRefused(Rule::kNothingOpen);
}

/// Every state against every outcome: only what is planned is recorded.
TEST_F(Session, GoesOnlyWhereItsLifeAllows) {
  using Outcome = schema::SessionOutcome;
  const auto record = [&](EntityId programme, Outcome outcome) {
    return outcome == Outcome::held ? HeldSession(programme, 1) : CancelledSession(programme, 1);
  };
  for (const auto first : {Outcome::held, Outcome::cancelled}) {
    for (const auto second : {Outcome::held, Outcome::cancelled}) {
      const EntityId programme = kit.Given(OpenProgramme(kit, kFeasts));
      kit.Given(PlanSession(programme, kit.today()));
      kit.When(record(programme, first)).ThenEvents({"SessionRecorded"});
      kit.When(record(programme, second)).ThenRefused(Rule::kSessionOutOfOrder);
    }
  }
}

TEST_F(Session, HasRoomForSoMany) {
  const EntityId programme = kit.Given(OpenProgramme(kit, kFeasts));
  kit.Given(PlanSession(programme, kit.today(), "", 10));
  auto held = HeldSession(programme, 1);
  held.counts.push_back(Counted(11));
  kit.When(held).ThenRefused(Rule::kSessionFull, "attended", "11");
  held.counts.front()->count = 10;
  kit.When(held).ThenEvents({"SessionRecorded"});
}

TEST_F(Session, LiesWithinItsProgrammeAndNamesAnActivityOfTheSheet) {
  const EntityId programme = Enrolled(0);
  kit.When(PlanSession(programme, kit.today() - 1, "course")).ThenRefused(Rule::kDateOutOfOrder);
  kit.When(PlanSession(programme, kit.today(), "gardening")).ThenRefused(Rule::kUnknownActivity);
  auto endless = PlanSession(programme, kit.today(), "course");
  endless.minutes = kMaxSessionMinutes + 1;
  kit.When(endless).ThenRejected(RejectionCode::kForm, "/minutes");
  endless.minutes = 0;
  kit.When(endless).ThenRejected(RejectionCode::kForm, "/minutes");
  auto crowded = PlanSession(programme, kit.today(), "course", kMaxQuantity + 1);
  kit.When(crowded).ThenRejected(RejectionCode::kForm, "/capacity");
}

TEST_F(Session, TellsOfEverybodyOnce) {
  const EntityId programme = Enrolled(1);
  kit.Given(PlanSession(programme, kit.today(), "course"));
  auto twice = HeldSession(programme, 2);
  twice.attendance.push_back(Came(1));
  twice.attendance.push_back(Came(1));
  kit.When(twice).ThenRejected(RejectionCode::kForm, "/attendance");
  auto longer = HeldSession(programme, 2);
  longer.attendance.push_back(Came(1, 61));
  kit.When(longer).ThenRejected(RejectionCode::kForm, "/attendance");
  auto again = HeldSession(programme, 2);
  again.counts.push_back(Counted(1));
  again.counts.push_back(Counted(2));
  kit.When(again).ThenRejected(RejectionCode::kForm, "/counts");
  auto nobody = HeldSession(programme, 2);
  nobody.counts.push_back(Counted(0));
  kit.When(nobody).ThenRejected(RejectionCode::kForm, "/counts");
  auto cancelled = CancelledSession(programme, 2);
  cancelled.counts.push_back(Counted(1));
  kit.When(cancelled).ThenRejected(RejectionCode::kForm, "/outcome");
}

TEST_F(Session, HasLimitsOfWhatIsTold) {
  const EntityId programme = kit.Given(OpenProgramme(kit, kTraining));
  auto plan = PlanSession(programme, kit.today(), "training");
  plan.credits = kMaxCredits + 1;
  kit.When(plan).ThenRejected(RejectionCode::kForm, "/credits");
  plan.credits = 0;
  kit.Given(plan);
  auto crowd = HeldSession(programme, 1);
  for (std::size_t i = 0; i <= kMaxAttendance; ++i) crowd.staff.push_back(Staff("worker " + std::to_string(i)));
  kit.When(crowd).ThenRejected(RejectionCode::kForm, "/staff");
  auto named = HeldSession(programme, 1);
  for (std::uint32_t i = 0; i <= kMaxAttendance; ++i) named.attendance.push_back(Came(i));
  kit.When(named).ThenRejected(RejectionCode::kForm, "/attendance");
  auto counted = HeldSession(programme, 1);
  for (std::size_t i = 0; i <= kMaxHeadcounts; ++i) counted.counts.push_back(Counted(1));
  kit.When(counted).ThenRejected(RejectionCode::kForm, "/counts");
}

TEST_F(Session, CreditsStaffForThePartThatTheSheetWantsAttended) {
  std::uint32_t session = 0;
  const EntityId programme = TrainingOf(6, session);
  auto held = HeldSession(programme, session);
  held.staff.push_back(Staff("rossi"));
  held.staff.push_back(Staff("bianchi", 48));
  held.staff.push_back(Staff("verdi", 47));
  const auto recorded = kit.When(held).First<schema::SessionRecordedT>();
  EXPECT_EQ(recorded.staff[0]->credits, 6U);
  EXPECT_EQ(recorded.staff[1]->credits, 6U) << "80 % of an hour";
  EXPECT_EQ(recorded.staff[2]->credits, 0U);
  EXPECT_EQ(engine::TrainingOf(kit.state(), "verdi", YearOf(kit.today())).minutes, 47U);
}

TEST_F(Session, CountsNoMoreCreditsOfAYearThanTheSheetAllowsOverAllProgrammes) {
  for (const std::uint32_t counted : {12U, 8U, 0U}) {
    std::uint32_t session = 0;
    const EntityId programme = TrainingOf(12, session);
    auto held = HeldSession(programme, session);
    held.staff.push_back(Staff("rossi"));
    EXPECT_EQ(kit.When(held).First<schema::SessionRecordedT>().staff[0]->credits, counted);
  }
  const TrainingRow year = engine::TrainingOf(kit.state(), "rossi", YearOf(kit.today()));
  EXPECT_EQ(year.credits, 20U);
  EXPECT_EQ(year.minutes, 180U);
  EXPECT_EQ(engine::TrainingOf(kit.state(), "rossi", YearOf(kit.today()) + 1).credits, 0U);
}

TEST_F(Session, TakesNothingThatMakesNoSenseForAFact) {
  const EntityId programme = kit.Given(OpenProgramme(kit, kFeasts));
  kit.Given(PlanSession(programme, kit.today(), "", 5));
  schema::SessionRecordedT fact;
  fact.session = 1;
  fact.attended = 6;
  fact.outcome = schema::SessionOutcome::held;
  EXPECT_FALSE(kit.Folds(programme, schema::EntityKind::programme, fact)) << "above its capacity";
  fact.attended = 0;
  fact.outcome = schema::SessionOutcome::none;
  EXPECT_FALSE(kit.Folds(programme, schema::EntityKind::programme, fact));
  fact.outcome = schema::SessionOutcome::held;
  fact.attendance.push_back(Came(3));
  EXPECT_FALSE(kit.Folds(programme, schema::EntityKind::programme, fact)) << "nobody is enrolled";
}

}  // namespace
}  // namespace fascicolo::engine
