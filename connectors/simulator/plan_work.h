// Personal plans under L. 162/98: whoever asks comes to the desk, and is followed by the plan office alone. From the certificate
// and the two sheets to the Region's money, then month by month its expenses, accepted and paid by acts; renewed each December,
// until somebody dies, renounces or moves away.
#pragma once

#include "connectors/simulator/money_work.h"
#include "engine/rules/instrument.h"

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
    EntityId id;                  ///< zero: not asked for yet
    EntityId case_file;
    std::uint32_t person = 0;     ///< index of the neighbour
    std::string worker;           ///< in charge of the case
    EntityId chapter;             ///< that pays for the year to come
    EntityId payee;
    Version seen;  ///< of the plan, when its last step was taken
  };
  void Ask();
  void Request(std::uint32_t number);
  void Assess(const KnownPlan& plan);
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
  void EndSome();
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
  std::vector<KnownPlan> plans_;
};

}  // namespace fascicolo::simulator
