// What the office sees of those who were asked whether they still wait. The sheet of home care: every 180 days, 30 to answer.
#include "connectors/program/lists/asked_lines.h"

#include "engine/told_waiting.h"

namespace fascicolo::program {
namespace {

using namespace engine;  // NOLINT: tests are told in its words

constexpr int kAskedEvery = 180;
constexpr int kAnswerWithin = 30;

class AskedOffice : public testing::Test {
 protected:
  AskedOffice() {
    AdoptCatalogue(kit);
    KeepTheSilent(kit);
  }
  Kit kit;
};

TEST_F(AskedOffice, SeesWhoIsAskedOnWhichDay) {
  const EntityId id = WaitingForHomeCare(kit, 60, 30);
  const auto lines = AskedLines(kit.state(), kHomeCare);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines.front().activation, id);
  EXPECT_FALSE(WasAsked(lines.front()));
  EXPECT_EQ(lines.front().asked_on, kit.today() + kAskedEvery);
}

TEST_F(AskedOffice, SeesUntilWhenSomebodyMayAnswerAndWhereTheyStand) {
  const EntityId first = WaitingForHomeCare(kit, 60, 10);
  const EntityId second = WaitingForHomeCare(kit, 60, 50);
  kit.Given(AskToConfirm(second));
  const auto lines = AskedLines(kit.state(), kHomeCare);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].activation, first);
  EXPECT_FALSE(WasAsked(lines[0]));
  EXPECT_EQ(lines[1].rank, 2U);
  EXPECT_EQ(lines[1].activation, second);
  EXPECT_EQ(lines[1].answer_by, kit.today() + kAnswerWithin);
  EXPECT_FALSE(lines[1].is_inactive);
}

TEST_F(AskedOffice, SeesWhoIsPassedOverUntilTheyConfirm) {
  const EntityId silent = WaitingForHomeCare(kit, 60, 10);
  kit.PassUntil(kit.today() + kAskedEvery + kAnswerWithin + 1);
  auto lines = AskedLines(kit.state(), kHomeCare);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_TRUE(lines.front().is_inactive);
  EXPECT_TRUE(WasAsked(lines.front()));
  kit.Given(ConfirmInterest(silent));
  lines = AskedLines(kit.state(), kHomeCare);
  EXPECT_FALSE(WasAsked(lines.front()));
  EXPECT_EQ(lines.front().asked_on, kit.today() + kAskedEvery);
}

TEST_F(AskedOffice, SeesNobodyOfAListThatIsNotRevalidated) {
  (void)Waiting(kit);
  EXPECT_TRUE(AskedLines(kit.state(), kCentre).empty());
}

}  // namespace
}  // namespace fascicolo::program
