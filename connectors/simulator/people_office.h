// What the registry and the data protection officer do now and then: persons corrected, entered twice and merged, represented,
// protected; households that part; rights under the GDPR, from a rectification to an erasure.
#pragma once

#include "connectors/simulator/happenings.h"

#include <set>
#include <vector>

namespace fascicolo::simulator {

class PeopleOffice {
 public:
  explicit PeopleOffice(TownHall& hall);

  /// Puts a year's work on the agenda.
  void PlanYear();
  /// Does an errand of the office; subject of kPeople: a row of its table.
  void Do(const Errand& errand);

 private:
  [[nodiscard]] static std::span<const Happening<PeopleOffice>> Table();
  void Correct();
  void IdentifyAlias();
  void AddIdentifier();
  void EndIdentifier();
  void SetPreferences();
  void ProtectAddress();
  void LiftProtection();
  void Merge();
  void Unmerge();
  void Represent();
  void EndRepresentation();
  void JoinHousehold();
  void LeaveHousehold();
  void SplitHousehold();
  void NameReference();
  void TakeForDead();
  void Revive();
  // rights (people_rights.cc)
  void Rectify();
  void Restrict();
  void LiftRestriction();
  void Hold();
  void LiftHold();
  void ProposeErasure();
  void AnswerErasure();
  /// Whoever's household is known and has others in it; none: not found in a few tries.
  [[nodiscard]] std::optional<std::uint32_t> SomebodyWithHousehold();

  TownHall& hall_;
  Chance chance_;  ///< of its own
  std::set<std::uint32_t> touched_;  ///< neighbours for whom something of this goes on
  std::vector<std::uint32_t> identified_;
  std::vector<std::uint32_t> protected_;
  std::vector<std::uint32_t> represented_;
  std::vector<std::uint32_t> believed_dead_;
  std::vector<std::uint32_t> restricted_;
  std::vector<std::uint32_t> held_;
  std::vector<std::uint32_t> to_erase_;
  std::vector<EntityId> duplicates_;
  std::uint64_t papers_ = 0;  ///< so far; numbers them
};

}  // namespace fascicolo::simulator
