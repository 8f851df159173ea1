// Plans gone mad: any command about them, mostly the next that is due; and what their events come to.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/families/plan/plan_deciding.h"
#include "engine/payload_names.h"
#include "engine/seed.h"
#include "engine/told_plans.h"

namespace fascicolo::engine {

/// The plans, kept from the events alone.
class PlanRecount {
 public:
  void Take(const std::vector<schema::EventT>& events) {
    for (const auto& event : events) {
      ++told[EventName(event.payload)];
      Take(events::Entity(event.entity.get()), event.payload);
    }
  }
  /// Nobody has two plans on one day, no year is overdrawn, and the rows say the same: of what changed since it was
  /// asked last.
  void Check(const Kit& kit) {
    for (const EntityId plan : std::exchange(changed_, {})) {
      const Told& told_plan = plans_.at(plan);
      for (const auto& [year, money] : told_plan.years) {
        ASSERT_LE(money.spent, money.funded);
        const auto row = YearOf(kit, plan, static_cast<std::uint32_t>(year));
        ASSERT_EQ(TotalOf(row.spent), money.spent);
        ASSERT_EQ(row.funded, money.funded);
        ASSERT_FALSE(FindOverdrawn(row.items, row.spent)) << "an item is overdrawn";
      }
    }
    for (const EntityId person : std::exchange(changed_people_, {})) CheckApart(of_person_.at(person));
  }
  std::map<std::string, int> told;

 private:
  struct Money {
    std::int64_t funded = 0;
    std::int64_t spent = 0;
  };
  struct Told {
    EntityId person;
    std::map<std::int32_t, Money> years;
    Day from;
    Day until;  ///< not after `from`: it never ran
  };

  void Note(EntityId plan) {
    changed_.insert(plan);
    changed_people_.insert(plans_.at(plan).person);
  }
  void CheckApart(const std::vector<EntityId>& theirs) const {
    for (std::size_t i = 0; i < theirs.size(); ++i) {
      for (std::size_t j = i + 1; j < theirs.size(); ++j) {
        const Told& a = plans_.at(theirs[i]);
        const Told& b = plans_.at(theirs[j]);
        ASSERT_FALSE(std::max(a.from, b.from) < std::min(a.until, b.until)) << "two plans on one day";
      }
    }
  }
  void Take(EntityId id, const schema::EventPayloadUnion& payload) {
    if (plans_.contains(id)) Note(id);
    if (const auto* requested = FactIn<schema::PlanRequestedT>(payload)) {
      plans_[id].person = events::Entity(requested->person.get());
      of_person_[plans_[id].person].push_back(id);
    }
    if (const auto* funded = FactIn<schema::PlanFundedT>(payload)) plans_[id].years[funded->year].funded += funded->amount;
    if (const auto* started = FactIn<schema::PlanStartedT>(payload)) {
      plans_[id].from = Day{started->from};
      plans_[id].until = Day{started->until};
    }
    if (const auto* renewed = FactIn<schema::PlanRenewedT>(payload)) plans_[id].until = Day{renewed->until};
    if (const auto* ended = FactIn<schema::PlanEndedT>(payload)) plans_[id].until = Day{ended->on};
    if (const auto* accepted = FactIn<schema::ExpensesAcceptedT>(payload)) {
      plans_[id].years[fascicolo::YearOf(Day{accepted->month})].spent += accepted->amount;
    }
    if (const auto* liquidated = FactIn<schema::MoneyLiquidatedT>(payload)) {
      const std::tuple month{id, liquidated->commitment, liquidated->month};
      EXPECT_TRUE(liquidated->month == 0 || paid_.insert(month).second) << "a month was liquidated twice";
    }
  }

  std::map<EntityId, Told> plans_;
  std::map<EntityId, std::vector<EntityId>> of_person_;
  std::set<EntityId> changed_;         ///< plans, since the last check
  std::set<EntityId> changed_people_;
  std::set<std::tuple<EntityId, std::uint32_t, std::int32_t>> paid_;  ///< chapter, commitment, month
};

/// Twelve candidates, whose plans wait for no act.
class RandomPlans {
 public:
  RandomPlans(Kit& kit, Chance& chance) : kit_(kit), chance_(chance) {
    AdoptPlans(kit_);
    for (const auto* sheet : {kPlan162, kBackHome}) {
      std::string json = BuiltInText(sheet);
      json.replace(json.find("\"determination\""), std::string_view("\"determination\"").size(), "\"none\"");
      AdoptOnce(kit_, AdoptSheet(json));
    }
    for (int i = 0; i < 12; ++i) people_.push_back(CandidateForPlan(kit_));
  }

  Then Step() {
    if (plans_.empty() || chance_.OneIn(12)) return Request();
    const PlanAsked& asked = chance_.Of(plans_);
    const PlanState state = PlanOf(kit_, asked.plan).state;
    if (chance_.OneIn(6)) return Disturb(asked);
    return state < PlanState::kRunning ? Advance(asked, state) : Run(asked);
  }

