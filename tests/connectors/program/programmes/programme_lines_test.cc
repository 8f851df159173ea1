// What the office sees of programmes, of training, and of how units are run.
#include "connectors/program/programmes/programme_lines.h"

#include "engine/told_programmes.h"

namespace fascicolo::program {
namespace {

using namespace engine;  // NOLINT: tests are told in its words
using Kind = schema::UndertakingKind;
using Step = schema::UndertakingStep;

class ProgrammeOffice : public testing::Test {
 protected:
  ProgrammeOffice() { AdoptProgrammes(kit); }
  [[nodiscard]] ProgrammeLine LineOf(EntityId programme) const {
    for (const ProgrammeLine& line : ProgrammeLines(kit.state())) {
      if (line.programme == programme) return line;
    }
    ADD_FAILURE() << "no such programme";
    return {};
  }
  EntityId Somebody() { return kit.Given(Person(YearsAgo(kit, 70))); }
  Kit kit;
};

TEST_F(ProgrammeOffice, SeesWhoIsEnrolledAndWhoWaits) {
  const EntityId programme = kit.Given(OpenProgramme(kit, kGroups, 1));
  for (int i = 0; i < 3; ++i) kit.Given(Enrol(programme, Somebody()));
  const ProgrammeLine line = LineOf(programme);
  EXPECT_EQ(line.row.enrolled, 1);
  EXPECT_EQ(line.Waiting(), 2U);
  ASSERT_EQ(line.enrolments.size(), 3U);
  EXPECT_EQ(line.enrolments.front().number, 1U);
}

TEST_F(ProgrammeOffice, SeesSessionsThatArePlannedAndWhoCameToThoseThatWereHeld) {
  const EntityId programme = kit.Given(OpenProgramme(kit, kFeasts));
  kit.Given(PlanSession(programme, kit.today()));
  kit.Given(PlanSession(programme, kit.today() + 7));
  auto held = HeldSession(programme, 1);
  held.counts.push_back(Counted(12));
  kit.Given(held);
  const ProgrammeLine line = LineOf(programme);
  EXPECT_EQ(line.Planned(), 1U);
  EXPECT_EQ(line.row.held, 1U);
  EXPECT_EQ(line.row.attended, 12U);
}

TEST_F(ProgrammeOffice, SeesUndertakingsByState) {
  const EntityId programme = kit.Given(OpenProgramme(kit, kPlanning));
  for (int i = 0; i < 3; ++i) kit.Given(StartUndertaking(kit, programme, Kind::operating_plan));
  kit.Given(Advance(kit, programme, 2, Step::approve));
  const std::map<std::string, std::size_t> expected{{"approved", 1}, {"drafted", 2}};
  EXPECT_EQ(LineOf(programme).ByState(), expected);
}

TEST_F(ProgrammeOffice, SeesWhatAWorkerWasTrainedInAYearOverAllProgrammes) {
  for (const std::uint32_t credits : {3U, 4U}) {
    const EntityId programme = kit.Given(OpenProgramme(kit, kTraining));
    auto plan = PlanSession(programme, kit.today(), "training");
    plan.credits = credits;
    kit.Given(plan);
    auto held = HeldSession(programme, 1);
    held.staff.push_back(Staff("anna"));
    kit.Given(held);
  }
  const auto lines = TrainingLines(kit.state(), std::nullopt);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines.front().worker, "anna");
  EXPECT_EQ(lines.front().credits, 7U);
  EXPECT_EQ(lines.front().minutes, 120U);
  EXPECT_EQ(lines.front().programmes, 2U);
  EXPECT_TRUE(TrainingLines(kit.state(), lines.front().year - 1).empty());
}

class UnitOffice : public ProgrammeOffice {
 protected:
  UnitOffice() { AdoptCatalogue(kit); }
  EntityId Unit() { return kit.Given(OpenUnit(kCentre, 5, kit.today())); }
};

TEST_F(UnitOffice, SeesFirstWhatEndsFirst) {
  const EntityId later = Unit();
  const EntityId sooner = Unit();
  kit.Given(Accredit(later, schema::AccreditationStep::grant, kit.today() + 400));
  kit.Given(Accredit(sooner, schema::AccreditationStep::grant, kit.today() + 300));
  kit.Given(SignContract(sooner, kit.today(), kit.today() + 100));
  const auto lines = UnitLines(kit.state(), kit.today());
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].unit, sooner);
  EXPECT_EQ(lines[0].ends, kit.today() + 100);
  EXPECT_EQ(lines[1].ends, kit.today() + 400);
}

TEST_F(UnitOffice, SeesThatAContractGoesOnInTheOneThatFollowsIt) {
  const EntityId unit = Unit();
  kit.Given(SignContract(unit, kit.today(), kit.today() + 100));
  kit.Given(SignContract(unit, kit.today() + 100, kit.today() + 200));
  kit.Given(SignContract(unit, kit.today() + 250, kit.today() + 300));
  EXPECT_EQ(UnitLines(kit.state(), kit.today()).front().ends, kit.today() + 200) << "then there is none for a while";
}

TEST_F(UnitOffice, SeesFindingsThatNobodyPutRightInTime) {
  const EntityId unit = Unit();
  kit.Given(CheckQuality(unit, {kit.today() + 5, kit.today() + 50}));
  kit.Given(Complain(unit));
  EXPECT_EQ(UnitLines(kit.state(), kit.today()).front().matters.size(), 3U);
  EXPECT_EQ(UnitLines(kit.state(), kit.today()).front().Overdue(kit.today()), 0U);
  kit.PassUntil(kit.today() + 6);
  EXPECT_EQ(UnitLines(kit.state(), kit.today()).front().Overdue(kit.today()), 1U);
}

}  // namespace
}  // namespace fascicolo::program
