// The life of a personal plan as one table: which step is allowed in which state, and where it leads. What no line allows is
// refused, and poison in a history.
//
//   requested -> assessed -> priced -> drafted -> agreed -> sent -> funded -> running <-> suspended
//       \___________\___________\_________\________\         \-> unfunded      \____________\-> ended
//        \-> withdrawn before it runs; denied before the Region decides, or when it gave nothing
//
// While a plan runs, the year to come is priced, drafted and funded without another signature (renewal); expenses of the last
// months come, and leftovers go back, after its end too.
#pragma once

#include <optional>
#include <string_view>

#include "engine/state/plan_rows.h"

namespace fascicolo::engine {

enum class PlanStep : std::uint8_t {
  kAssess,
  kPrice,
  kDraft,
  kSign,         ///< one signature, not the last
  kAgree,        ///< the last signature
  kSend,
  kFund,
  kRefuseFunds,
  kStart,
  kRenew,
  kVary,
  kDeclare,      ///< a carer's contract
  kExpenses,     ///< filed, missed, accepted or contested
  kSuspend,
  kResume,
  kEnd,
  kGiveBack,
  kWithdraw,
  kDeny,
  kCertify,      ///< another certificate, or the notice that the one there is ends
};

/// Where `step` leads from `state`; none: it is not allowed there.
[[nodiscard]] std::optional<PlanState> NextPlanState(PlanState state, PlanStep step);
/// "running"; for refusals and views.
[[nodiscard]] std::string_view TextOf(PlanState state);
/// Runs, or would if it were not suspended.
[[nodiscard]] constexpr bool IsInForce(PlanState state) {
  return state == PlanState::kRunning || state == PlanState::kSuspended;
}
/// Has neither begun nor come to nothing.
[[nodiscard]] constexpr bool IsPending(PlanState state) { return state < PlanState::kRunning; }

}  // namespace fascicolo::engine
