// Who is placed where, since when, who pays, and what is due next: one line per person and placement. Read from the state, of now
// or of the past. Where an address is protected, nobody is told where the person is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/state/state.h"

namespace fascicolo::program {

/// A term of a placement: a report to the court, or a step of the law.
struct PlacementDue {
  Day on;            ///< last day in time; of a term in hours the day on which it ends
  std::string what;  ///< the deadline's code in the sheet
};

struct PlacementLine {
  EntityId placement;
  engine::PlacementRow row;
  engine::PlacedRow placed;
  std::optional<engine::HostRow> host;  ///< on the day asked about, or the first; none: not found, or not told
  bool is_hidden = false;               ///< their address is protected
  std::optional<PlacementDue> next;     ///< the earliest term that runs or is late; none: none does
};

/// Of every placement, by service, state and id; within it in the order of its persons. `on`: the day asked about; none: today. An
/// address that is protected today is hidden of every day.
[[nodiscard]] std::vector<PlacementLine> PlacementLines(const engine::State& state, Day today, std::optional<Day> on = std::nullopt);
/// They are placed, or are to be: neither over nor given up.
[[nodiscard]] bool IsOpen(const PlacementLine& line);

}  // namespace fascicolo::program
