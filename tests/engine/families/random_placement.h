// Offices that place people gone mad: any command about placements, mostly sensible.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engine/families/placement_states.h"
#include "engine/seed.h"
#include "engine/told_placements.h"

namespace fascicolo::engine {

/// Offices that place people anyhow: mostly sensibly, sometimes absurdly.
class RandomPlacing {
 public:
  static constexpr int kDaysBefore = 40;  ///< for which its units have been open

  RandomPlacing(Kit& given, Chance& chance) : kit(given), chance_(chance) {
    AdoptPlacing(kit);
    for (const auto* service : {kMinors, kFosterCare, kShelter, kSites, kResidence}) {
      for (int i = 0; i < 2; ++i) {
        units.push_back(kit.Given(OpenUnit(service, service == kShelter ? 3 : 8, kit.today() - kDaysBefore)));
        if (service == kFosterCare) kit.Given(FosterFamily(units.back(), {PersonOf(kit, CaseInCharge(kit))}));
      }
    }
    for (int i = 0; i < 60; ++i) cases_.push_back(CaseOf(kit, static_cast<int>(chance_.From(0, 20))));
  }

  Then Step() {
    const EntityId one = Any();
    switch (chance_.Below(18)) {
      case 0:
      case 1:
        return Note(kit.When(Asks()));
      case 2:
      case 3:
        return Note(kit.When(Nights(chance_.Of(cases_), AnyUnit(kShelter), AnyDay(), 1 + Small(), AnyNeed())));
      case 4:
        return kit.When(Ask(one, AnyUnitOf(one)));
      case 5:
        return kit.When(HostAccepts(one, AskedBy(one)));
      case 6:
        return kit.When(Decree(one));
      case 7:
        return kit.When(SignPact(one));
      case 8:
      case 9:
        return kit.When(Starts(one));
      case 10:
        return Moves(InForce());
      case 11:
        return kit.When(Extend(one, kit.today() + static_cast<int>(chance_.From(-3, 40)), chance_.OneIn(2) ? "R.G. 1" : ""));
      case 12:
      case 13:
        return Ends(one);
      case 14:
        return kit.When(Night(one, kit.today() - static_cast<int>(chance_.From(-1, 2)), !chance_.OneIn(3)));
      case 15:
      case 16:
        return Removes(one);
      default:
        return Seldom(one);
    }
  }

  Kit& kit;
  std::vector<EntityId> units;
  std::vector<EntityId> placements;

 private:
  std::uint32_t Small() { return static_cast<std::uint32_t>(chance_.Below(4)); }
  Day AnyDay() { return kit.today() + static_cast<int>(chance_.From(-4, 6)); }
  schema::Urgency AnyNeed() { return static_cast<schema::Urgency>(chance_.Below(4)); }
  EntityId AnyUnit(std::string_view service) {
    std::vector<EntityId> some;
    for (const EntityId unit : units) {
      if (kit.state().Find<UnitTable>(unit)->service == service) some.push_back(unit);
    }
    return chance_.Of(some);
  }
  /// A unit of the placement's service, mostly.
  EntityId AnyUnitOf(EntityId placement) {
    const auto row = PlacementOf(kit, placement);
    return row.service.empty() || chance_.OneIn(20) ? chance_.Of(units) : AnyUnit(row.service);
  }
  EntityId AskedBy(EntityId placement) {
    const auto row = PlacementOf(kit, placement);
    return row.asked.empty() ? chance_.Of(units) : row.asked.front();
  }
  /// One of the placements of late, which are still alive more often.
  EntityId Any() {
    if (placements.empty()) return units.front();
    return placements[placements.size() - 1 - chance_.Below(std::min<std::size_t>(placements.size(), 60))];
  }
  /// One that is in force, if a few looks find one.
  EntityId InForce() {
    constexpr int kLooks = 20;
    for (int look = 0; look < kLooks; ++look) {
      const EntityId one = Any();
      if (PlacementOf(kit, one).state == PlacementState::kInForce) return one;
    }
    return Any();
  }
  Then Moves(EntityId placement) {
    return kit.When(MoveTo(placement, AnyUnitOf(placement), chance_.OneIn(3) ? AnyDay() : kit.today()));
  }
  EntityId AnyPerson() { return PersonOf(kit, chance_.Of(cases_)); }

  schema::RequestPlacementT Asks() {
    const std::vector<std::string> services{kMinors, kFosterCare, kSites, kResidence};
    std::set<EntityId> persons;
    for (std::size_t i = chance_.Below(3); i > 0; --i) persons.insert(AnyPerson());
    return RequestOf(chance_.Of(cases_), chance_.Of(services), {persons.begin(), persons.end()});
  }
  schema::StartPlacementT Starts(EntityId placement) {
    const auto row = PlacementOf(kit, placement);
    auto start = TakeInByFamily(placement, row.found.is_zero() ? AnyUnitOf(placement) : row.found, AnyDay());
    for (const PlacedRow& placed : row.persons) start.heard.push_back(events::ToSchema(placed.person));
    return start;
  }
  Then Ends(EntityId placement) {
    auto end = EndStay(placement, kit.today() - static_cast<int>(chance_.Below(2)), chance_.OneIn(2) ? "other_service" : "autonomy");
    const auto row = PlacementOf(kit, placement);
    if (chance_.OneIn(3) && !row.persons.empty()) end.person = Ref(chance_.Of(row.persons).person);
    return kit.When(end);
  }
  Then Removes(EntityId placement) {
    const auto measure = PlacementOf(kit, placement).measure;
    if (measure.present && chance_.OneIn(3)) {
      return kit.When(engine::Step(placement, static_cast<schema::MeasureStep>(1 + chance_.Below(7)), StartOfDay(kit.today())));
    }
    if (measure.present) return kit.When(Lapse(placement));
    return Note(kit.When(Removal(chance_.Of(cases_), AnyUnit(kMinors), StartOfDay(AnyDay()))));
  }
  Then Seldom(EntityId placement) {
    switch (chance_.Below(6)) {
      case 0:
        return kit.When(WithdrawRequest(placement));
      case 1:
        return kit.When(Ban(placement, kit.today() + static_cast<int>(chance_.From(1, 20))));
      case 2:
        return kit.When(ColdPlan(AnyUnit(kShelter), 1, kit.today(), kit.today() + static_cast<int>(chance_.From(1, 9))));
      case 3:
        return kit.When(SetCapacity(chance_.Of(units), chance_.From(2, 10), kit.today() + static_cast<int>(chance_.Below(5))));
      case 4:
        return kit.When(OfPlacement<schema::SendPlacementReportT>(placement));
      default:
        return kit.When(Absent(placement, AnyPerson(), kit.today()));
    }
  }
  Then Note(Then then) {
    if (!then.told().events.empty()) placements.push_back(kit.Made());
    return then;
  }

  Chance& chance_;
  std::vector<EntityId> cases_;
};

}  // namespace fascicolo::engine
