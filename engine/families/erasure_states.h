// The life of an erasure: asked for by one, approved by others, executed, or stopped before.
#pragma once

#include <span>

#include "engine/families/life_cycle.h"
#include "engine/state/rights_rows.h"

namespace fascicolo::engine {

enum class ErasureStep : std::uint8_t { kApprove, kStop, kEraseKeys, kComplete };

[[nodiscard]] inline ErasureState StateOf(const ErasureRow& row) { return row.state; }

[[nodiscard]] inline std::span<const Transition<ErasureState, ErasureStep>> ErasureCourse() {
  using enum ErasureState;
  using Step = ErasureStep;
  static constexpr Transition<ErasureState, ErasureStep> kMoves[] = {
      {kProposed, Step::kApprove, kProposed}, {kProposed, Step::kApprove, kApproved}, {kProposed, Step::kStop, kStopped},
      {kApproved, Step::kStop, kStopped},     {kApproved, Step::kEraseKeys, kApproved}, {kApproved, Step::kComplete, kCompleted},
  };
  return kMoves;
}

}  // namespace fascicolo::engine
