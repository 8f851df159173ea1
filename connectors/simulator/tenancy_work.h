// What the housing office does with tenants and squatters between a dwelling's letting and its return (dwelling_work.h): requisites
// checked, guests, absences, changes asked for, successions, forfeitures, occupations.
#pragma once

#include "connectors/simulator/happenings.h"

#include <functional>
#include <optional>
#include <vector>

namespace fascicolo::simulator {

class TenancyWork {
 public:
  explicit TenancyWork(TownHall& hall);

  /// Puts a year's work on the agenda.
  void PlanYear();
  /// Does an errand of the office; subject of kTenancies: a row of its table.
  void Do(const Errand& errand);

 private:
  [[nodiscard]] static std::span<const Happening<TenancyWork>> Table();
  struct Tenancy {
    EntityId id;
    engine::TenancyRow row;
  };
  /// One of those in which somebody lives that `is_wanted`; none: there is none.
  [[nodiscard]] std::optional<Tenancy> SomeTenancy(const std::function<bool(const engine::TenancyRow&)>& is_wanted);
  void CheckRequisites();
  void AdmitGuest();
  void AuthoriseAbsence();
  void RequestChange();
  void WithdrawChange();
  void Succeed();
  void StartForfeiture();
  void FileForfeiture();
  void Occupy();
  void Clear();
  [[nodiscard]] std::string Paper(std::string_view kind);

  TownHall& hall_;
  Chance chance_;  ///< of its own
  std::vector<EntityId> forfeiting_;  ///< tenancies
  std::vector<EntityId> changing_;    ///< tenancies
  std::vector<EntityId> occupied_;    ///< dwellings
  std::uint64_t papers_ = 0;          ///< so far; numbers them
};

}  // namespace fascicolo::simulator
