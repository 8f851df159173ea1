// Programmes: opened, enrolled in, closed.
#include "engine/families/programme.h"

#include "engine/families/limits.h"
#include "engine/told_programmes.h"

namespace fascicolo::engine {
namespace {

class Programme : public testing::Test {
 protected:
  Programme() { AdoptProgrammes(kit); }
  EntityId Somebody(int years = 70) { return kit.Given(Person(YearsAgo(kit, years))); }
  std::int64_t EnrolledIn(EntityId programme) { return kit.state().Find<ProgrammeTable>(programme)->enrolled; }
  EnrolmentState StateOf(EntityId programme, std::uint32_t enrolment) {
    return kit.state().Find<EnrolmentTable>(programme, enrolment)->state;
  }
  Kit kit;
};

TEST_F(Programme, OpensOnASheetThatForeseesIt) {
  const auto opened = kit.When(OpenProgramme(kit, kFeasts)).ThenEvents({"ProgrammeOpened"});
  EXPECT_TRUE(opened.First<schema::ProgrammeOpenedT>().sample) << "the sheet's values are not confirmed, and it says so";
  kit.When(OpenProgramme(kit, "laundry")).ThenRefused(Rule::kServiceNotAdopted);
}

TEST_F(Programme, RejectsNumbersAndDaysThatCannotBe) {
  kit.When(OpenProgramme(kit, kFeasts, -1)).ThenRejected(RejectionCode::kForm, "/capacity");
  kit.When(OpenProgramme(kit, kFeasts, kMaxQuantity + 1)).ThenRejected(RejectionCode::kForm, "/capacity");
  auto nameless = OpenProgramme(kit, kFeasts);
  nameless.name = "";
  kit.When(nameless).ThenRejected(RejectionCode::kForm, "/name");
  auto nowhere = OpenProgramme(kit, kFeasts);
  nowhere.unit = Ref(NewEntity({}, 1));
  kit.When(nowhere).ThenRejected(RejectionCode::kUnknownEntity, "/unit");
  auto timeless = OpenProgramme(kit, kFeasts);
  timeless.until = timeless.from;
  kit.When(timeless).ThenRefused(Rule::kDateOutOfOrder);
  kit.When(CloseProgramme({})).ThenRejected(RejectionCode::kUnknownEntity, "/programme");
}

TEST_F(Programme, EnrolsUntilItIsFullAndThenTheyWait) {
  const EntityId programme = kit.Given(OpenProgramme(kit, kGroups, 2));
  for (int i = 0; i < 2; ++i) {
    EXPECT_FALSE(kit.When(Enrol(programme, Somebody())).First<schema::EnrolledT>().waiting);
  }
  EXPECT_TRUE(kit.When(Enrol(programme, Somebody())).First<schema::EnrolledT>().waiting);
  EXPECT_EQ(EnrolledIn(programme), 2);
}

TEST_F(Programme, WhoLeavesMakesRoomForTheFirstWhoWaits) {
  const EntityId programme = kit.Given(OpenProgramme(kit, kGroups, 1));
  for (int i = 0; i < 3; ++i) kit.Given(Enrol(programme, Somebody()));
  const auto left = kit.When(EndEnrolment(programme, 1, "interrupted"));
  left.ThenEvents({"EnrolmentEnded", "EnrolmentAdmitted"});
  EXPECT_EQ(left.First<schema::EnrolmentAdmittedT>().enrolment, 2U);
  EXPECT_EQ(StateOf(programme, 3), EnrolmentState::kWaiting);
  EXPECT_EQ(EnrolledIn(programme), 1);
}

TEST_F(Programme, WhoWaitsAndLeavesMakesNoRoom) {
  const EntityId programme = kit.Given(OpenProgramme(kit, kGroups, 1));
  for (int i = 0; i < 3; ++i) kit.Given(Enrol(programme, Somebody()));
  kit.When(EndEnrolment(programme, 2, "interrupted")).ThenEvents({"EnrolmentEnded"});
  const auto left = kit.When(EndEnrolment(programme, 1, "interrupted"));
  EXPECT_EQ(left.First<schema::EnrolmentAdmittedT>().enrolment, 3U);
}

TEST_F(Programme, WhoHasDiedIsPassedOver) {
  const EntityId programme = kit.Given(OpenProgramme(kit, kGroups, 1));
  kit.Given(Enrol(programme, Somebody()));
  const EntityId waits = Somebody();
  kit.Given(Enrol(programme, waits));
  kit.Given(Enrol(programme, Somebody()));
  kit.Given(Death(waits));
  EXPECT_EQ(kit.When(EndEnrolment(programme, 1, "interrupted")).First<schema::EnrolmentAdmittedT>().enrolment, 3U);
}

TEST_F(Programme, TakesAMinorWhomTheirParentAuthorises) {
  const EntityId programme = kit.Given(OpenProgramme(kit, kGroups));
  const EntityId child = Somebody(9);
  const EntityId parent = Somebody(40);
  auto enrol = Enrol(programme, child);
  kit.When(enrol).ThenRefused(Rule::kAuthorisationMissing);
  enrol.authorised_by = Ref(parent);
  kit.When(enrol).ThenRefused(Rule::kNoPower);
  kit.Given(Represent(child, parent, schema::RepresentationKind::parental_responsibility, {schema::Power::sign}));
  kit.When(enrol).ThenEvents({"Enrolled"});
}

TEST_F(Programme, TakesWhoeverLeftAgain) {
  const EntityId programme = kit.Given(OpenProgramme(kit, kGroups));
  const EntityId person = Somebody();
  kit.Given(Enrol(programme, person));
  kit.Given(EndEnrolment(programme, 1, "interrupted"));
  EXPECT_EQ(kit.When(Enrol(programme, person)).First<schema::EnrolledT>().enrolment, 2U);
}

TEST_F(Programme, KnowsADuplicateOfWhoIsEnrolled) {
  const EntityId programme = kit.Given(OpenProgramme(kit, kGroups));
  const EntityId person = Somebody();
  const EntityId twice = Somebody();
  kit.Given(Enrol(programme, twice));
  kit.Given(Merge(person, twice));
  kit.When(Enrol(programme, person)).ThenRefused(Rule::kAlreadyEnrolled, "enrolment", "1");
}

TEST_F(Programme, ClosesWithWhatItCameTo) {
  const EntityId programme = kit.Given(OpenProgramme(kit, kFeasts));
  kit.Given(PlanSession(programme, kit.today()));
  kit.When(CloseProgramme(programme)).ThenRefused(Rule::kProgrammeGoesOn, "open", "1");
  auto held = HeldSession(programme, 1);
  held.counts.push_back(Counted(12));
  kit.Given(std::move(held));
  const auto closed = kit.When(CloseProgramme(programme)).ThenEvents({"ProgrammeClosed"});
  EXPECT_EQ(closed.First<schema::ProgrammeClosedT>().held, 1U);
  EXPECT_EQ(closed.First<schema::ProgrammeClosedT>().attended, 12U);
}

TEST_F(Programme, TakesNothingThatMakesNoSenseForAFact) {
  const EntityId programme = kit.Given(OpenProgramme(kit, kGroups, 1));
  kit.Given(Enrol(programme, Somebody()));
  schema::EnrolledT beyond;
  beyond.enrolment = 2;
  beyond.person = Ref(Somebody());
  EXPECT_FALSE(kit.Folds(programme, schema::EntityKind::programme, beyond)) << "it is full";
  schema::EnrolmentEndedT nobody;
  nobody.enrolment = 9;
  EXPECT_FALSE(kit.Folds(programme, schema::EntityKind::programme, nobody));
  EXPECT_FALSE(kit.Folds(NewEntity({}, 7), schema::EntityKind::programme, schema::ProgrammeClosedT()));
}

}  // namespace
}  // namespace fascicolo::engine
