// How the town's units are run: contracts with their providers, accreditation, checks of quality and what they found,
// complaints.
#pragma once

#include "connectors/simulator/town_hall.h"

namespace fascicolo::simulator {

class UnitWork {
 public:
  explicit UnitWork(TownHall& hall);

  /// Puts a year's work on the agenda.
  void PlanYear();
  /// Does an errand of the office; the subject of one about a unit is its index.
  void Do(const Errand& errand);

 private:
  void Contract();
  void Check(const KnownUnit& unit, std::uint32_t index);
  void Complain();
  void Settle(const KnownUnit& unit, std::uint32_t index);
  void SettleOne(const KnownUnit& unit, std::uint32_t number, const engine::UnitMatterRow& matter);
  /// Somebody whom the unit serves, as a person of the rows; zero: nobody was found.
  [[nodiscard]] EntityId SomebodyServed(Wish wish);

  TownHall& hall_;
  Chance chance_;  ///< of its own
  std::uint64_t papers_ = 0;  ///< so far; numbers references
};

}  // namespace fascicolo::simulator
