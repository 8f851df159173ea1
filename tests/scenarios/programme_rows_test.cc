// R10, R11, R24 (groups), R48: what is done for many at once. R34e: community projects of those who have a pact.
#include "engine/families/programme.h"
#include "engine/kit.h"
#include "engine/told_programmes.h"

namespace fascicolo::engine {
namespace {

using schema::AgeBand;
using schema::Presence;
using schema::Sex;

EntityId Elder(Kit& kit) { return kit.Given(Person(YearsAgo(kit, 75))); }
EnrolmentRow EnrolmentOf(const Kit& kit, EntityId programme, std::uint32_t number) {
  return kit.state().Find<EnrolmentTable>(programme, number).value_or(EnrolmentRow{});
}

TEST(R10, AFeastIsHeldAndItsGuestsAreCountedWithoutNames) {
  // Given the feasts of spring, in a hall with eighty seats.
  Kit kit;
  AdoptProgrammes(kit);
  auto open = OpenProgramme(kit, kFeasts);
  open.name = "Feste di primavera";
  const EntityId feasts = kit.Given(std::move(open));
  for (const int days : {3, 10}) {
    auto plan = PlanSession(feasts, kit.today() + days, "", 80);
    plan.place = "Sala comunale";
    kit.Given(std::move(plan));
  }

  // When it rains on the first day, then that feast is cancelled, with its reason.
  kit.PassUntil(kit.today() + 3);
  kit.When(CancelledSession(feasts, 1)).ThenEvents({"SessionRecorded"});

  // When the second is held, then nobody is named: more than the hall holds are not believed, and the right number is counted.
  kit.PassUntil(kit.today() + 7);
  auto held = HeldSession(feasts, 2);
  held.counts.push_back(Counted(51));
  held.counts.push_back(Counted(30, AgeBand::years_65_up, Sex::male));
  kit.When(held).ThenRefused(Rule::kSessionFull, "attended", "81");
  held.counts.back()->count = 29;
  EXPECT_EQ(kit.When(held).First<schema::SessionRecordedT>().attended, 80U);
  kit.When(Enrol(feasts, Elder(kit))).ThenRefused(Rule::kProgrammeNotForeseen);

  // And at the end the programme says what it came to.
  const auto closed = kit.When(CloseProgramme(feasts)).First<schema::ProgrammeClosedT>();
  EXPECT_EQ(closed.held, 1U);
  EXPECT_EQ(closed.cancelled, 1U);
  EXPECT_EQ(closed.attended, 80U);
}

TEST(R11, AnExcursionTakesWhoIsEnrolledAndInsuredAndTheNextWhenSomebodyRenounces) {
  // Given a course with two places, which Anna and Bruno have; Carla waits.
  Kit kit;
  AdoptProgrammes(kit);
  const EntityId course = kit.Given(OpenProgramme(kit, kRecreation, 2));
  const EntityId anna = Elder(kit);
  kit.When(Enrol(course, anna)).ThenRefused(Rule::kInsuranceMissing);
  kit.Given(Enrol(course, anna, "POL 7/2026"));
  kit.Given(Enrol(course, Elder(kit), "POL 7/2026"));
  EXPECT_TRUE(kit.When(Enrol(course, Elder(kit), "POL 7/2026")).First<schema::EnrolledT>().waiting);

  // When Anna renounces, then Carla comes in by herself.
  kit.When(EndEnrolment(course, 1, "it rains")).ThenRefused(Rule::kUnknownReason);
  kit.When(EndEnrolment(course, 1, "renounced")).ThenEvents({"EnrolmentEnded", "EnrolmentAdmitted"});

  // When the excursion is held, then attendance is by name, and guests who are not enrolled are counted.
  kit.Given(PlanSession(course, kit.today() + 5, "excursion"));
  kit.PassUntil(kit.today() + 5);
  auto held = HeldSession(course, 4);
  held.attendance.push_back(Came(2));
  held.attendance.push_back(Came(3, 0, Presence::absent));
  held.counts.push_back(Counted(4));
  EXPECT_EQ(kit.When(held).First<schema::SessionRecordedT>().attended, 5U);
  EXPECT_EQ(EnrolmentOf(kit, course, 2).minutes, 60U);
  EXPECT_EQ(EnrolmentOf(kit, course, 3).absent, 1U);
  kit.When(CloseProgramme(course)).ThenEvents({"ProgrammeClosed"});
}

TEST(R24, AGroupMeetsBesideTheIndividualSupport) {
  // Given somebody in mental distress, whose individual support goes on as a service.
  Kit kit;
  AdoptProgrammes(kit);
  const EntityId unit = kit.Given(OpenUnit(kGroups, 600, kit.today()));
  const EntityId case_file = CaseInCharge(kit);
  const EntityId support = kit.Given(Apply(case_file, kGroups, 60));
  kit.Given(Start(support, unit, kit.today()));

  // When the same service opens a group with the mental-health centre, then they take part in it by name.
  auto open = OpenProgramme(kit, kGroups, 8);
  open.unit = Ref(unit);
  const EntityId group = kit.Given(std::move(open));
  kit.When(Enrol(group, PersonOf(kit, case_file))).ThenEvents({"Enrolled"});
  kit.Given(PlanSession(group, kit.today(), "with_mental_health_centre"));
  auto held = HeldSession(group, 2);
  held.attendance.push_back(Came(1, 45));
  kit.When(held).ThenEvents({"SessionRecorded"});

  // Then the group's minutes are the group's, and the individual ones the service's: neither is counted twice.
  EXPECT_EQ(EnrolmentOf(kit, group, 1).minutes, 45U);
  kit.When(Deliver(support, kit.today(), 60, "individual")).ThenEvents({"ServiceDelivered"});
  kit.Given(End(support, kit.today(), "goals_reached"));
  kit.When(CloseCase(case_file)).ThenEvents({"CaseClosed"});
}

TEST(R34e, ACommunityProjectCountsTheHoursOfWhoHasAPact) {
  // Given somebody with the inclusion allowance, whose pact is not signed yet.
  Kit kit;
  AdoptProgrammes(kit);
  const EntityId case_file = CaseInCharge(kit);
  kit.Given(Project(kit, case_file, {schema::Party::service}, schema::ProjectKind::inclusion_pact));
  auto open = OpenProgramme(kit, kPuc, 10);
  open.name = "Cura del parco";
  const EntityId park = kit.Given(std::move(open));
  auto enrol = Enrol(park, PersonOf(kit, case_file), "INAIL 3/2026");
  enrol.case_file = Ref(case_file);
  enrol.pact = 1;
  enrol.weekly_minutes = 8 * 60;

  // Then nobody takes part before the pact is signed, for less than eight hours a week, or uninsured.
  kit.When(enrol).ThenRefused(Rule::kInclusionPactMissing);
  kit.Given(Sign(case_file, 1, schema::Party::service));
  enrol.weekly_minutes = 7 * 60;
  kit.When(enrol).ThenRefused(Rule::kWeeklyMinutes, "least", "480");
  enrol.weekly_minutes = 8 * 60;
  enrol.insurance = "";
  kit.When(enrol).ThenRefused(Rule::kInsuranceMissing);
  enrol.insurance = "INAIL 3/2026";
  kit.When(enrol).ThenEvents({"Enrolled"});

  // When they work two days and miss one with a reason, then hours and absence are counted.
  std::uint32_t session = 1;
  for (const auto presence : {Presence::present, Presence::justified_absence, Presence::present}) {
    auto plan = PlanSession(park, kit.today());
    plan.minutes = 240;
    kit.Given(std::move(plan));
    auto held = HeldSession(park, ++session);
    held.attendance.push_back(Came(1, 0, presence));
    kit.Given(std::move(held));
    kit.PassUntil(kit.today() + 1);
  }
  EXPECT_EQ(EnrolmentOf(kit, park, 1).minutes, 480U);
  EXPECT_EQ(EnrolmentOf(kit, park, 1).justified, 1U);
  kit.When(EndEnrolment(park, 1, "employed")).ThenEvents({"EnrolmentEnded"});
}

TEST(R48, PreventionCountsPeopleInTheSquareAndNamesThoseInAGroup) {
  // Given work with a neighbourhood, and a group of parents and children within it.
  Kit kit;
  AdoptProgrammes(kit);
  const EntityId prevention = kit.Given(OpenProgramme(kit, kPrevention));
  const EntityId mother = kit.Given(Person(YearsAgo(kit, 38)));
  const EntityId child = kit.Given(Person(YearsAgo(kit, 12)));
  kit.Given(Enrol(prevention, mother));

  // When the child joins, then the mother authorises it.
  auto enrol = Enrol(prevention, child);
  kit.When(enrol).ThenRefused(Rule::kAuthorisationMissing);
  kit.Given(Represent(child, mother, schema::RepresentationKind::parental_responsibility, {schema::Power::sign}));
  enrol.authorised_by = Ref(mother);
  kit.When(enrol).ThenEvents({"Enrolled"});

  // And the square is only counted.
  kit.Given(PlanSession(prevention, kit.today(), "community"));
  auto square = HeldSession(prevention, 3);
  square.counts.push_back(Counted(40, AgeBand::years_14_17, Sex::unknown));
  square.counts.push_back(Counted(25, AgeBand::unknown, Sex::unknown));
  EXPECT_EQ(kit.When(square).First<schema::SessionRecordedT>().attended, 65U);
  kit.Given(PlanSession(prevention, kit.today(), "group"));
  auto group = HeldSession(prevention, 4);
  group.attendance.push_back(Came(1));
  group.attendance.push_back(Came(2));
  EXPECT_EQ(kit.When(group).First<schema::SessionRecordedT>().attended, 2U);
  EXPECT_EQ(kit.When(CloseProgramme(prevention)).First<schema::ProgrammeClosedT>().attended, 67U);
}

}  // namespace
}  // namespace fascicolo::engine
