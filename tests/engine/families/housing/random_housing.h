// Public housing gone mad: any command about it, mostly sensible; and what its events come to.
#pragma once

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/families/housing/dwelling_states.h"
#include "engine/seed.h"
#include "engine/told_housing.h"

namespace fascicolo::engine {

/// What the events come to, reckoned without the engine.
class HousingRecount {
  using enum schema::DwellingState;

 public:
  void Take(const schema::EventT& event) {
    const auto id = events::FromSchema<EntityId>(event.entity.get());
    if (const auto* fact = FactIn<schema::DwellingRegisteredT>(event.payload)) states_[id] = fact->state;
    if (const auto* fact = FactIn<schema::DwellingMovedT>(event.payload)) Move(id, fact->state, events::Entity(fact->tenancy.get()));
    if (FactIn<schema::OccupationRecordedT>(event.payload) != nullptr) Move(id, without_title, {});
    if (const auto* fact = FactIn<schema::OccupationAdvancedT>(event.payload)) {
      if (fact->step == schema::OccupationStep::cleared) Move(id, to_repair, {});
    }
    if (const auto* fact = FactIn<schema::TenancyOpenedT>(event.payload)) Open(id, *fact);
    if (FactIn<schema::KeysHandedOverT>(event.payload) != nullptr) lived_in_.insert(id);
    if (FactIn<schema::TenancyEndedT>(event.payload) != nullptr) lived_in_.erase(id);
  }
  /// After all events of one command.
  void Check() const {
    std::map<EntityId, EntityId> persons;
    std::map<EntityId, EntityId> dwellings;
    for (const EntityId tenancy : lived_in_) {
      const Opened& opened = opened_.at(tenancy);
      ASSERT_TRUE(dwellings.emplace(opened.dwelling, tenancy).second) << "one dwelling, two tenancies";
      ASSERT_EQ(states_.at(opened.dwelling), occupied);
      for (const EntityId person : opened.persons) {
        ASSERT_TRUE(persons.emplace(person, tenancy).second) << "one household, two dwellings";
      }
    }
  }
  [[nodiscard]] const std::map<EntityId, schema::DwellingState>& states() const { return states_; }
  [[nodiscard]] const std::set<EntityId>& lived_in() const { return lived_in_; }

 private:
  struct Opened {
    EntityId dwelling;
    std::vector<EntityId> persons;
  };
  void Move(EntityId dwelling, schema::DwellingState next, EntityId tenancy) {
    ASSERT_TRUE(MayBecome(states_.at(dwelling), next)) << TextOf(states_.at(dwelling)) << " to " << TextOf(next);
    if (next == offered || next == assigned || next == occupied) {
      ASSERT_EQ(opened_.at(tenancy).dwelling, dwelling);
    }
    states_[dwelling] = next;
  }
  void Open(EntityId tenancy, const schema::TenancyOpenedT& fact) {
    Opened opened{events::Entity(fact.dwelling.get()), {events::Entity(fact.person.get())}};
    for (const schema::Id& member : fact.members) opened.persons.push_back(events::Entity(&member));
    opened_[tenancy] = std::move(opened);
    const bool is_there = fact.title == schema::TenancyTitle::lodging || fact.title == schema::TenancyTitle::regularised;
    if (is_there) lived_in_.insert(tenancy);
  }

  std::map<EntityId, schema::DwellingState> states_;
  std::map<EntityId, Opened> opened_;
  std::set<EntityId> lived_in_;
};

/// Twenty dwellings, three lists and some cases.
class RandomHousing {
  using ForfeitureStep = schema::ForfeitureStep;

 public:
  /// `lived_in`: the tenancies that are lived in, as the recount knows them.
  RandomHousing(Kit& kit, Chance& chance, const std::set<EntityId>& lived_in)
      : kit_(kit), chance_(chance), lived_in_(lived_in) {
    for (auto [sheet, act] : {std::pair{kErp, "none"}, {kErpChange, "none"}, {kErpForfeiture, "none"}, {kLodgings, "none"}}) {
      AdoptOnce(kit_, AdoptSheet(With(sheet, "/act", act)));
    }
    for (const auto* rules : {"erp_points-2021", "erp_match-2026", "erp_rent-2026"}) {
      AdoptOnce(kit_, AdoptRuleSet(BuiltInText(rules)));
    }
    for (int i = 0; i < 3; ++i) {
      const auto list = ConfirmedList(kit_, {1, 2, 1, 3, 1, 2, 1, 1});
      entries_.insert(entries_.end(), list.entries.begin(), list.entries.end());
    }
    for (int i = 0; i < 12; ++i) cases_.push_back(CaseInCharge(kit_));
  }

