// What must hold whatever a registry sends: 20,000 random commands about households, and who is where counted again by the
// simplest means, day by day.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "engine/families/household_days.h"
#include "engine/families/random_registry.h"

namespace fascicolo::engine {
namespace {

using schema::Composition;

constexpr int kCommands = 20'000;
constexpr int kHouseholdFacts = 5'000;
constexpr int kHouseholdWindow = 1'500;  ///< days that are counted one by one

/// Of which household each person is a member on each day, from the events alone.
class WhoIsWhere {
 public:
  explicit WhoIsWhere(Day first) : first_(first) {}

  void Take(const std::vector<schema::EventT>& events) {
    for (const auto& event : events) {
      const EntityId id = events::Entity(event.entity.get());
      if (const auto* fact = event.payload.AsMemberLeft()) Leave(id, *fact->person, fact->on);
      if (const auto* fact = event.payload.AsHouseholdSplit()) {
        for (const auto& person : fact->persons) Leave(id, person, fact->on);
      }
      if (const auto* fact = event.payload.AsHouseholdFormed()) {
        kinds_[id] = fact->composition;
        for (const auto& member : fact->members) Join(id, *member->person, fact->from);
      }
      if (const auto* fact = event.payload.AsMemberJoined()) Join(id, *fact->person, fact->from);
    }
  }

  /// The rows say on this day what was counted, and where there are members the reference person is one of them.
  void Check(const Kit& kit, Day day) {
    std::map<EntityId, std::set<EntityId>> counted;
    for (auto& [who, days] : days_) {
      const EntityId household = days[Index(day)];
      if (!household.is_zero()) counted[household].insert(who.first);
    }
    for (const auto& [household, kind] : kinds_) {
      const auto row = kit.state().Find<HouseholdTable>(household).value();
      std::set<EntityId> members;
      for (const auto& [who, days] : days_) {
        if (MembershipOn(row, who.first, day) != nullptr) members.insert(who.first);
      }
      ASSERT_EQ(row.composition, kind);
      ASSERT_EQ(members, counted[household]) << FormatDay(day);
      ASSERT_EQ(members.size(), MembersOn(row, day));
      ASSERT_TRUE(members.empty() || members.contains(ReferenceOn(row, day))) << FormatDay(day);
      ASSERT_EQ(row.dissolved_on.has_value(), EmptyFrom(row).has_value());
    }
  }

 private:
  using Who = std::pair<EntityId, Composition>;
  std::size_t Index(Day day) const { return static_cast<std::size_t>(std::clamp(day - first_, 0, kHouseholdWindow - 1)); }
  std::vector<EntityId>& DaysOf(EntityId household, const schema::Id& person) {
    return days_.try_emplace(Who(events::Entity(&person), kinds_.at(household)), kHouseholdWindow).first->second;
  }
  void Join(EntityId household, const schema::Id& person, int from) {
    auto& days = DaysOf(household, person);
    for (std::size_t i = Index(Day{from}); i < kHouseholdWindow; ++i) {
      ASSERT_TRUE(days[i].is_zero()) << "in two households of one composition on " << FormatDay(first_ + int(i));
      days[i] = household;
    }
  }
  void Leave(EntityId household, const schema::Id& person, int on) {
    auto& days = DaysOf(household, person);
    for (std::size_t i = Index(Day{on}); i < kHouseholdWindow; ++i) {
      ASSERT_EQ(days[i], household) << "left a household without being there on " << FormatDay(first_ + int(i));
      days[i] = {};
    }
  }

  Day first_;
  std::map<EntityId, Composition> kinds_;
  std::map<Who, std::vector<EntityId>> days_;
};

TEST(RandomHouseholds, NeverPutAPersonIntoTwoOfOneCompositionOnOneDay) {
  const std::uint64_t seed = SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  Kit kit;
  RandomRegistry registry(kit, chance);
  WhoIsWhere counted(kit.today() - 40);
  std::map<std::string, int> told;
  for (int i = 0; i < kCommands && !testing::Test::HasFatalFailure(); ++i) {
    const Then then = registry.Step();
    ASSERT_FALSE(then.told().froze);
    for (const auto& name : NamesOf(then.told().events)) ++told[name];
    counted.Take(then.told().events);
    if (chance.OneIn(20)) kit.OpenNextDay();
    if (i % 1'000 == 0) counted.Check(kit, kit.today() - static_cast<int>(chance.Below(35)));
  }
  counted.Check(kit, kit.today());
  for (const char* name : {"HouseholdFormed", "MemberJoined", "MemberLeft", "ReferencePersonNamed", "HouseholdSplit",
                           "HouseholdMoved", "HouseholdDissolved"}) {
    EXPECT_GT(told[name], 50) << name;
  }
}

TEST(RandomHouseholds, AnswerAnyFactAndDecidersGoOnAfterIt) {
  const std::uint64_t seed = SeedOfThisRun();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  Kit kit;
  RandomRegistry registry(kit, chance);
  for (int i = 0; i < 300; ++i) static_cast<void>(registry.Step());
  int folded = 0;
  for (int i = 0; i < kHouseholdFacts; ++i) folded += registry.Fold();
  EXPECT_GT(folded, 20);
  for (int i = 0; i < 300; ++i) static_cast<void>(registry.Step());
}

}  // namespace
}  // namespace fascicolo::engine
