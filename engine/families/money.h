// Money: what the authority spends by its decisions, and what persons owe it. Every amount is cents.
//
//   a chapter's money:  reserved -> committed (by an act with a visa) -> liquidated (by an act) -> paid <-> bounced
//                           \___________\-> released: free again in the chapter
//   a person's debt:    raised -> received in parts, reminded, in instalments -> settled | written off
//
// No chapter is overdrawn, no commitment, no liquidation paid twice, no bill and no month of a benefit liquidated twice: each
// of these is decided against the whole state at once. What is liquidated names its commitment, the commitment its decision,
// and the events their acts, so that a payment leads back to the application.
//
// The accounts themselves are another system's (ARCHITECTURE, "Not our aim"): numbers of commitments and orders to pay are its.
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr auto kBudgetKind = schema::EntityKind::budget;
inline constexpr auto kPayeeKind = schema::EntityKind::payee;

/// The chapter of a year's budget with this code; none: nobody opened it. Reads all chapters, of which there are hundreds.
[[nodiscard]] std::optional<EntityId> FindChapter(const State& state, std::int32_t year, std::string_view code);
/// Of what several are paid for in one month, the payee, under whom PaidForTable has it; else nobody. `rows`: State, or what edits it.
template <class Rows>
[[nodiscard]] EntityId PaidApart(const Rows& rows, EntityId about, EntityId payee) {
  const bool has_several = rows.template Find<VouchersTable>(about) || rows.template Find<PlanTable>(about);
  return has_several ? payee : EntityId{};
}
/// What the payee lacks to be paid like that on `day`: "account", "durc"; empty: nothing.
[[nodiscard]] std::string_view BlockedBy(const PayeeRow& payee, schema::PaymentWay way, Day day);

Decision Decide(const State& state, const Intent& intent, const schema::OpenChapter& command);
Decision Decide(const State& state, const Intent& intent, const schema::ChangeChapter& command);
Decision Decide(const State& state, const Intent& intent, const schema::ReserveMoney& command);
Decision Decide(const State& state, const Intent& intent, const schema::CommitMoney& command);
Decision Decide(const State& state, const Intent& intent, const schema::ReleaseMoney& command);
Decision Decide(const State& state, const Intent& intent, const schema::RegisterPayee& command);
Decision Decide(const State& state, const Intent& intent, const schema::ChangeAccount& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordDurc& command);
Decision Decide(const State& state, const Intent& intent, const schema::LiquidateMoney& command);
Decision Decide(const State& state, const Intent& intent, const schema::PayMoney& command);
Decision Decide(const State& state, const Intent& intent, const schema::BouncePayment& command);
Decision Decide(const State& state, const Intent& intent, const schema::RaiseDebt& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordReceipt& command);
Decision Decide(const State& state, const Intent& intent, const schema::RemindDebt& command);
Decision Decide(const State& state, const Intent& intent, const schema::AgreeInstalments& command);
Decision Decide(const State& state, const Intent& intent, const schema::WriteOffDebt& command);

FASCICOLO_EVOLVE(ChapterOpened);
FASCICOLO_EVOLVE(ChapterChanged);
FASCICOLO_EVOLVE(MoneyReserved);
FASCICOLO_EVOLVE(MoneyCommitted);
FASCICOLO_EVOLVE(MoneyReleased);
FASCICOLO_EVOLVE(PayeeRegistered);
FASCICOLO_EVOLVE(AccountChanged);
FASCICOLO_EVOLVE(DurcRecorded);
FASCICOLO_EVOLVE(MoneyLiquidated);
FASCICOLO_EVOLVE(MoneyPaid);
FASCICOLO_EVOLVE(PaymentBounced);
FASCICOLO_EVOLVE(DebtRaised);
FASCICOLO_EVOLVE(MoneyReceived);
FASCICOLO_EVOLVE(DebtReminded);
FASCICOLO_EVOLVE(InstalmentsAgreed);
FASCICOLO_EVOLVE(DebtWrittenOff);

}  // namespace fascicolo::engine