  Then Step() {
    if (dwellings_.size() < 20 || chance_.OneIn(300)) return Register();
    const EntityId dwelling = chance_.Of(dwellings_);
    switch (chance_.Below(12)) {
      case 0:
        return kit_.When(MoveTo(dwelling, static_cast<schema::DwellingState>(chance_.From(1, 8))));
      case 1:
        return kit_.When(chance_.OneIn(4) ? Reserve(dwelling, "eviction") : Reserve(dwelling, ""));
      case 2:
        return Occupation(dwelling);
      case 3:
        return Noted(kit_.When(OfferOfReserve(dwelling, chance_.Of(cases_))));
      case 4:
      case 5:
        return Noted(kit_.When(OfferTo(dwelling, chance_.Of(entries_), chance_.OneIn(2) ? "det. 1/2026" : "")));
      case 6:
        return Noted(kit_.When(Lodge(dwelling, chance_.Of(cases_), kit_.today() + static_cast<int>(chance_.From(1, 95)))));
      default:
        return tenancies_.empty() ? Register() : OnTenancy(SomeTenancy(), dwelling);
    }
  }

 private:
  Then Register() {
    const std::string code = "R-" + std::to_string(++registered_);
    Then then = kit_.When(chance_.OneIn(3) ? Lodging(code) : Flat(code, static_cast<std::uint16_t>(chance_.From(40, 70))));
    dwellings_.push_back(kit_.Made());
    return then;
  }
  Then Noted(Then then) {
    if (!then.told().events.empty()) tenancies_.push_back(kit_.Made());
    return then;
  }
  /// Mostly one of the newest, so that some come to their end; the older ones are over, or lived in.
  EntityId SomeTenancy() {
    constexpr std::size_t kNewest = 6;
    if (chance_.OneIn(4)) return chance_.Of(tenancies_);
    return tenancies_[tenancies_.size() - 1 - chance_.Below(std::min(kNewest, tenancies_.size()))];
  }
  EntityId LivedIn(EntityId otherwise) {
    if (lived_in_.empty() || chance_.OneIn(4)) return otherwise;
    return *std::next(lived_in_.begin(), static_cast<std::ptrdiff_t>(chance_.Below(lived_in_.size())));
  }
  Then Occupation(EntityId dwelling) {
    switch (chance_.Below(5)) {
      case 0:
        return chance_.OneIn(3) ? kit_.When(OccupiedBySomebody(dwelling)) : kit_.When(MoveTo(dwelling, schema::DwellingState::ready));
      case 1:
        return Noted(kit_.When(Regularise(dwelling, chance_.Of(cases_))));
      case 2:
        return kit_.When(OccupationStepOf(dwelling, schema::OccupationStep::notified));
      default:
        return kit_.When(OccupationStepOf(dwelling, schema::OccupationStep::cleared));
    }
  }
  Then OnTenancy(EntityId tenancy, EntityId dwelling) {
    switch (chance_.Below(14)) {
      case 0:
      case 1:
        return kit_.When(AcceptDwelling(tenancy));
      case 2:
        return kit_.When(DeclineDwelling(tenancy, chance_.OneIn(2) ? "dwelling_unsuitable" : "other"));
      case 3:
      case 4:
        return kit_.When(AssignTo(tenancy));
      case 5:
      case 6:
        return kit_.When(SignContract(tenancy));
      case 7:
      case 8:
        return kit_.When(HandKeys(tenancy));
      case 9:
        return kit_.When(Release(tenancy, chance_.OneIn(2) ? "released" : "autonomy"));
      case 10:
        return kit_.When(WantChange(LivedIn(tenancy)));
      case 11:
        return Noted(kit_.When(OfferInPlaceOf(dwelling, LivedIn(tenancy))));
      case 12:
        return chance_.OneIn(2) ? kit_.When(Forfeit(LivedIn(tenancy))) : kit_.When(Checked(LivedIn(tenancy), true));
      default:
        return kit_.When(ForfeitStep(LivedIn(tenancy), static_cast<ForfeitureStep>(chance_.From(1, 7)), kit_.today() + 3));
    }
  }

  Kit& kit_;
  Chance& chance_;
  const std::set<EntityId>& lived_in_;
  std::vector<EntityId> entries_;
  std::vector<EntityId> cases_;
  std::vector<EntityId> dwellings_;
  std::vector<EntityId> tenancies_;
  int registered_ = 0;
};

}  // namespace fascicolo::engine
