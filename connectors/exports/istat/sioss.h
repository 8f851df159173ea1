// What the ambito tells the ministry once a year (SIOSS, by 28 February): who does social work, and for how many.
// What the ledger does not know, full-time equivalents above all, stands there without a value, for the office to
// fill in.
#pragma once

#include "engine/state/state.h"
#include "projections/statistics/careers.h"

#include <string>
#include <vector>

namespace fascicolo::istat {

/// RFC 4180 with a heading: year, indicator, area, value. Cases and persons as of the year's last day, or the last
/// one opened; workers who lead a case as of `state`.
[[nodiscard]] std::vector<std::string> SiossCsv(const projections::Careers& careers, const engine::State& state, int year);

}  // namespace fascicolo::istat
