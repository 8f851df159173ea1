// Sites on which households live (Roma sites): taken in with a pact, inspected, warned where it is broken; one of them is closed in
// the town's second year, when everybody has moved to another or found a dwelling.
#pragma once

#include "connectors/simulator/town_hall.h"

#include <vector>

namespace fascicolo::simulator {

class SiteWork {
 public:
  explicit SiteWork(TownHall& hall);

  /// Puts a year's work on the agenda.
  void PlanYear();
  /// Does an errand of the office; subject of kTakeInAtSite: a case whose household is known.
  void Do(const Errand& errand);

 private:
  struct Household {
    EntityId placement;
    std::uint32_t person = 0;  ///< a neighbour
    std::size_t site = 0;
  };
  void Open();
  void FindHousehold();
  void TakeIn(std::uint32_t case_index);
  void Inspect();
  void Empty();
  void Close();
  void End(const Household& household, std::string_view reason);
  [[nodiscard]] bool LivesThere(const Household& household) const;

  TownHall& hall_;
  Chance chance_;  ///< of its own
  std::vector<EntityId> sites_;
  std::vector<Household> households_;
  std::set<std::uint32_t> known_;  ///< neighbours
};

}  // namespace fascicolo::simulator
