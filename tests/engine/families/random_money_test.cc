// What must hold whatever is asked of acts, money and allowances: random commands, and everything told again from the events by
// the simplest means. FASCICOLO_SOAK=1: a million of them.
#include <gtest/gtest.h>

#include <cstdlib>

#include "engine/families/books.h"
#include "engine/families/random_money.h"

namespace fascicolo::engine {
namespace {

int MoneySteps() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 1'000'000 : 20'000; }

TEST(RandomMoney, NoBudgetIsOverdrawnAndNothingHasEffectBeforeItsAct) {
  Chance chance(SeedOfThisRun());
  Kit kit;
  RandomMoney money(kit, chance);
  Books books;
  std::vector<schema::EventT> beginning;
  beginning.push_back(money.Beginning());
  books.Take(beginning);
  std::size_t events = 0;
  for (int step = 0; step < MoneySteps(); ++step) {
    const Then then = money.Step();
    books.Take(then.told().events);
    events += then.told().events.size();
    if (step % (MoneySteps() / 20) != 0) continue;  // what is counted again grows with the steps
    books.Check(kit);
    books.CheckActs(kit);
    if (testing::Test::HasFailure()) FAIL() << "at step " << step;
  }
  EXPECT_GT(events, static_cast<std::size_t>(MoneySteps()) / 8) << "most of what was asked came to nothing";
}

}  // namespace
}  // namespace fascicolo::engine
