// What must hold whatever is asked of plans: random commands, and everything told again from the events by the simplest means.
// FASCICOLO_SOAK=1: a million of them.
#include <gtest/gtest.h>

#include <cstdlib>

#include "engine/families/plan/random_plans.h"

namespace fascicolo::engine {
namespace {

int Steps() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 1'000'000 : 6'000; }

TEST(RandomPlans, NeverPayAMonthTwiceNorOverdrawNorRunTwoPlansAtOnce) {
  Chance chance(SeedOfThisRun());
  Kit kit;
  RandomPlans plans(kit, chance);
  PlanRecount retold;
  for (int i = 0; i < Steps(); ++i) {
    const Then then = plans.Step();
    ASSERT_FALSE(then.told().froze) << ToString(then.told());
    retold.Take(then.told().events);
    retold.Take(kit.RunDue());
    if (i % 100 == 0) retold.Check(kit);
  }
  retold.Check(kit);
  for (const auto* name : {"PlanStarted", "ExpensesAccepted", "MoneyLiquidated", "PlanEnded", "LeftoverReturned"}) {
    EXPECT_GT(retold.told[name], 0) << name;
  }
}

}  // namespace
}  // namespace fascicolo::engine
