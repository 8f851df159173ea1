#include <array>

#include "projections/agenda.h"
#include "projections/caseload.h"
#include "projections/history.h"
#include "projections/household_statement.h"
#include "projections/ledger_rows.h"
#include "projections/occupancy.h"
#include "projections/view.h"
#include "projections/waiting_list.h"

namespace fascicolo::projections {

std::span<const View> AllViews() {
  static constexpr std::array kViews = {
      View{ViewId::kCaseload, "caseload", FoldCaseload},
      View{ViewId::kWaitingList, "waiting_list", FoldWaitingList},
      View{ViewId::kHistory, "history", FoldHistory},
      View{ViewId::kOccupancy, "occupancy", FoldOccupancy},
      View{ViewId::kAgenda, "agenda", FoldAgenda},
      View{ViewId::kHouseholds, "households", FoldHouseholds},
  };
  return kViews;
}

bool FoldedCommit::IsFrozen(EntityId entity) const {
  return frozen_rows != nullptr && FrozenSince(*frozen_rows, entity).has_value();
}

}  // namespace fascicolo::projections
