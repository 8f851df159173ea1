// Vouchers for those in need, redeemed in shops and billed by them month by month; and of all one-off help of a quarter
// a sample whose declarations are checked.
#pragma once

#include "connectors/simulator/allowance_work.h"
#include "connectors/simulator/money_work.h"
#include "events/names.h"

#include <map>
#include <vector>

namespace fascicolo::simulator {

class GrantWork {
 public:
  GrantWork(TownHall& hall, Signing& signing, MoneyWork& money, AllowanceWork& allowances);

  /// Puts a year's work on the agenda.
  void PlanYear();
  /// Does an errand of the office; the subject of one about vouchers is their number here.
  void Do(const Errand& errand);

 private:
  struct Vouchers {
    AllowanceWork::Help help;
    std::uint32_t next = 1;  ///< voucher to be redeemed
  };
  void Ask();
  void Grant();
  void Redeem(std::uint32_t number);
  void Bill();
  void BillOf(EntityId shop, Day month);
  void Pay();
  void CommitSample();
  void RevealSample();
  void CheckDeclarations();
  [[nodiscard]] Day MonthBefore() const;

  TownHall& hall_;
  Signing& signing_;
  MoneyWork& money_;
  AllowanceWork& allowances_;
  Chance chance_;                         ///< of its own
  std::vector<Vouchers> asked_;           ///< and wait
  std::vector<Vouchers> granted_;
  std::map<EntityId, std::uint32_t> bills_;  ///< of a shop, so far
  Hash seed_;                             ///< of the sample that is not drawn yet
  EntityId sample_;                       ///< the last one; zero: none
};

}  // namespace fascicolo::simulator
