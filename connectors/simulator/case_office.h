// What social workers do now and then beside accompanying (accompaniment.h): notices, reports to courts, pacts that are checked,
// projects that end, colleagues who stand in; and cases of which not everybody may know (case_access.cc).
#pragma once

#include "connectors/simulator/happenings.h"

#include <optional>
#include <string>
#include <vector>

namespace fascicolo::simulator {

class CaseOffice {
 public:
  explicit CaseOffice(TownHall& hall);

  /// Puts a year's work on the agenda.
  void PlanYear();
  /// Does an errand of the office; subject of kCaseOffice: a row of its table, of kReviewAccess: a case.
  void Do(const Errand& errand);

 private:
  template <class Command>
  [[nodiscard]] static Command AboutCase(EntityId case_file) {
    Command command;
    command.case_file = SchemaId(case_file);
    return command;
  }
  [[nodiscard]] static std::span<const Happening<CaseOffice>> Table();
  struct Led {
    EntityId id;
    std::uint32_t index = 0;
    engine::CaseRow row;
  };
  /// A case in charge that somebody leads; none: not found.
  [[nodiscard]] std::optional<Led> SomeLed();
  void GiveNotice();
  void ReportToCourt();
  void RecordDecision();
  void CheckPact();
  void EndProject();
  void RemoveCoResponsible();
  void LiftConflict();
  void CoverAbsence();
  void TransferCaseload();
  // who may know (case_access.cc)
  void AdoptPolicy();
  void Seal();
  void Unseal();
  void ReadInEmergency();
  void Review(std::uint32_t case_index);
  void AskForAnother();
  void Grant();
  void GrantToAuditors();
  void Revoke();
  [[nodiscard]] std::string OtherWorker(const std::string& than);

  TownHall& hall_;
  Chance chance_;  ///< of its own
  std::vector<EntityId> sealed_;   ///< cases
  std::vector<EntityId> granted_;  ///< cases
  std::uint64_t papers_ = 0;       ///< so far; numbers them
};

}  // namespace fascicolo::simulator
