// What the office sees of who is placed where: host, payer, the next term, and what is not told.
#include "connectors/program/placements/placement_lines.h"

#include "engine/told_people.h"
#include "engine/told_placements.h"

namespace fascicolo::program {
namespace {

using namespace engine;  // NOLINT: tests are told in its words

class PlacementOffice : public testing::Test {
 protected:
  PlacementOffice() {
    AdoptPlacing(kit);
    unit = kit.Given(OpenUnit(kMinors, 5, kit.today() - 10));
    case_file = CaseOf(kit, 8);
    person = PersonOf(kit, case_file);
  }
  [[nodiscard]] PlacementLine LineOf(EntityId placement) const {
    for (const PlacementLine& line : PlacementLines(kit.state(), kit.today())) {
      if (line.placement == placement) return line;
    }
    ADD_FAILURE() << "no such placement";
    return {};
  }
  EntityId TakenIn() {
    const EntityId placement = kit.Given(RequestOf(case_file, kMinors));
    kit.Given(Ask(placement, unit));
    kit.Given(HostAccepts(placement, unit));
    kit.Given(Decree(placement));
    kit.Given(TakeIn(placement, unit, kit.today()));
    return placement;
  }
  Kit kit;
  EntityId unit;
  EntityId case_file;
  EntityId person;
};

TEST_F(PlacementOffice, SeesWhoIsWhereSinceWhenAndWhoPays) {
  const EntityId placement = TakenIn();
  const PlacementLine line = LineOf(placement);
  EXPECT_EQ(line.placed.person, person);
  ASSERT_TRUE(line.host);
  EXPECT_EQ(line.host->unit, unit);
  EXPECT_EQ(line.placed.from, kit.today());
  EXPECT_EQ(line.row.payer, "092009");
  EXPECT_TRUE(IsOpen(line));
}

TEST_F(PlacementOffice, SeesTheReportThatComesNextAndThatItIsLate) {
  const EntityId placement = TakenIn();
  const auto next = LineOf(placement).next;
  ASSERT_TRUE(next);
  EXPECT_EQ(next->what, "report");
  EXPECT_GT(next->on, kit.today());
  kit.PassUntil(next->on + 1);
  ASSERT_TRUE(LineOf(placement).next);
  EXPECT_LT(LineOf(placement).next->on, kit.today()) << "late until it is sent";
  kit.Given(OfPlacement<schema::SendPlacementReportT>(placement));
  ASSERT_TRUE(LineOf(placement).next);
  EXPECT_GT(LineOf(placement).next->on, kit.today());
}

TEST_F(PlacementOffice, SeesAStepOfTheLawThatAPublicRemovalWaitsFor) {
  const EntityId placement = kit.Given(Removal(case_file, unit, StartOfDay(kit.today())));
  const auto next = LineOf(placement).next;
  ASSERT_TRUE(next) << "civil code, art. 403: the prosecutor is told within 24 hours";
  EXPECT_LE(next->on, kit.today() + 1);
}

TEST_F(PlacementOffice, SeesWhereTheyAreAfterAMove) {
  const EntityId placement = TakenIn();
  const EntityId other = kit.Given(OpenUnit(kMinors, 5, kit.today() - 10));
  const Day moved = kit.today() + 3;
  kit.PassUntil(moved);
  kit.Given(MoveTo(placement, other, moved));
  EXPECT_EQ(LineOf(placement).host->unit, other);
  const auto before = PlacementLines(kit.state(), kit.today(), moved - 1);
  ASSERT_EQ(before.size(), 1U);
  EXPECT_EQ(before.front().host->unit, unit) << "where they were on a day";
  kit.Given(Protect(person));
  EXPECT_FALSE(PlacementLines(kit.state(), kit.today(), moved - 1).front().host) << "protected today, hidden of every day";
}

TEST_F(PlacementOffice, IsNotToldWhereSomebodyIsWhoseAddressIsProtected) {
  const EntityId placement = TakenIn();
  kit.Given(Protect(person));
  const PlacementLine line = LineOf(placement);
  EXPECT_TRUE(line.is_hidden);
  EXPECT_FALSE(line.host);
}

TEST_F(PlacementOffice, SeesThatAPlacementIsOver) {
  const EntityId placement = TakenIn();
  kit.PassUntil(kit.today() + 1);
  kit.Given(EndStay(placement, kit.today(), "other_service"));
  EXPECT_FALSE(IsOpen(LineOf(placement)));
}

}  // namespace
}  // namespace fascicolo::program
