// What was paid of a benefit for months in which it had ended already, because the end became known late. That it is given back
// is proposed to the office; RaiseDebt asks for it, and the proposal is done with.
#pragma once

#include <string_view>

#include "engine/decision.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// What was liquidated for months of an allowance, or of a plan, that begin on `on` or later, in cents.
[[nodiscard]] std::int64_t PaidFrom(const State& state, EntityId benefit, Day on);
/// Proposes to ask `person` for it, where there is something.
void DraftRecovery(Drafts& drafts, const State& state, EntityId benefit, EntityId person, Day on);
/// It was asked for, or need not be: the proposal goes, where there is one.
void DraftRecovered(Drafts& drafts, const State& state, EntityId benefit, std::string_view ground);

}  // namespace fascicolo::engine
