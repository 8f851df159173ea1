// A registry gone mad: any command about households, mostly sensible, and any fact about them.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engine/kit.h"
#include "engine/seed.h"
#include "engine/told_households.h"

namespace fascicolo::engine {

/// A registry gone mad: any command about anybody, mostly sensible.
class RandomRegistry {
  using Composition = schema::Composition;

 public:
  static constexpr std::size_t kPersons = 150;

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

}  // namespace fascicolo::engine
