// Personal plans under L. 162/98: from the certificate and the two sheets to the Region's money, then month by month its
// expenses, accepted and paid by acts; renewed each December.
#pragma once

#include "connectors/simulator/money_work.h"
#include "engine/rules/instrument.h"

#include <set>
#include <string>
#include <vector>

namespace fascicolo::simulator {

class PlanWork {
 public:
  PlanWork(TownHall& hall, Signing& signing, MoneyWork& money);

  /// Puts a year's work on the agenda.
  void PlanYear();
  /// Does an errand of the office; the subject of one about a plan is its number here.
  void Do(const Errand& errand);

 private:
  struct KnownPlan {
    EntityId id;
    std::uint32_t case_file = 0;  ///< index
    std::string worker;           ///< in charge of the case
    EntityId chapter;             ///< that pays for the year to come
    EntityId payee;
    Version seen;  ///< of the plan, when its last step was taken
  };
  void Ask();
  void Assess(const KnownPlan& plan, EntityId case_file);
  void Price(const KnownPlan& plan, std::int32_t year);
  void Draft(std::uint32_t number);
  /// Items within the year's amount; false: none is set.
  bool DraftItems(const KnownPlan& plan, std::int32_t year);
  void SignAll(const KnownPlan& plan);
  void SetAside(std::uint32_t number);
  void Start(std::uint32_t number);
  void Fund(const KnownPlan& plan, std::int32_t year, schema::CommandPayloadUnion begins);
  void TakeExpenses();
  void FileMonth(const KnownPlan& plan, Day month, std::int64_t funded);
  void PayMonth();
  void PriceNextYear();
  void SetAsideNextYear();
  void Renew();
  [[nodiscard]] std::optional<engine::PlanRow> RowOf(const KnownPlan& plan) const;
  [[nodiscard]] std::vector<KnownPlan*> Running();

  TownHall& hall_;
  Signing& signing_;
  MoneyWork& money_;
  Chance chance_;                ///< of its own
  std::vector<engine::Instrument> sheets_;
  std::set<std::uint32_t> asked_;  ///< cases
  std::vector<KnownPlan> plans_;
};

}  // namespace fascicolo::simulator
