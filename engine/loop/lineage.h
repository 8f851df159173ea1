// What the commit that starts a lineage says of the log before it: findings of its stamp, so that they are recorded with it and
// no decider needs them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "events/names.h"

namespace fascicolo::engine {

/// Names and values.
using Findings = std::vector<std::pair<std::string, std::string>>;

inline constexpr std::string_view kOldSize = "old_size";  ///< commits before it
inline constexpr std::string_view kOldRoot = "old_root";  ///< RFC 6962 root over these, in hexadecimal digits
/// Where it was known that there had been more: up to which position, and who accepted the loss.
inline constexpr std::string_view kKnownPosition = "known_position";
inline constexpr std::string_view kLossAcceptedBy = "loss_accepted_by";

/// What whoever starts a lineage knows beside the log.
struct LineagePlan {
  Lineage above{};      ///< one that is known to have been used: the new one is higher than this, too
  Findings findings{};  ///< recorded behind size and root
};

}  // namespace fascicolo::engine
