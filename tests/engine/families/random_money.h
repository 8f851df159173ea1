// Accounts, acts and allowances gone mad: any command about money, mostly sensible.
#pragma once

#include <string>
#include <vector>

#include "engine/seed.h"
#include "engine/told_allowances.h"

namespace fascicolo::engine {

/// Twenty who ask for continuous help, and one chapter that pays it.
class RandomMoney {
 public:
  RandomMoney(Kit& kit, Chance& chance) : kit_(kit), chance_(chance) {
    AdoptCatalogue(kit_);
    for (int i = 0; i < 20; ++i) {
      const HelpAsked asked = AskForHelp(kit_);
      asked_.push_back(asked);
    }
    chapter_ = asked_.front().chapter;
    acts_.push_back(kit_.Given(Act()));
  }
  /// What stood in the ledger before the first step.
  [[nodiscard]] schema::EventT Beginning() const {
    schema::EventT event;
    event.entity = Ref(chapter_);
    schema::ChapterOpenedT opened;
    opened.amount = kit_.state().Find<ChapterTable>(chapter_)->amount;
    event.payload.Set(std::move(opened));
    return event;
  }

  Then Step() {
    switch (chance_.Below(12)) {
      case 0:
        return kit_.When(Reserve(chapter_, Cents(), chance_.Of(asked_).application));
      case 1:
        return kit_.When(Release(chapter_, Number(), Cents()));
      case 2:
        return kit_.When(ChangeChapter(chapter_, chance_.From(-50'000, 50'000)));
      case 3:
        return Draft();
      case 4:
        return kit_.When(Sign(chance_.Of(acts_), std::to_string(++signatures_)));
      case 5:
        return chance_.OneIn(3) ? kit_.When(WithdrawAct(chance_.Of(acts_))) : kit_.When(Visa(chance_.Of(acts_)));
      case 6:
        return Kept(kit_.When(Payments(AddMonths(kFirst, static_cast<int>(chance_.Below(6))))));
      case 7:
        return chance_.OneIn(4) ? kit_.When(Bounce(chapter_, Number())) : kit_.When(Pay(chapter_, Number()));
      case 8:
        return StepOnDebt();
      default:
        return Settle();
    }
  }

 private:
  static constexpr Day kFirst = DayFromCivil({.year = 2026, .month = 3, .day = 1});

  std::int64_t Cents() { return chance_.From(1, 30'000); }
  std::uint32_t Number() { return static_cast<std::uint32_t>(chance_.From(1, 60)); }

  /// Remembers the act that a command drafted.
  Then Kept(Then then) {
    if (!then.told().refusal && !then.told().rejection) acts_.push_back(kit_.Made());
    if (acts_.size() > 40) acts_.erase(acts_.begin());
    return then;
  }
  Then Draft() {
    const HelpAsked& asked = chance_.Of(asked_);
    const std::uint32_t number = Number();
    switch (chance_.Below(4)) {
      case 0: {
        auto draft = Act(CommitMoney(chapter_, number));
        draft.terms->visa = true;
        return Kept(kit_.When(std::move(draft)));
      }
      case 1: {
        const auto months = static_cast<std::uint32_t>(chance_.From(1, 6));
        return Kept(kit_.When(
            Act(Grant(asked.application, Cents() / 6 + 1, months, kit_.today(), chapter_, number, asked.payee))));
      }
      case 2:
        return Kept(kit_.When(Act(Liquidate(chapter_, number, Cents(), asked.payee))));
      default:
        return Kept(kit_.When(Act(AnnulAct(chance_.Of(acts_)))));
    }
  }
  Then StepOnDebt() {
    const EntityId person = chance_.Of(asked_).person;
    const auto debt = static_cast<std::uint32_t>(chance_.From(1, 5));
    switch (chance_.Below(3)) {
      case 0:
        return kit_.When(Recovery(person, Cents(), kit_.today() + 30));
      case 1:
        return kit_.When(Receive(person, debt, Cents()));
      default:
        return kit_.When(WriteOff(person, debt));
    }
  }
  /// What is due is done, and told as if a command had done it.
  Then Settle() {
    Told told;
    told.events = kit_.RunDue();
    return Then(std::move(told));
  }

  Kit& kit_;
  Chance& chance_;
  std::vector<HelpAsked> asked_;
  std::vector<EntityId> acts_;
  EntityId chapter_;
  int signatures_ = 0;
};

}  // namespace fascicolo::engine
