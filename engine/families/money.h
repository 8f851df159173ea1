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

#define FASCICOLO_MONEY_EVENT(Name) \
  bool Evolve(const EventContext& context, const schema::Event& event, const schema::Name& fact, StateEditor& editor)
FASCICOLO_MONEY_EVENT(ChapterOpened);
FASCICOLO_MONEY_EVENT(ChapterChanged);
FASCICOLO_MONEY_EVENT(MoneyReserved);
FASCICOLO_MONEY_EVENT(MoneyCommitted);
FASCICOLO_MONEY_EVENT(MoneyReleased);
FASCICOLO_MONEY_EVENT(PayeeRegistered);
FASCICOLO_MONEY_EVENT(AccountChanged);
FASCICOLO_MONEY_EVENT(DurcRecorded);
FASCICOLO_MONEY_EVENT(MoneyLiquidated);
FASCICOLO_MONEY_EVENT(MoneyPaid);
FASCICOLO_MONEY_EVENT(PaymentBounced);
FASCICOLO_MONEY_EVENT(DebtRaised);
FASCICOLO_MONEY_EVENT(MoneyReceived);
FASCICOLO_MONEY_EVENT(DebtReminded);
FASCICOLO_MONEY_EVENT(InstalmentsAgreed);
FASCICOLO_MONEY_EVENT(DebtWrittenOff);
#undef FASCICOLO_MONEY_EVENT

}  // namespace fascicolo::engine
