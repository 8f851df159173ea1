// What must hold whatever is asked of acts, money and allowances: random commands, and everything told again from the events by
// the simplest means. FASCICOLO_SOAK=1: a million of them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "engine/seed.h"
#include "engine/told_allowances.h"

namespace fascicolo::engine {
namespace {

int MoneySteps() { return std::getenv("FASCICOLO_SOAK") != nullptr ? 1'000'000 : 20'000; }

constexpr Day kFirst = DayFromCivil({.year = 2026, .month = 3, .day = 1});

/// The books, kept from the events alone.
class Books {
 public:
  void Take(const std::vector<schema::EventT>& events) {
    for (const auto& event : events) Take(events::Entity(event.entity.get()), event);
  }
  /// No budget is overdrawn, nothing is spent twice, and the rows say the same.
  void Check(const Kit& kit) const {
    for (const auto& [chapter, money] : chapters_) {
      ASSERT_LE(money.set_aside, money.amount);
      const auto row = kit.state().Find<ChapterTable>(chapter);
      ASSERT_EQ(row->amount, money.amount);
      ASSERT_EQ(row->set_aside, money.set_aside);
    }
    for (const auto& [part, money] : commitments_) {
      ASSERT_LE(money.liquidated, money.amount);
      ASSERT_EQ(kit.state().Find<CommitmentTable>(part.first, part.second)->liquidated, money.liquidated);
    }
    for (const auto& [debt, left] : debts_) {
      ASSERT_GE(left, 0);
      ASSERT_EQ(kit.state().Find<DebtTable>(debt.first, debt.second)->Left(), left);
    }
  }
  /// Every command that an act carries was settled once, and none before the act had effect.
  void CheckActs(const Kit& kit) const {
    for (const auto& [act, settled] : settled_) {
      ASSERT_TRUE(effective_.contains(act));
      ASSERT_EQ(ActOf(kit, act).carried_out, settled);
      ASSERT_LE(settled, ActOf(kit, act).carries);
    }
  }

 private:
  using Part = std::pair<EntityId, std::uint32_t>;
  struct Chapter {
    std::int64_t amount = 0;
    std::int64_t set_aside = 0;
  };
  struct Commitment {
    std::int64_t amount = 0;
    std::int64_t liquidated = 0;
  };

  void Take(EntityId id, const schema::EventT& event) {
    if (const auto* opened = event.payload.AsChapterOpened()) chapters_[id].amount = opened->amount;
    if (const auto* changed = event.payload.AsChapterChanged()) chapters_[id].amount += changed->by;
    if (const auto* reserved = event.payload.AsMoneyReserved()) {
      chapters_[id].set_aside += reserved->amount;
      commitments_[{id, reserved->commitment}].amount = reserved->amount;
    }
    if (const auto* released = event.payload.AsMoneyReleased()) {
      chapters_[id].set_aside -= released->amount;
      commitments_[{id, released->commitment}].amount -= released->amount;
    }
    if (const auto* liquidated = event.payload.AsMoneyLiquidated()) {
      EXPECT_TRUE(event.act) << "liquidated without an act";
      commitments_[{id, liquidated->commitment}].liquidated += liquidated->amount;
      const std::pair<std::uint32_t, std::int32_t> month{liquidated->commitment, liquidated->month};
      EXPECT_TRUE(liquidated->month == 0 || months_[id].insert(month).second) << "a month was liquidated twice";
    }
    if (const auto* paid = event.payload.AsMoneyPaid()) {
      EXPECT_TRUE(paid_.insert({id, paid->liquidation}).second) << "paid twice";
    }
    if (const auto* bounced = event.payload.AsPaymentBounced()) paid_.erase({id, bounced->liquidation});
    TakeDebt(id, event);
    TakeAct(id, event);
  }
  void TakeDebt(EntityId id, const schema::EventT& event) {
    if (const auto* raised = event.payload.AsDebtRaised()) debts_[{id, raised->debt}] = raised->amount;
    if (const auto* received = event.payload.AsMoneyReceived()) debts_[{id, received->debt}] -= received->amount;
    if (const auto* gone = event.payload.AsDebtWrittenOff()) debts_[{id, gone->debt}] -= gone->amount;
  }
  void TakeAct(EntityId id, const schema::EventT& event) {
    if (event.act) {
      EXPECT_TRUE(effective_.contains(events::Entity(event.act.get()))) << "effect before the act";
    }
    if (event.payload.AsActTookEffect() != nullptr) effective_.insert(id);
    if (event.payload.AsActCarriedOut() != nullptr || event.payload.AsActReturned() != nullptr) ++settled_[id];
  }

  std::map<EntityId, Chapter> chapters_;
  std::map<Part, Commitment> commitments_;
  std::map<EntityId, std::set<std::pair<std::uint32_t, std::int32_t>>> months_;
  std::set<Part> paid_;
  std::map<Part, std::int64_t> debts_;
  std::set<EntityId> effective_;
  std::map<EntityId, std::uint32_t> settled_;
};

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

TEST(RandomMoney, NoBudgetIsOverdrawnAndNothingHasEffectBeforeItsAct) {
  Chance chance(SeedOfThisRun());
  Kit kit;
  RandomMoney money(kit, chance);
  Books books;
  std::vector<schema::EventT> beginning;
  beginning.push_back(money.Beginning());
  books.Take(beginning);
  std::size_t events = 0;
  for (int step = 0; step < MoneySteps(); ++step) {
    const Then then = money.Step();
    books.Take(then.told().events);
    events += then.told().events.size();
    if (step % (MoneySteps() / 20) != 0) continue;  // what is counted again grows with the steps
    books.Check(kit);
    books.CheckActs(kit);
    if (testing::Test::HasFailure()) FAIL() << "at step " << step;
  }
  EXPECT_GT(events, static_cast<std::size_t>(MoneySteps()) / 8) << "most of what was asked came to nothing";
}

}  // namespace
}  // namespace fascicolo::engine
