// Households as the registry knows them, and the ISEE of those who ask for something.
#pragma once

#include "connectors/simulator/town_hall.h"

namespace fascicolo::simulator {

class Households {
 public:
  explicit Households(TownHall& hall) : hall_(hall) {}

  /// Does an errand about a neighbour's household.
  void Do(const Errand& errand);

 private:
  void Form(std::uint32_t person);
  void Attest(std::uint32_t person);
  void Correct(std::uint32_t person);
  /// A household of this composition, with the person and `others`.
  EntityId Found(schema::Composition composition, std::uint32_t person, const std::vector<std::uint32_t>& others);
  [[nodiscard]] std::unique_ptr<schema::AttestationT> Attestation(std::uint32_t person);

  TownHall& hall_;
};

}  // namespace fascicolo::simulator
