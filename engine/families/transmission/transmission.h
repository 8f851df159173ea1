// What the authority hands to INPS (SIUSS): who answers for it, how far INPS read, and what it says of each flow.
//
// A sender is named by an act; without one nothing is handed out: who never named any is answerable for what was not
// sent. A rejected flow is put right by a later one that names it and is accepted, or is given up with the reason;
// until then it is owed, and told to be overdue after its term. What a flow says is no business of this family: only
// its name is known here.
//
// Sources: INPS, municipalities' interface, `/flussi` and `/esiti`; D.P.C.M. 159/2013 and D.M. 206/2014 (Casellario).
#pragma once

#include <optional>
#include <string_view>

#include "engine/decision.h"
#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

inline constexpr int kDaysToMend = 30;  ///< the office's own term for a rejected flow
inline constexpr std::size_t kMaxFlowNameBytes = 64;

/// The entity that a flow is, by its name.
[[nodiscard]] EntityId FlowEntity(std::string_view flow);
/// Four parts between dots, the third a date in digits: "H501.PS.20260423.0000001".
[[nodiscard]] bool IsFlowName(std::string_view text);
/// Who answers for a kind of flow on `day`; none: nobody was named.
[[nodiscard]] std::optional<SenderRow> SenderOn(const State& state, schema::FlowKind kind, Day day);

Decision Decide(const State& state, const Intent& intent, const schema::NameSender& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordFlowsRead& command);
Decision Decide(const State& state, const Intent& intent, const schema::RecordFlowOutcome& command);
Decision Decide(const State& state, const Intent& intent, const schema::GiveUpFlow& command);

/// Tells that a rejected flow was not put right in time.
Decision FulfilMendFlow(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due);

FASCICOLO_EVOLVE(SenderNamed);
FASCICOLO_EVOLVE(FlowsRead);
FASCICOLO_EVOLVE(FlowOutcomeRecorded);
FASCICOLO_EVOLVE(FlowMended);
FASCICOLO_EVOLVE(RejectOverdue);
FASCICOLO_EVOLVE(FlowGivenUp);

}  // namespace fascicolo::engine
