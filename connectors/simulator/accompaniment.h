// What social workers do in a case besides the diary: meetings, assessments, projects, referrals, papers, other areas,
// conflicts of interest, rest, and moves to other municipalities.
#pragma once

#include "connectors/simulator/town_hall.h"
#include "engine/rules/instrument.h"

#include <vector>

namespace fascicolo::simulator {

class Accompaniment {
 public:
  explicit Accompaniment(TownHall& hall);

  /// Does an errand of a case's work. What is no longer possible is left.
  void Do(const Errand& errand);

 private:
  void Meet(std::uint32_t index);
  void Assess(std::uint32_t index);
  /// What INPS's information system asks of minors and of who cannot care for themselves; nothing of others.
  void AssessForSiuss(std::uint32_t index, const engine::CaseRow& row);
  void Propose(std::uint32_t index);
  void Review(std::uint32_t index);
  void Refer(std::uint32_t index);
  void Answer(std::uint32_t index);
  void AskPaper(std::uint32_t index);
  void BringPaper(std::uint32_t index);
  void JoinArea(std::uint32_t index);
  void DeclareConflict(std::uint32_t index);
  void Rest(std::uint32_t index);
  void MoveAway(std::uint32_t index);
  /// The row of a case in charge; none: it is not.
  [[nodiscard]] std::optional<engine::CaseRow> InCharge(std::uint32_t index) const;
  /// Signs for the service, and for the person whose case it is.
  void Sign(std::uint32_t index, std::uint32_t number, const engine::CaseRow& row);

  TownHall& hall_;
  std::vector<engine::Instrument> instruments_;  ///< that this town's workers use
  engine::Instrument sina_;
  engine::Instrument sinba_;
  Chance siuss_chance_;  ///< of its own, so that what it draws changes nothing else
};

}  // namespace fascicolo::simulator
