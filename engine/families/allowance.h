// Allowances (contributi economici): continuous or once, granted by an act out of money that was set aside for them, paid month
// by month by acts that are drafted for the office and signed by people. The application goes the way of every other
// (activation.h); once granted, the service runs for the granted months.
//
//   filed -> scored -> granted: in force for so many months -> over, or ended before
//
// The k-th month of an allowance begins k - 1 months after its first day and counts as the calendar month of that day. Nothing
// is due for a month on whose first day it is suspended wholly or has ended. A same-day allowance is granted by a provisional
// act, and whether that is made good decides what becomes of it (act.h).
#pragma once

#include "engine/catalogue/sheet.h"
#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// What is due for the calendar month that begins on `month`, in cents; 0: nothing.
[[nodiscard]] std::int64_t DueFor(const AllowanceRow& allowance, const ActivationRow& row, Day month);
/// Where what is to be liquidated is an allowance's: exactly what is due for that month.
[[nodiscard]] std::optional<Decision> CheckDue(const State& state, EntityId about, std::optional<Day> month,
                                               std::int64_t amount);

Decision Decide(const State& state, const Intent& intent, const schema::GrantAllowance& command);
Decision Decide(const State& state, const Intent& intent, const schema::ChangeAllowance& command);
Decision Decide(const State& state, const Intent& intent, const schema::DraftPayments& command);

bool Evolve(const EventContext& context, const schema::Event& event, const schema::AllowanceGranted& fact,
            StateEditor& editor);
bool Evolve(const EventContext& context, const schema::Event& event, const schema::AllowanceChanged& fact,
            StateEditor& editor);

}  // namespace fascicolo::engine
