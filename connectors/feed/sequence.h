// The place of a record in its feed: by lineage, position and index it only ever increases, so that a consumer who
// drops what is lower or equal to what it has sees every record once, whatever was sent twice.
#pragma once

#include "events/names.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fascicolo::feed {

struct Sequence {
  Lineage lineage;
  Position position;
  std::uint32_t index = 0;  ///< of the event within its commit; a commit's notices come behind its events
  constexpr auto operator<=>(const Sequence&) const = default;
};

/// "lineage.position.index", filled with zeros to 10, 20 and 4 digits: texts compare as their sequences do, as
/// CloudEvents wants of its `sequence` extension.
[[nodiscard]] std::string ToText(const Sequence& sequence);
/// None: it is no such text.
[[nodiscard]] std::optional<Sequence> SequenceFromText(std::string_view text);

}  // namespace fascicolo::feed
