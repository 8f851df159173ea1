// What must hold whatever a registry sends: 20,000 random commands about households, and who is where counted again by the
// simplest means, day by day.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "engine/families/household_days.h"
#include "engine/kit.h"
#include "engine/seed.h"
#include "engine/told_households.h"

namespace fascicolo::engine {
namespace {

using schema::Composition;

constexpr int kCommands = 20'000;
constexpr int kHouseholdFacts = 5'000;
constexpr std::size_t kPersons = 150;
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

/// A registry gone mad: any command about anybody, mostly sensible.
class RandomRegistry {
 public:
  RandomRegistry(Kit& kit, Chance& chance) : kit_(kit), chance_(chance), persons_(SomePersons(kit, kPersons)) {}

  Then Step() {
    switch (chance_.Below(8)) {
      case 0:
        return Made(kit_.When(Form(Family(SomeOf(3)), AnyDay(), AnyKind())));
      case 1:
      case 2:
        return kit_.When(Join(AnyHousehold(), Anybody(), AnyDay()));
      case 3:
      case 4: {
        const EntityId household = AnyHousehold();
        return kit_.When(Leave(household, MemberOf(household), AnyDay(),
                               chance_.OneIn(2) ? EntityId{} : MemberOf(household)));
      }
      case 5: {
        const EntityId household = AnyHousehold();
        auto split = Split(household, Family({MemberOf(household)}), AnyDay(),
                           chance_.OneIn(4) ? schema::LeaveReason::violence : schema::LeaveReason::separated);
        if (chance_.OneIn(2)) split.reference = Ref(MemberOf(household));
        return Made(kit_.When(std::move(split)));
      }
      case 6: {
        const EntityId household = AnyHousehold();
        return kit_.When(NameReferencePerson(household, MemberOf(household), AnyDay()));
      }
      default:
        return kit_.When(Move(AnyHousehold(), AnyDay(), chance_.OneIn(2) ? kSassari : kCagliari));
    }
  }

  /// Any fact about any household, sound or not.
  bool Fold() {
    switch (chance_.Below(6)) {
      case 0: {
        schema::MemberJoinedT joined;
        joined.person = Ref(Anybody());
        joined.relationship = static_cast<schema::Relationship>(chance_.Below(20));
        joined.from = WildDay();
        return Fold(std::move(joined));
      }
      case 1: {
        schema::MemberLeftT left;
        left.person = Ref(Anybody());
        left.on = WildDay();
        return Fold(std::move(left));
      }
      case 2: {
        schema::ReferencePersonNamedT named;
        named.person = Ref(Anybody());
        named.from = WildDay();
        named.members = MembersOf(Family({Anybody()}));
        return Fold(std::move(named));
      }
      case 3: {
        schema::HouseholdSplitT split;
        split.on = WildDay();
        split.persons.push_back(events::ToSchema(Anybody()));
        return Fold(std::move(split));
      }
      case 4: {
        schema::HouseholdMovedT moved;
        moved.from = WildDay();
        moved.municipality = std::string(chance_.Below(9), '0');
        return Fold(std::move(moved));
      }
      default: {
        schema::HouseholdDissolvedT dissolved;
        dissolved.on = WildDay();
        return Fold(dissolved);
      }
    }
  }

  [[nodiscard]] std::size_t households() const { return households_.size(); }

 private:
  template <class Fact>
  bool Fold(Fact fact) {
    return kit_.Folds(AnyHousehold(), schema::EntityKind::household, std::move(fact));
  }
  Then Made(Then then) {
    if (!then.told().events.empty()) households_.push_back(kit_.Made());
    return then;
  }
  EntityId Anybody() { return chance_.Of(persons_); }
  std::vector<EntityId> SomeOf(std::size_t most) {
    std::set<EntityId> some{Anybody()};
    while (some.size() < most && !chance_.OneIn(3)) some.insert(Anybody());
    return {some.begin(), some.end()};
  }
  Composition AnyKind() { return static_cast<Composition>(1 + chance_.Below(3)); }
  /// Mostly one that was formed lately.
  EntityId AnyHousehold() {
    if (households_.empty() || chance_.OneIn(200)) return Anybody();
    const std::size_t back = std::min<std::size_t>(households_.size(), chance_.OneIn(5) ? households_.size() : 100);
    return households_[households_.size() - 1 - chance_.Below(back)];
  }
  /// Mostly somebody who ever was one.
  EntityId MemberOf(EntityId household) {
    const auto row = kit_.state().Find<HouseholdTable>(household);
    return !row || chance_.OneIn(10) ? Anybody() : chance_.Of(row->members).person;
  }
  Day AnyDay() { return kit_.today() - static_cast<int>(chance_.OneIn(3) ? chance_.From(-1, 30) : 0); }
  std::int32_t WildDay() {
    if (chance_.OneIn(5)) return static_cast<std::int32_t>(chance_.From(INT32_MIN, INT32_MAX));
    return AnyDay().days;
  }

  Kit& kit_;
  Chance& chance_;
  std::vector<EntityId> persons_;
  std::vector<EntityId> households_;
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
