// The life of a flow whose outcome INPS told, as a table.
#pragma once

#include <span>
#include <string_view>

#include "engine/families/life_cycle.h"
#include "engine/state/transmission_rows.h"

namespace fascicolo::engine {

enum class FlowStep { kAccept, kReject, kMend, kMiss, kGiveUp };
using FlowMove = Transition<FlowState, FlowStep>;

/// INPS may process a flow again, and say otherwise.
[[nodiscard]] inline std::span<const FlowMove> FlowCycle() {
  using enum FlowState;
  using Step = FlowStep;
  static constexpr FlowMove kMoves[] = {
      {kAccepted, Step::kAccept, kAccepted}, {kAccepted, Step::kReject, kRejected},
      {kRejected, Step::kAccept, kAccepted}, {kRejected, Step::kReject, kRejected},
      {kRejected, Step::kMend, kMended},     {kRejected, Step::kMiss, kRejected},
      {kRejected, Step::kGiveUp, kGivenUp},  {kMended, Step::kAccept, kAccepted},
      {kMended, Step::kReject, kMended},     {kGivenUp, Step::kAccept, kAccepted},
      {kGivenUp, Step::kReject, kGivenUp},
  };
  return kMoves;
}

/// "rejected"; for views.
[[nodiscard]] constexpr std::string_view TextOf(FlowState state) {
  constexpr std::string_view kTexts[] = {"", "accepted", "rejected", "mended", "given_up"};
  return kTexts[static_cast<std::size_t>(state)];
}

}  // namespace fascicolo::engine
