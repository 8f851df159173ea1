// A year of readers who seal, read in emergencies, agree and grant at random: who may read what is counted again from
// the events alone.
#include "engine/families/random_access.h"

#include <gtest/gtest.h>

namespace fascicolo::engine {
namespace {

constexpr int kCommands = 20'000;

TEST(RandomAccess, NobodyReadsMoreThanTheEventsSay) {
  const std::uint64_t seed = SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  Kit kit;
  RandomAccess readers(kit, chance);
  AccessRecount recount;
  int accepted = 0;
  for (int i = 0; i < kCommands && !testing::Test::HasFailure(); ++i) {
    const Then then = readers.Step();
    ASSERT_FALSE(then.told().froze) << kit.LastCommand();
    accepted += then.told().events.empty() ? 0 : 1;
    recount.Take(then.told().events, kit.now());
    recount.Check(kit, readers.last_case(), readers.Worker());
    if (chance.OneIn(30)) kit.PassUntil(kit.today() + 1);
  }
  EXPECT_GT(accepted, kCommands / 20) << "too little happens";
}

}  // namespace
}  // namespace fascicolo::engine
