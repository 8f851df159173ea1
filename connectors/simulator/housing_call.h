// Public housing: one call in the town's first year, from its opening to the households that are called from the final list,
// when a dwelling is free and fits nobody who was called before. Lists are drafted as acts and signed the day after.
#pragma once

#include "connectors/simulator/town_hall.h"

#include <optional>
#include <vector>

namespace fascicolo::simulator {

class HousingCall {
 public:
  explicit HousingCall(TownHall& hall);

  /// Puts the whole procedure on the agenda. Nothing where the town ends before.
  void Plan();
  /// Does an errand of the call.
  void Do(const Errand& errand);
  /// Zero before it was opened.
  [[nodiscard]] EntityId call() const { return call_; }

 private:
  void Open();
  void ChooseApplicants();
  [[nodiscard]] std::optional<std::uint32_t> Applicant(std::uint32_t number);
  void File(std::uint32_t number);
  void Judge(std::uint32_t entry);
  [[nodiscard]] bool IsExcluded(std::uint32_t entry) const;
  void Appeal();
  void DecideAppeals();
  void DraftProvisional();
  void DrawLots();
  void DraftFinal();
  void Draft(schema::CommandPayloadUnion list);
  void SignList();
  void CallNext();
  [[nodiscard]] bool HasDied(const engine::State& state, EntityId entry) const;
  void End(EntityId entry);

  TownHall& hall_;
  Chance chance_;  ///< of its own, so that the rest of the town is as it would be without
  EntityId call_;
  EntityId act_;                   ///< drafted, to be signed
  std::uint32_t lists_ = 0;        ///< signed so far; numbers the acts
  std::vector<std::uint32_t> applicants_;  ///< cases
  std::vector<EntityId> entries_;  ///< filed
  std::set<EntityId> incomplete_;  ///< entries that a paper was asked for
  std::vector<EntityId> appealed_;
};

}  // namespace fascicolo::simulator
