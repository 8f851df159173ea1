// The books of an authority, and its acts, kept from its events alone.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "engine/told_allowances.h"

namespace fascicolo::engine {

class Books {
 public:
  /// All events of one commit: after them nothing of what they concern is overdrawn.
  void Take(const std::vector<schema::EventT>& events) {
    for (const auto& event : events) Take(events::Entity(event.entity.get()), event);
    for (const auto& event : events) CheckParts(events::Entity(event.entity.get()));
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

  /// Of a chapter or of a person who owes.
  void CheckParts(EntityId id) const {
    const auto chapter = chapters_.find(id);
    if (chapter != chapters_.end()) {
      EXPECT_LE(chapter->second.set_aside, chapter->second.amount) << "a budget is overdrawn";
    }
    for (auto it = commitments_.lower_bound({id, 0}); it != commitments_.end() && it->first.first == id; ++it) {
      EXPECT_LE(it->second.liquidated, it->second.amount) << "a commitment is overdrawn";
    }
    for (auto it = debts_.lower_bound({id, 0}); it != debts_.end() && it->first.first == id; ++it) {
      EXPECT_GE(it->second, 0) << "more was received than is owed";
    }
  }
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

}  // namespace fascicolo::engine
