// What became of the flows to INPS: those that ought to be told, from the flow book; how far INPS has read them, and what it
// answered, from the state. Names of flows begin with the body's code, which the ledger does not know: it is left out of account.
#pragma once

#include "connectors/exports/siuss/flow_book.h"
#include "engine/state/state.h"

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace fascicolo::program {

/// Flows of one kind by the month in which they came about. The newest month first.
struct FlowMonth {
  Day first;
  schema::FlowKind kind = schema::FlowKind::none;
  auto operator<=>(const FlowMonth& other) const { return std::pair{other.first, kind} <=> std::pair{first, other.kind}; }
};
struct FlowCounts {
  std::uint64_t due = 0;              ///< ought to be told, by the ledger
  std::uint64_t read = 0;             ///< of these: INPS has them
  std::uint64_t without_outcome = 0;  ///< of these: read or not, INPS has not said what became of them
  std::uint64_t accepted = 0;         ///< of this and the next three: as INPS tells, also of flows that the ledger does not make
  std::uint64_t rejected = 0;         ///< and still to be put right
  std::uint64_t mended = 0;
  std::uint64_t given_up = 0;
};
[[nodiscard]] std::map<FlowMonth, FlowCounts> CountFlows(const engine::State& state, const siuss::FlowBook& book);

/// A flow that INPS rejected and has not accepted since.
struct RejectedFlow {
  engine::FlowRow told;
  EntityId about;      ///< the benefit, or the minor; zero: nobody knows
  EntityId case_file;  ///< zero: none, or several
  std::string service{};
  int year = 0;        ///< of its record; 0: the ledger does not make this flow
};
/// Those to be put right first; the newest first.
[[nodiscard]] std::vector<RejectedFlow> RejectedFlows(const engine::State& state, const siuss::FlowBook& book);

/// How many are withheld for which reason; one may have several.
[[nodiscard]] std::map<std::string, std::uint64_t> CountReasons(const std::vector<siuss::Withheld>& withheld);

}  // namespace fascicolo::program
