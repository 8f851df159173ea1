// From the application to the service's first day: filing, scoring, the waiting list, answers to
// offers.
#pragma once

#include "connectors/simulator/town_hall.h"

namespace fascicolo::simulator {

class WaitingWork {
 public:
  explicit WaitingWork(TownHall& hall) : hall_(hall) {}

  /// Does an errand of somebody who applies or waits.
  void Do(const Errand& errand);
  /// The morning's look at who waits: plans an answer to each new offer, begins what was put into
  /// force, lets go who was taken off the list.
  void LookAtLists();

 private:
  void Apply(std::uint32_t case_index);
  void Score(std::uint32_t index);
  void Rescore(std::uint32_t index);
  void Place(std::uint32_t index);
  void Accept(std::uint32_t index);
  void Decline(std::uint32_t index);
  void Withdraw(std::uint32_t index);
  /// Whether it still waits; most say so within days.
  [[nodiscard]] bool IsAskedToConfirm(std::uint32_t index) const;
  void Confirm(std::uint32_t index);

  /// True while there is something to watch.
  bool Look(std::uint32_t index);
  void PlanAnswer(std::uint32_t index);
  void Begin(std::uint32_t index, const engine::ActivationRow& row);
  void LetGo(std::uint32_t index, bool was_removed);
  [[nodiscard]] std::optional<engine::ActivationRow> Row(std::uint32_t index) const;
  [[nodiscard]] std::unique_ptr<schema::InputT> Income();

  TownHall& hall_;
};

}  // namespace fascicolo::simulator
