// Programmes and units gone mad: any command, mostly sensible. No session and no programme holds more than it has room for,
// whoever waits is admitted in order, everybody is moved once, and every total equals a recount from the events alone.
// FASCICOLO_SOAK=1: a million commands.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "engine/families/activation_days.h"
#include "engine/families/random_programmes.h"

namespace fascicolo::engine {
namespace {

int Steps() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 1'000'000 : 4'000; }

TEST(RandomProgrammes, NeverHoldMoreThanTheyHaveRoomForAndTheirTotalsAreRight) {
  const std::uint64_t seed = SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  Kit kit;
  RandomProgrammes work(kit, chance);
  std::map<EntityId, ProgrammeRecount> recounts;
  std::map<std::string, int> told;
  for (int i = 0; i < Steps() && !testing::Test::HasFatalFailure(); ++i) {
    const Then then = work.Step();
    ASSERT_FALSE(then.told().froze) << ToString(then.told());
    for (const auto& event : then.told().events) {
      recounts[events::FromSchema<EntityId>(event.entity.get())].Take(event.payload);
    }
    for (const auto& name : NamesOf(then.told().events)) ++told[name];
  }
  for (const auto& [id, recount] : recounts) {
    const auto row = kit.state().Find<ProgrammeTable>(id);
    ASSERT_TRUE(row.has_value());
    EXPECT_EQ(row->enrolled, static_cast<std::int64_t>(recount.enrolled.size()));
    EXPECT_EQ(row->held, recount.held);
    EXPECT_EQ(row->attended, recount.attended);
    EXPECT_EQ(row->minutes, recount.minutes);
  }
  for (const char* name : {"Enrolled", "EnrolmentAdmitted", "EnrolmentEnded", "SessionRecorded"}) {
    EXPECT_GT(told[name], 0) << name;
  }
}

/// What is held at each unit on `day`, reckoned from the activations alone.
std::map<EntityId, std::int64_t> HeldOn(const Kit& kit, const std::vector<EntityId>& users, Day day) {
  std::map<EntityId, std::int64_t> held;
  for (const EntityId user : users) {
    const auto row = *kit.Activation(user);
    const auto moved = kit.state().Find<MovedServiceTable>(user);
    if (moved && day < moved->since) continue;
    for (const HeldChange& change : Changes({}, HeldBy(row))) {
      if (change.from <= day && (!change.until || day < *change.until)) held[row.unit] += change.delta;
    }
  }
  return held;
}

/// Users of many units, which all change hands, one after the other, while people come and go.
TEST(RandomProviderChanges, MoveEverybodyOnceAndLoseNobody) {
  const std::uint64_t seed = SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  Kit kit;
  AdoptCatalogue(kit);
  std::vector<EntityId> units{kit.Given(OpenUnit(kCentre, 400, kit.today()))};
  std::vector<EntityId> users;
  const int changes = std::getenv("FASCICOLO_SOAK") != nullptr ? 200 : 6;
  for (int change = 0; change < changes && !testing::Test::HasFatalFailure(); ++change) {
    const EntityId unit = units.back();
    for (std::size_t i = 0; i < 40 && users.size() < 350; ++i) {
      users.push_back(Applicant(kit));
      const auto until = chance.OneIn(3) ? std::optional(kit.today() + static_cast<int>(chance.From(2, 40))) : std::nullopt;
      kit.Given(Start(users.back(), unit, kit.today() + static_cast<int>(chance.From(0, 1)), until));
    }
    for (int i = 0; i < 10; ++i) {
      const EntityId user = chance.Of(users);
      const Day day = kit.today() + static_cast<int>(chance.From(-5, 9));
      if (chance.OneIn(2)) static_cast<void>(kit.When(End(user, day)));
      if (chance.OneIn(2)) static_cast<void>(kit.When(Suspend(user, day, day + 3)));
    }
    units.push_back(kit.Given(OpenUnit(kCentre, 400, kit.today())));
    const Day from = kit.today() + static_cast<int>(chance.From(0, 5));
    kit.RunDue();
    kit.Given(ChangeProvider(unit, units.back(), from));
    std::map<EntityId, int> moves;
    for (const auto& event : kit.PassUntil(from + 1)) {
      if (event.payload.AsServiceMoved() != nullptr) ++moves[events::FromSchema<EntityId>(event.entity.get())];
    }
    for (const EntityId user : users) ASSERT_LE(moves[user], 1);
    for (int days = 0; days < 50; ++days) {
      auto held = HeldOn(kit, users, from + days);
      ASSERT_EQ(held[unit], 0) << "somebody was left behind";
      ASSERT_EQ(kit.state().LevelOn<TakenTable>(unit, from + days), 0);
      ASSERT_EQ(kit.state().LevelOn<TakenTable>(units.back(), from + days), held[units.back()]);
    }
  }
}

}  // namespace
}  // namespace fascicolo::engine
