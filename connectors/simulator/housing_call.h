// Public housing: one call in the town's first year, from its opening to the households that are called from the final list,
// as dwellings become free. Lists are drafted as acts and signed the day after.
#pragma once

#include "connectors/simulator/town_hall.h"

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
  void File();
  void Judge(std::uint32_t entry);
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
  std::vector<EntityId> entries_;  ///< filed
};

}  // namespace fascicolo::simulator