 private:
  Then Request() {
    PlanAsked asked = chance_.Of(people_);
    const Then then = kit_.When(RequestPlan(asked.case_file, kit_.today(), chance_.OneIn(2) ? kPlan162 : kBackHome));
    if (!then.told().events.empty()) {
      asked.plan = kit_.Made();
      plans_.push_back(asked);
    }
    return then;
  }
  /// The next step of the life.
  Then Advance(const PlanAsked& asked, PlanState state) {
    static constexpr const char* kLevels[] = {"base_a", "first", "third"};
    switch (state) {
      case PlanState::kRequested:
        return PlanOf(kit_, asked.plan).service == kPlan162
                   ? kit_.When(ScorePlan(asked.plan, asked.person))
                   : kit_.When(Level(asked.plan, kLevels[chance_.Below(3)], kit_.today()));
      case PlanState::kAssessed:
        return kit_.When(Priced(asked.plan));
      case PlanState::kPriced:
        return kit_.When(WithItems(InYear(DraftPlan(asked.plan, schema::PlanManagement::direct)),
                                   Item(Activity(asked), Cents())));
      case PlanState::kDrafted:
        return chance_.OneIn(2) ? kit_.When(SignPlan(asked.plan, schema::Party::service))
                                : kit_.When(SignPlan(asked.plan, schema::Party::person, asked.person));
      case PlanState::kAgreed:
        return kit_.When(SendPlan(asked.plan));
      case PlanState::kFunded:
        return kit_.When(StartPlan(asked.plan, kit_.today() + static_cast<int>(chance_.From(-20, 20)), asked.payee));
      default:
        return Fund(asked);
    }
  }
  Then Fund(const PlanAsked& asked) {
    const auto year = YearOf(kit_, asked.plan, static_cast<std::uint32_t>(Year()));
    const std::int64_t total = TotalOf(year.items);
    Then reserved = kit_.When(Reserve(asked.chapter, std::max<std::int64_t>(total, 1), asked.plan));
    if (reserved.told().events.empty()) return reserved;
    const auto commitment = kit_.state().Find<ChapterTable>(asked.chapter)->commitments;
    EffectiveWithVisa(kit_, NextAct(kit_), CommitMoney(asked.chapter, commitment));
    return kit_.When(InYear(Funding(asked.plan, total, asked.chapter, commitment)));
  }
  Then Run(const PlanAsked& asked) {
    const Day this_month = kit_.today() - (CivilFromDay(kit_.today()).day - 1);
    const Day month = AddMonths(this_month, static_cast<int>(chance_.From(-5, 4)));
    switch (chance_.Below(6)) {
      case 0:
      case 1:
        return kit_.When(WithItems(OfMonth<schema::FileExpensesT>(asked.plan, month), Item(Activity(asked), Cents() / 3 + 1)));
      case 2:
        return kit_.When(OfMonth<schema::AcceptExpensesT>(asked.plan, month));
      case 3:
        return chance_.OneIn(3) ? kit_.When(ContestExpenses(asked.plan, month))
                                : kit_.When(WithItems(InYear(OfPlan<schema::VaryPlanT>(asked.plan)),
                                                      Item(Activity(asked), Cents())));
      case 4:
        return Pay(month);
      default:
        return chance_.OneIn(4) ? kit_.When(EndPlan(asked.plan, kit_.today() + static_cast<int>(chance_.From(-30, 30))))
               : chance_.OneIn(3) ? kit_.When(Balance(asked.plan))
                                  : kit_.When(InYear(GiveBack(asked.plan)));
    }
  }
  Then Pay(Day month) {
    Then then = kit_.When(PlanPayments(month, chance_.OneIn(2) ? kPlan162 : kBackHome));
    if (!then.told().events.empty()) {
      const EntityId act = kit_.Made();
      return kit_.When(Sign(act, NextAct(kit_)));
    }
    return then;
  }
  /// Something that is mostly out of order, or a pause, or a day.
  Then Disturb(const PlanAsked& asked) {
    switch (chance_.Below(5)) {
      case 0:
        return kit_.When(SuspendPlan(asked.plan, kit_.today()));
      case 1:
        return kit_.When(ResumePlan(asked.plan, kit_.today() + 1));
      case 2:
        return kit_.When(WithdrawPlan(asked.plan));
      case 3:
        return kit_.When(InYear(NoFunding(asked.plan)));
      default:
        if (kit_.today() < AddMonths(kMarch, 9)) kit_.OpenNextDay();
        return kit_.When(StartPlan(asked.plan, kit_.today(), asked.payee));
    }
  }
  std::string Activity(const PlanAsked& asked) const {
    return PlanOf(kit_, asked.plan).service == kPlan162 ? "day_centre" : "direct";
  }
  std::int64_t Cents() { return chance_.From(1, 4'000 * kEuro); }
  /// By an ISEE by hand, because an attested one ends with its year.
  schema::SetPlanAmountT Priced(EntityId plan) const {
    auto price = InYear(OfPlan<schema::SetPlanAmountT>(plan));
    price.inputs.push_back(Number("isee_cents", 2'000'000));
    return price;
  }
  template <class Command>
  Command InYear(Command command) const {
    command.year = Year();
    return command;
  }
  std::int32_t Year() const { return fascicolo::YearOf(kit_.today()); }

  Kit& kit_;
  Chance& chance_;
  std::vector<PlanAsked> people_;
  std::vector<PlanAsked> plans_;
};

}  // namespace fascicolo::engine
