// The registry office (anagrafe): births, deaths and moves of those whom the social services know.
#pragma once

#include "connectors/simulator/town_hall.h"

namespace fascicolo::simulator {

class Registry {
 public:
  explicit Registry(TownHall& hall) : hall_(hall) {}

  /// Does an errand of the registry.
  void Do(const Errand& errand);

 private:
  void Birth();
  void Death();
  void MoveIn();
  void MoveOut();
  /// Somebody alive whom the town knows; none: there is nobody yet.
  [[nodiscard]] std::optional<std::uint32_t> Somebody();
  void Settle(std::uint32_t person);
  void RecordAddress(std::uint32_t person, std::string_view municipality);

  TownHall& hall_;
};

}  // namespace fascicolo::simulator
