// Where two JSON documents differ.
#pragma once

#include "events/json/value.h"

#include <optional>
#include <string>

namespace fascicolo::events::json {

inline constexpr std::size_t kMaxShownBytes = 200;  ///< of a value that differs

/// Both values in JSON, cut; empty: there is none on that side.
struct Difference {
  std::string place;  ///< JSON pointer
  std::string one;
  std::string other;
};

/// The first place where the two differ, in the order of `one`, and what only `other` has last. None: they are equal; members
/// of an object may stand in any order.
[[nodiscard]] std::optional<Difference> FirstDifference(const Value& one, const Value& other);

}  // namespace fascicolo::events::json
