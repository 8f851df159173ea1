// Persons of a simulated town are forgotten, with kill -9 in between: afterwards none of their keys is in any file, nobody
// finds them, each certificate holds, and everything that is counted or proven is as it was. FASCICOLO_SOAK=1: 200 persons.
#include <gtest/gtest.h>

#include <cstdlib>

#include "faults/rights/forgetting_town.h"

namespace fascicolo::program_test {
namespace {

TownPlan SmallPlanIn(const std::filesystem::path& data) { return {"1000", 4, 400, {"--data", data.string()}}; }
TownPlan PlanIn(const std::filesystem::path& data) {
  TownPlan plan = SmallPlanIn(data);
  if (std::getenv("FASCICOLO_SOAK") == nullptr) return plan;
  plan.inhabitants = "20000";
  plan.persons = 200;
  return plan;
}

TEST(ForgettingInTown, SurvivesKillsAndLeavesNothingOfWhomItForgot) {
  const Desk desk;
  ForgettingTown town(desk, PlanIn(desk.data()));
  ASSERT_NO_FATAL_FAILURE(town.ForgetPersons());
  EXPECT_TRUE(town.FilesWithKeysUnder(desk.data()).empty()) << testing::PrintToString(town.FilesWithKeysUnder(desk.data()));
  town.CheckNoTextUnder(desk.data());
  town.CheckThatAllElseIsAsBefore();
}

TEST(ForgettingInTown, ABackupHasTheirKeysUntilItsVaultIsAsOldAsIsKept) {
  const Desk desk;
  ForgettingTown town(desk, SmallPlanIn(desk.data()));
  ASSERT_NO_FATAL_FAILURE(town.ForgetPersons());
  EXPECT_FALSE(town.FilesWithKeysUnder(town.backup()).empty()) << "else this test sees nothing";
  town.BackUpAfter(31, {"--vault-keep", "30"});
  EXPECT_TRUE(town.FilesWithKeysUnder(town.backup()).empty()) << testing::PrintToString(town.FilesWithKeysUnder(town.backup()));
  town.CheckNoTextUnder(town.backup());
}

}  // namespace
}  // namespace fascicolo::program_test
