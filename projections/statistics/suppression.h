// Small cells (celle piccole): what leaves the office tells of nobody. A cell behind which there are fewer than
// kSmallCell is suppressed (primary), and with it as many others (secondary) as keep it from being found out again.
//
// Attacker: knows every published cell and every equation between cells (table.h), and solves them. After Protect no suppressed
// cell has only one solution, in the table nor in the tables with fewer dimensions that are its totals: those are protected
// first, by themselves, and are the same cells in every table of which they are totals. In every equation what is suppressed
// comes to kSmallCell at least, where there is enough.
//
// A table that takes the place of a published one suppresses all that that one did, and every count that differs from it by
// less than kSmallCell: the difference of both tells of nobody either.
#pragma once

#include "projections/statistics/table.h"

namespace fascicolo::projections {

inline constexpr std::int64_t kSmallCell = 5;
/// Cells that are solved for at once; a table in which more hang together is not published.
inline constexpr std::size_t kMaxSuppressedTogether = 3'000;

/// What was told before, cell by cell; none: it was suppressed.
using Published = std::map<CellPlace, std::optional<std::int64_t>>;

/// Suppresses. The table must be complete. False: no way was found to protect it, and it must not leave the office.
[[nodiscard]] bool Protect(FigureTable& table, const Published& before = {});

/// The suppressed cells that the equations between the published ones give away; empty: none.
[[nodiscard]] std::vector<CellPlace> GivenAway(const FigureTable& table);

}  // namespace fascicolo::projections
