// Services that run: deliveries, variations, stays in hospital, ends.
#pragma once

#include "connectors/simulator/town_hall.h"

namespace fascicolo::simulator {

class ServiceWork {
 public:
  explicit ServiceWork(TownHall& hall) : hall_(hall) {}

  /// Does an errand of a running service.
  void Do(const Errand& errand);

 private:
  void Deliver(std::uint32_t index);
  void Record(KnownService& service);
  void Vary(std::uint32_t index);
  void Suspend(std::uint32_t index);
  void Resume(std::uint32_t index);
  void End(std::uint32_t index, bool is_deceased);

  TownHall& hall_;
};

}  // namespace fascicolo::simulator
