// Personal plans for people with a severe disability: those of L. 162/1998, and Ritornare a casa (back home). What differs
// between the two stands in their sheets: 162 is assessed by the points of a health and a social sheet, RAC by a level that the
// territorial assessment unit (UVT) decides. plan_states.h has the life as a table.
//
//   amount      base by points or level, less a cut by the ISEE, by dated rule sets; every step is shown
//   year        a plan runs in calendar years, each with an amount, items, what the Region gave, and what was spent
//   month       expenses are filed, by the day of the sheet; accepted, they are liquidated once, exactly, by an act (money.h),
//               each item to whom the plan names for it; or months are paid provisionally, and balanced (plan_payments.h)
//
// Nobody has two plans that exclude each other (the sheet's incompatible_with), nor two of one service; a plan of a higher level
// ends the lower one on its first day. A certificate that ends is told before it does, begins no plan and renews none; a plan
// that runs goes on, until people end it or another certificate comes.
//
// Start, renewal, variation, suspension, end and denial come by an act where the sheet
// wants one. No item and no year is overdrawn: that is decided when expenses are accepted.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr auto kPlanKind = schema::EntityKind::plan;
inline constexpr int kCertificateNoticeDays = 60;  ///< before a certificate ends it is told so: another takes long

Decision Decide(const State& state, const Intent& intent, const schema::RequestPlan& command);
Decision Decide(const State& state, const Intent& intent, const schema::ScorePlan& command);
Decision Decide(const State& state, const Intent& intent, const schema::DecidePlanLevel& command);
Decision Decide(const State& state, const Intent& intent, const schema::SetPlanAmount& command);
Decision Decide(const State& state, const Intent& intent, const schema::DraftPlan& command);
Decision Decide(const State& state, const Intent& intent, const schema::SignPlan& command);
Decision Decide(const State& state, const Intent& intent, const schema::SendPlan& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordFunding& command);
Decision Decide(const State& state, const Intent& intent, const schema::StartPlan& command);
Decision Decide(const State& state, const Intent& intent, const schema::RenewPlan& command);
Decision Decide(const State& state, const Intent& intent, const schema::VaryPlan& command);
Decision Decide(const State& state, const Intent& intent, const schema::SuspendPlan& command);
Decision Decide(const State& state, const Intent& intent, const schema::ResumePlan& command);
Decision Decide(const State& state, const Intent& intent, const schema::EndPlan& command);
Decision Decide(const State& state, const Intent& intent, const schema::ReturnLeftover& command);
Decision Decide(const State& state, const Intent& intent, const schema::WithdrawPlan& command);
Decision Decide(const State& state, const Intent& intent, const schema::DenyPlan& command);
Decision Decide(const State& state, const Intent& intent, const schema::DeclareHelper& command);
Decision Decide(const State& state, const Intent& intent, const schema::FileExpenses& command);
Decision Decide(const State& state, const Intent& intent, const schema::AcceptExpenses& command);
Decision Decide(const State& state, const Intent& intent, const schema::ContestExpenses& command);
Decision Decide(const State& state, const Intent& intent, const schema::BalancePlan& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordCertificate& command);

/// Tells that a month's expenses did not come in time, and waits for the next month's.
Decision FulfilExpenses(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);

/// Tells that a plan's certificate ends soon, and no other has come.
Decision FulfilCertificateEnding(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);

FASCICOLO_EVOLVE(PlanRequested);
FASCICOLO_EVOLVE(PlanScored);
FASCICOLO_EVOLVE(PlanLevelDecided);
FASCICOLO_EVOLVE(PlanAmountSet);
FASCICOLO_EVOLVE(PlanDrafted);
FASCICOLO_EVOLVE(PlanSigned);
FASCICOLO_EVOLVE(PlanSent);
FASCICOLO_EVOLVE(PlanFunded);
FASCICOLO_EVOLVE(PlanStarted);
FASCICOLO_EVOLVE(PlanRenewed);
FASCICOLO_EVOLVE(PlanVaried);
FASCICOLO_EVOLVE(PlanSuspended);
FASCICOLO_EVOLVE(PlanResumed);
FASCICOLO_EVOLVE(PlanEnded);
FASCICOLO_EVOLVE(LeftoverReturned);
FASCICOLO_EVOLVE(PlanWithdrawn);
FASCICOLO_EVOLVE(PlanDenied);
FASCICOLO_EVOLVE(HelperDeclared);
FASCICOLO_EVOLVE(ExpensesFiled);
FASCICOLO_EVOLVE(ExpensesMissed);
FASCICOLO_EVOLVE(ExpensesAccepted);
FASCICOLO_EVOLVE(ExpensesContested);
FASCICOLO_EVOLVE(PlanBalanced);
FASCICOLO_EVOLVE(CertificateRecorded);
FASCICOLO_EVOLVE(CertificateEnding);

}  // namespace fascicolo::engine
