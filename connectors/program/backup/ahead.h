// What is known of a ledger beyond a backup of it: by a surviving directory, log or view, or by somebody who read a later
// position. A backup that is older than that loses commits that others have seen.
#pragma once

#include "events/names.h"
#include "events/result.h"

#include <optional>
#include <string>
#include <vector>

namespace fascicolo::program {

/// One thing that is known.
struct Known {
  std::string by;  ///< for people
  Position position;
  Lineage lineage{};  ///< 0 where nothing is known of it
};

/// As typed: a position; or a directory with an authority's log or views, or a node's cache. None: the directory has folded or
/// recorded nothing yet. Of a damaged log counts what can be read. kNotFound: it is neither. kDamaged: nothing there can be
/// read.
[[nodiscard]] Result<std::optional<Known>> ReadKnown(const std::string& typed, const std::string& origin);

/// The most that is known, none: nothing.
[[nodiscard]] std::optional<Known> MostKnown(const std::vector<Known>& all);

}  // namespace fascicolo::program
