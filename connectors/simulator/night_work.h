// Beds by night, of the shelter and of the first reception centre: who asks for one, who comes in the evening, who does not and
// loses it to the next in the queue, who is sent away; and the shelter's cold plan.
#pragma once

#include "connectors/simulator/town_hall.h"

#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace fascicolo::simulator {

/// A house with beds by night.
struct BedsByNight {
  std::string_view service;
  std::string_view name;
  std::string_view door;                   ///< who writes there
  schema::Area area = schema::Area::none;  ///< of those who ask; none: of any
  std::int64_t beds = 0;
  int most_nights = 1;                     ///< as the sheet allows
  std::int64_t cold_beds = 0;              ///< beside those, in the coldest weeks
};
[[nodiscard]] BedsByNight NightShelter(const Figures& figures);
[[nodiscard]] BedsByNight ReceptionCentre(const Figures& figures);

class NightWork {
 public:
  NightWork(TownHall& hall, const BedsByNight& house);

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
  [[nodiscard]] std::optional<std::uint32_t> SomebodyWithoutBed();
  void SetColdPlan();
  void Ban(const Guest& guest);
  void Warn(const Guest& guest);

  TownHall& hall_;
  BedsByNight house_;
  Chance chance_;  ///< of its own, so that the rest of the town is as it would be without
  EntityId shelter_;  ///< zero: not open yet
  std::vector<Guest> guests_;
  std::set<std::uint32_t> known_;  ///< cases of guests
  int cold_year_ = 0;              ///< of the last cold plan
};

}  // namespace fascicolo::simulator
