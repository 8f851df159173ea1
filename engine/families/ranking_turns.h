// Whose turn it is on a final list: by rank, within places, funds, reserves and quotas.
//
// Each entry holds a place, and its amount, from its call on, until it renounces or is excluded. An entry with reserve is
// passed over and keeps both free for itself. Nobody is called beyond a quota. The last places of a call that has reserves
// are left to those for whom they are kept: as soon as no more places are free than reserves still miss (and can be filled
// by who waits), only they are called. Money is given down the list until it does not suffice for the next in line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/state/state.h"

namespace fascicolo::engine {

struct RankedEntry {
  enum class Standing { kWaits, kWithReserve, kHolds, kGone };
  EntityId entry;
  std::uint32_t rank = 0;
  Standing standing = Standing::kWaits;
  std::int64_t amount = 0;   ///< cents
  std::vector<bool> groups;  ///< of the call's groups: belongs to it
};

/// Of the final list, in its order, as they stand now.
[[nodiscard]] std::vector<RankedEntry> RankedOf(const State& state, EntityId call, const CallRow& row);

struct Turn {
  enum class Why { kSomebody, kNobodyLeft, kNoPlaces, kNoFunds };
  Why why = Why::kNobodyLeft;  ///< kSomebody: it is somebody's turn
  RankedEntry next;
};
/// `sub_list`: index of the group from whose list is called; none: the general one.
[[nodiscard]] Turn NextInLine(const CallRow& call, const std::vector<RankedEntry>& ranked,
                              std::optional<std::size_t> sub_list);

}  // namespace fascicolo::engine
