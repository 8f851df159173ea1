// The lives of an emergency and of a request for what takes two, as tables.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "engine/families/life_cycle.h"
#include "engine/state/access_rows.h"

namespace fascicolo::engine {

enum class EmergencyStep { kConfirm, kReview, kMissReview };
enum class AccessRequestStep { kApprove, kWithdraw };

using EmergencyMove = Transition<EmergencyState, EmergencyStep>;
using AccessRequestMove = Transition<AccessRequestState, AccessRequestStep>;

/// One that nobody confirmed is reviewed all the same: why it was asked for.
[[nodiscard]] inline std::span<const EmergencyMove> EmergencyCycle() {
  using enum EmergencyState;
  using Step = EmergencyStep;
  static constexpr EmergencyMove kMoves[] = {
      {kAsked, Step::kConfirm, kDeclared},      {kAsked, Step::kReview, kReviewed},
      {kAsked, Step::kMissReview, kAsked},      {kDeclared, Step::kReview, kReviewed},
      {kDeclared, Step::kMissReview, kDeclared},
  };
  return kMoves;
}

[[nodiscard]] inline std::span<const AccessRequestMove> AccessRequestCycle() {
  using enum AccessRequestState;
  using Step = AccessRequestStep;
  static constexpr AccessRequestMove kMoves[] = {
      {kRequested, Step::kApprove, kApproved},
      {kRequested, Step::kWithdraw, kWithdrawn},
      {kApproved, Step::kWithdraw, kWithdrawn},
  };
  return kMoves;
}

/// "declared"; for views.
[[nodiscard]] constexpr std::string_view TextOf(EmergencyState state) {
  constexpr std::string_view kTexts[] = {"", "asked", "declared", "reviewed"};
  return kTexts[static_cast<std::size_t>(state)];
}
[[nodiscard]] constexpr std::string_view TextOf(AccessRequestState state) {
  constexpr std::string_view kTexts[] = {"", "requested", "approved", "withdrawn"};
  return kTexts[static_cast<std::size_t>(state)];
}

}  // namespace fascicolo::engine
