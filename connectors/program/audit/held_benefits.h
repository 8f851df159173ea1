// Everything that somebody holds or held of services that exclude each other, as intervals of days.
#pragma once

#include "connectors/program/audit/log_walk.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace fascicolo::program {

/// A service, a placement, a plan, an entry of a ranking, or a case in which a service of case files runs.
struct HeldBenefit {
  EntityId entity;
  EntityId case_file;
  std::string service;
  std::vector<EntityId> persons;  ///< as named: the applicant first, then the members who are served too
  Day from;
  std::optional<Day> until;  ///< first day after
  EventRef by;               ///< the event that began it
};

/// The event begins a service, a placement or a plan, or confirms an entry: what somebody holds.
[[nodiscard]] bool BeginsBenefit(const schema::Event& event);

/// Pairs of services of which one sheet says that they may not run beside each other: each pair once, in ascending
/// order. The value: whether it holds for a whole household, because one of the two serves one.
using Exclusions = std::map<std::pair<std::string, std::string>, bool>;
[[nodiscard]] Exclusions ExclusionsIn(const engine::State& state);

/// What only the log knows of what somebody holds.
class HoldingsInLog {
 public:
  void See(const SeenEvent& seen);
  /// Those of services that are `wanted`, as the state behind the walk says.
  [[nodiscard]] std::vector<HeldBenefit> Held(const engine::State& state, const std::set<std::string>& wanted) const;

 private:
  struct CaseService {
    std::string service;
    EventRef by;
    std::optional<Day> until;
  };
  void SeeDeadline(const SeenEvent& seen, const schema::DeadlineOpened& opened);
  void SeeClosure(const SeenEvent& seen);
  void AddServices(const engine::State& state, std::vector<HeldBenefit>& held) const;
  void AddPlacements(const engine::State& state, std::vector<HeldBenefit>& held) const;
  void AddPlans(const engine::State& state, std::vector<HeldBenefit>& held) const;
  void AddEntries(const engine::State& state, std::vector<HeldBenefit>& held) const;
  void AddCases(const engine::State& state, std::vector<HeldBenefit>& held) const;

  std::map<EntityId, EventRef> started_;               ///< service, placement, plan or entry
  std::map<EntityId, std::vector<EntityId>> members_;  ///< of an application
  std::map<EntityId, Day> entries_over_;               ///< entry: since when it is not held any more
  std::map<EntityId, std::vector<CaseService>> cases_;
};

}  // namespace fascicolo::program
