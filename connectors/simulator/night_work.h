// The night shelter: who asks for a bed, who comes in the evening, who does not and loses it to the next in the queue.
#pragma once

#include "connectors/simulator/town_hall.h"

#include <set>
#include <vector>

namespace fascicolo::simulator {

class NightWork {
 public:
  explicit NightWork(TownHall& hall);

  /// Does the shelter's evening.
  void Do(const Errand& errand);

 private:
  struct Guest {
    EntityId placement;
    std::uint32_t case_file = 0;
  };

  void Open();
  void CountGuests();
  void AskForBeds();
  void AskForBed();

  TownHall& hall_;
  Chance chance_;  ///< of its own, so that the rest of the town is as it would be without
  EntityId shelter_;  ///< zero: not open yet
  std::vector<Guest> guests_;
  std::set<std::uint32_t> known_;  ///< cases of guests
};

}  // namespace fascicolo::simulator
