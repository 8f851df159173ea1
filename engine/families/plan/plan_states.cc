#include "engine/families/plan/plan_states.h"

#include <array>

#include "engine/families/life_cycle.h"

namespace fascicolo::engine {
namespace {

using enum PlanState;
using Step = PlanStep;
using Line = Transition<PlanState, PlanStep>;

constexpr std::array kCycle{
    Line{kRequested, Step::kAssess, kAssessed},
    Line{kAssessed, Step::kAssess, kAssessed},
    Line{kPriced, Step::kAssess, kAssessed},
    Line{kRunning, Step::kAssess, kRunning},
    Line{kAssessed, Step::kPrice, kPriced},
    Line{kPriced, Step::kPrice, kPriced},
    Line{kDrafted, Step::kPrice, kPriced},
    Line{kRunning, Step::kPrice, kRunning},
    Line{kPriced, Step::kDraft, kDrafted},
    Line{kDrafted, Step::kDraft, kDrafted},
    Line{kRunning, Step::kDraft, kRunning},
    Line{kDrafted, Step::kSign, kDrafted},
    Line{kDrafted, Step::kAgree, kAgreed},
    Line{kAgreed, Step::kSend, kSent},
    Line{kSent, Step::kFund, kFunded},
    Line{kUnfunded, Step::kFund, kFunded},
    Line{kRunning, Step::kFund, kRunning},
    Line{kSent, Step::kRefuseFunds, kUnfunded},
    Line{kRunning, Step::kRefuseFunds, kRunning},
    Line{kFunded, Step::kStart, kRunning},
    Line{kRunning, Step::kRenew, kRunning},
    Line{kRunning, Step::kVary, kRunning},
    Line{kAgreed, Step::kDeclare, kAgreed},
    Line{kSent, Step::kDeclare, kSent},
    Line{kFunded, Step::kDeclare, kFunded},
    Line{kRunning, Step::kDeclare, kRunning},
    Line{kSuspended, Step::kDeclare, kSuspended},
    Line{kEnded, Step::kDeclare, kEnded},
    Line{kRunning, Step::kExpenses, kRunning},
    Line{kSuspended, Step::kExpenses, kSuspended},
    Line{kEnded, Step::kExpenses, kEnded},
    Line{kRunning, Step::kSuspend, kSuspended},
    Line{kSuspended, Step::kResume, kRunning},
    Line{kRunning, Step::kEnd, kEnded},
    Line{kSuspended, Step::kEnd, kEnded},
    Line{kRunning, Step::kGiveBack, kRunning},
    Line{kEnded, Step::kGiveBack, kEnded},
    Line{kRequested, Step::kCertify, kRequested},
    Line{kAssessed, Step::kCertify, kAssessed},
    Line{kPriced, Step::kCertify, kPriced},
    Line{kDrafted, Step::kCertify, kDrafted},
    Line{kAgreed, Step::kCertify, kAgreed},
    Line{kSent, Step::kCertify, kSent},
    Line{kFunded, Step::kCertify, kFunded},
    Line{kUnfunded, Step::kCertify, kUnfunded},
    Line{kRunning, Step::kCertify, kRunning},
    Line{kSuspended, Step::kCertify, kSuspended},
    Line{kRequested, Step::kWithdraw, kWithdrawn},
    Line{kAssessed, Step::kWithdraw, kWithdrawn},
    Line{kPriced, Step::kWithdraw, kWithdrawn},
    Line{kDrafted, Step::kWithdraw, kWithdrawn},
    Line{kAgreed, Step::kWithdraw, kWithdrawn},
    Line{kSent, Step::kWithdraw, kWithdrawn},
    Line{kFunded, Step::kWithdraw, kWithdrawn},
    Line{kUnfunded, Step::kWithdraw, kWithdrawn},
    Line{kRequested, Step::kDeny, kDenied},
    Line{kAssessed, Step::kDeny, kDenied},
    Line{kPriced, Step::kDeny, kDenied},
    Line{kDrafted, Step::kDeny, kDenied},
    Line{kAgreed, Step::kDeny, kDenied},
    Line{kUnfunded, Step::kDeny, kDenied},
};

constexpr std::array<std::string_view, 14> kTexts{"none", "requested", "assessed", "priced",   "drafted",
                                                  "agreed", "sent",    "funded",   "unfunded", "running",
                                                  "suspended", "ended", "withdrawn", "denied"};

}  // namespace

std::optional<PlanState> NextPlanState(PlanState state, PlanStep step) {
  return NextState(std::span<const Line>(kCycle), state, step);
}

std::string_view TextOf(PlanState state) {
  const auto index = static_cast<std::size_t>(state);
  return index < kTexts.size() ? kTexts[index] : "unknown";
}

}  // namespace fascicolo::engine
