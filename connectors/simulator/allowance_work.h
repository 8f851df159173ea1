// Money for persons: continuous help, granted once a week by acts with their visa and paid month by month by acts, and
// one-off help, which cannot wait: granted by a provisional act that is signed and made good on the same day.
#pragma once

#include "connectors/simulator/money_work.h"

#include <set>
#include <vector>

namespace fascicolo::simulator {

class AllowanceWork {
 public:
  AllowanceWork(TownHall& hall, Signing& signing, MoneyWork& money);

  /// Puts a year's work on the agenda.
  void PlanYear();
  /// Does an errand of the office.
  void Do(const Errand& errand);

  struct Help {
    EntityId application;
    EntityId chapter;
    EntityId payee;
    std::int64_t cents = 0;  ///< each month
    std::uint32_t months = 1;
  };
  /// Files an application of somebody who has asked for none; sets its money aside. None: nobody, or no budget.
  [[nodiscard]] std::optional<Help> Apply(std::string_view service, std::int64_t cents, std::uint32_t months);

 private:
  void Ask();
  void AskOnce();
  void Grant();
  void GrantUrgent();
  void PayMonth();
  void DraftPayments(std::string_view service, Day month);
  [[nodiscard]] Signing::Carried Granting(const Help& help, Day from);

  TownHall& hall_;
  Signing& signing_;
  MoneyWork& money_;
  Chance chance_;                   ///< of its own
  std::set<std::uint32_t> helped_;  ///< cases that asked
  std::vector<Help> asked_;         ///< for continuous help, and wait
  std::vector<Help> urgent_;
  std::vector<Help> granted_;
};

}  // namespace fascicolo::simulator
