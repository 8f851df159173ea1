// The authority's own offices: catalogue, units and their capacity, places that nobody was offered,
// and mistakes.
#pragma once

#include "connectors/simulator/town_hall.h"

namespace fascicolo::simulator {

class Offices {
 public:
  explicit Offices(TownHall& hall) : hall_(hall) {}

  /// Puts the first day's work, and each year's, on the agenda.
  void PlanFirstDay();
  void PlanYear();
  /// Does an errand of an office.
  void Do(const Errand& errand);

 private:
  void Adopt(std::uint32_t subject);
  void OpenUnits();
  void OpenUnit(Wish wish, std::string name, std::int64_t capacity);
  void ChangeCapacity(bool is_raise);
  void OfferFree();
  void OfferFreeAt(const KnownUnit& unit);
  void Mistake();

  TownHall& hall_;
};

}  // namespace fascicolo::simulator
