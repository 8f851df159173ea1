// From the benefits of somebody under age to their SINBA record: one for each minor and calendar year, with all
// benefits of the area of families and minors.
#pragma once

#include "connectors/exports/siuss/benefit_records.h"

#include <optional>
#include <set>
#include <vector>

namespace fascicolo::siuss {

/// One year of one of the minor's benefits.
struct BenefitOfMinor {
  const Benefit* benefit = nullptr;
  Day from;  ///< first day in the year
  std::string code;
  bool is_theirs = true;  ///< what the case was assessed for is of this minor, and of no other
};

/// Under eighteen on the day; false also where it is not known when they were born.
[[nodiscard]] bool IsMinor(const engine::State& state, EntityId person, Day day);

struct MinorPiece {
  MinorRecord record;
  std::set<Reason> reasons;  ///< empty: it may be transmitted
};

/// None: they were of age on the first of these days, or it is not known when they were born, or nothing has a code.
/// `benefits`: those of the year, ascending by their first day. Throws ReadsFrozen.
[[nodiscard]] std::optional<MinorPiece> MinorPieceOf(const engine::State& state, const Knowledge& known, EntityId person,
                                                     const std::vector<BenefitOfMinor>& benefits);

}  // namespace fascicolo::siuss
