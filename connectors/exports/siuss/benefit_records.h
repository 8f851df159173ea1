// From a benefit to its PS-PSA-SINA records: one for each person and calendar year that it touches.
//
// A benefit that goes on is told to 31 December, and told again in the next year; what changes of a year that was
// told is cancelled and inserted anew (flow_book.h). What is paid once is told when it was paid.
#pragma once

#include "connectors/exports/siuss/amounts.h"
#include "connectors/exports/siuss/benefit.h"
#include "connectors/exports/siuss/cases.h"
#include "connectors/exports/siuss/persons.h"

#include <set>
#include <vector>

namespace fascicolo::siuss {

/// What was known along the log, beside the state.
struct Knowledge {
  Persons persons;
  Cases cases;
  Prices prices;
};

struct Piece {
  EntityId person;  ///< as the benefit names them
  int year = 0;
  BenefitRecord record;
  std::set<Reason> reasons;  ///< empty: it may be transmitted
};

/// Ascending years; of a placement person by person. Years after `today`'s are told only where the benefit begins in
/// them. Throws ReadsFrozen.
[[nodiscard]] std::vector<Piece> PiecesOf(const engine::State& state, const Knowledge& known, const Benefit& benefit, Day today);

}  // namespace fascicolo::siuss
