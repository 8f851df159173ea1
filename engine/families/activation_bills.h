// What providers bill for a service, compared with what was delivered: hours reported, reconciled, contested or accepted.
// Paying on a provider's unchecked statement is unlawful (ANAC, 7 June 2022). A placement is billed in days of its places, those
// of an absence with it. What is paid, and by which act, comes later (money.h).
#pragma once

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr std::uint32_t kMaxBills = 600;  ///< of one service or placement

Decision Decide(const State& state, const Intent& intent, const schema::RecordBill& command);
Decision Decide(const State& state, const Intent& intent, const schema::AcceptBill& command);
Decision Decide(const State& state, const Intent& intent, const schema::ContestBill& command);

bool Evolve(const EventContext& context, const schema::Event& event, const schema::BillRecorded& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::BillAccepted& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::BillContested& fact,
            StateEditor& editor);

}  // namespace fascicolo::engine
