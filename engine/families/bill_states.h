// The life of a provider's bill, for what was delivered or for vouchers: it is decided once, and comes again as another bill.
#pragma once

#include <span>

#include "engine/families/life_cycle.h"
#include "engine/state/means_rows.h"

namespace fascicolo::engine {

enum class BillStep : std::uint8_t { kAccept, kContest };

[[nodiscard]] inline std::span<const Transition<BillState, BillStep>> BillCourse() {
  using enum BillState;
  static constexpr Transition<BillState, BillStep> kMoves[] = {
      {kRecorded, BillStep::kAccept, kAccepted},
      {kRecorded, BillStep::kContest, kContested},
  };
  return kMoves;
}

}  // namespace fascicolo::engine
