// Children whom the public authority takes into safety (civil code, art. 403), and the law's terms from that hour on: the notice
// and the file are the municipality's, then prosecutor and court have theirs. Now and then a term passes in silence.
#pragma once

#include "connectors/simulator/placement_work.h"

#include <vector>

namespace fascicolo::simulator {

class RemovalWork {
 public:
  RemovalWork(TownHall& hall, PlacementWork& placements);

  /// Puts a year's removals on the agenda.
  void PlanYear();
  /// Does an errand of the office; subject of kMeasure: a removal's number here.
  void Do(const Errand& errand);

 private:
  struct Removed {
    EntityId placement;
    PlacementWork::ChildFound child;
    schema::MeasureStep next = schema::MeasureStep::file_sent;
    bool lapses = false;  ///< nobody asks for the validation
  };
  void Remove();
  void Step(Removed& removed);
  void Lapse(const Removed& removed);
  void After(std::uint32_t number, int days);

  TownHall& hall_;
  PlacementWork& placements_;
  Chance chance_;  ///< of its own
  std::vector<Removed> removed_;
};

}  // namespace fascicolo::simulator
