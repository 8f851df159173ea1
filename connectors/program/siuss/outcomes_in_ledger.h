// What became of flows, in the ledger: how far INPS has read them, and each outcome, are commands; a reject stays owed until a
// later flow mends it (engine/families/transmission/transmission.h).
#pragma once

#include "connectors/exports/siuss/entries.h"
#include "connectors/exports/siuss/flow_book.h"
#include "connectors/program/authority/node.h"
#include "engine/families/transmission/transmission.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

/// What the ledger keeps of each flow of which INPS told something, by its name.
[[nodiscard]] std::map<std::string, engine::FlowRow> FlowsToldOf(const engine::State& state);

/// Hands in what INPS says, on the node's thread, as commands whose ids follow from it, so that what is told again counts once. A
/// flow that is accepted mends the rejected one of the same benefit, person and year. kNotHolder, kUnavailable: this node cannot
/// write now.
Status RecordOutcomes(Node& node, const siuss::FlowBook& book, std::string_view body,
                      const std::vector<siuss::FlowOutcome>& outcomes);

/// Hands in that INPS has the flows up to an instant, because it asks for what came after it (api-comuni.yaml): of each kind of which
/// it had fewer so far. On the node's thread; asked again, nothing is recorded. Instants of flows run ahead of the clock where many
/// come at once: those that have not been by `now` are recorded with a later request. kNotHolder, kUnavailable: as above.
Status RecordFlowsRead(Node& node, const siuss::FlowBook& book, std::int64_t since_ms, Instant now);

}  // namespace fascicolo::program
