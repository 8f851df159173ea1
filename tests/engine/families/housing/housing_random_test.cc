// Public housing gone mad: any command, mostly sensible. No dwelling has two tenancies, nobody lives in two dwellings, and every
// dwelling changes its state as the table says, by a recount from the events alone. FASCICOLO_SOAK=1: a million commands.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "engine/families/housing/random_housing.h"

namespace fascicolo::engine {
namespace {

int Steps() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 1'000'000 : 20'000; }

TEST(RandomHousing, GivesNoDwellingTwiceAndNobodyTwoDwellings) {
  const std::uint64_t seed = SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  Kit kit;
  HousingRecount recount;
  RandomHousing work(kit, chance, recount.lived_in());
  std::map<std::string, int> told;
  for (int i = 0; i < Steps() && !testing::Test::HasFatalFailure(); ++i) {
    if (chance.OneIn(40)) kit.PassUntil(kit.today() + 1);
    const Then then = work.Step();
    ASSERT_FALSE(then.told().froze) << ToString(then.told());
    for (const auto& event : then.told().events) recount.Take(event);
    recount.Check();
    for (const auto& name : NamesOf(then.told().events)) ++told[name];
  }
  for (const auto& [id, state] : recount.states()) EXPECT_EQ(DwellingOf(kit, id).state, state);
  for (const EntityId id : recount.lived_in()) EXPECT_TRUE(TenancyOf(kit, id).IsLivedIn());
  for (const char* name : {"TenancyOpened", "DwellingAnswered", "DwellingAssigned", "TenancySigned", "KeysHandedOver",
                           "TenancyEnded", "OccupationRecorded", "ChangeRequested", "ForfeitureStarted"}) {
    EXPECT_GT(told[name], 0) << name;
  }
}

}  // namespace
}  // namespace fascicolo::engine
