// How the authority plans and tells others: the families' council with its elections, meetings and opinions, a year's educational
// plan, and what INPS read of the town's benefits and answered (SIUSS).
#pragma once

#include "connectors/simulator/town_hall.h"

#include <string>
#include <vector>

namespace fascicolo::simulator {

class PlanningWork {
 public:
  explicit PlanningWork(TownHall& hall);

  /// Puts a year's work on the agenda.
  void PlanYear();
  /// Does an errand of the office.
  void Do(const Errand& errand);

 private:
  void Open();
  void Elect();
  void StartPlan();
  void Meet();
  void PutPlanInForce();
  void NameSenders();
  void TellFlows();
  void TellOutcome(schema::FlowKind kind);
  void AnswerRejects();
  void Advance(schema::UndertakingStep step);
  [[nodiscard]] std::string FlowName(schema::FlowKind kind);

  struct Rejected {
    std::string flow;
    schema::FlowKind kind = schema::FlowKind::none;
  };
  TownHall& hall_;
  Chance chance_;  ///< of its own
  EntityId programme_;             ///< zero: not open yet
  std::uint32_t undertaking_ = 0;  ///< number of the year's plan; 0: none
  std::uint32_t years_ = 0;        ///< plans so far
  std::vector<Rejected> rejected_;
  std::uint64_t flows_ = 0;        ///< so far; numbers them
};

}  // namespace fascicolo::simulator
