// Desks and social workers: contacts, taking in charge, the diary, closing and reopening of cases.
#pragma once

#include "connectors/simulator/town_hall.h"

namespace fascicolo::simulator {

class CaseWork {
 public:
  explicit CaseWork(TownHall& hall) : hall_(hall) {}

  /// Does an errand of a contact or a case.
  void Do(const Errand& errand);

 private:
  /// `is_certain`: the case will be taken in charge; otherwise chance decides.
  void Contact(Wish wish, bool is_certain);
  void TakeInCharge(std::uint32_t index);
  void Diary(std::uint32_t index);
  void Reassign(std::uint32_t index);
  void SetUrgency(std::uint32_t index);
  void IncomeNote(std::uint32_t index);
  void Close(std::uint32_t index);
  void Reopen(std::uint32_t index);
  void Conclude(std::uint32_t index);
  void HandOver(std::uint32_t index);
  void PlanCase(std::uint32_t index, bool is_taken);
  void PlanAccompaniment(std::uint32_t index);
  [[nodiscard]] bool HasOpenServices(const KnownCase& known) const;
  /// Somebody who came before; absent: somebody new.
  [[nodiscard]] std::optional<std::uint32_t> SomebodyKnown();

  TownHall& hall_;
};

}  // namespace fascicolo::simulator
