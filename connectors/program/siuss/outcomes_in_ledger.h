// What became of flows, in the ledger: each outcome is a command, a reject stays owed until a later flow mends it
// (engine/families/transmission/transmission.h).
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

}  // namespace fascicolo::program
