// What a month's first commit says of the month before, and what is said of a month that was dropped because its time
// was over.
#pragma once

#include "connectors/reads/month.h"
#include "events/body.h"

#include <optional>
#include <string>

namespace fascicolo::reads {

/// Leaf 0 of a month's first commit.
struct Opening {
  std::string node{};
  std::string month{};
  std::optional<MonthEnd> after{};  ///< none: the node's first month
};
[[nodiscard]] events::Bytes LeafOf(const Opening& opening);
/// None: it is no opening's leaf.
[[nodiscard]] std::optional<Opening> OpeningIn(events::ConstBytes leaf);

/// That a month is dropped, said in a later one before it is.
struct DropNote {
  MonthEnd dropped{};
  std::string act{};  ///< by which its destruction was allowed
  std::string by{};
};
[[nodiscard]] events::Bytes LeafOf(const DropNote& note);
[[nodiscard]] std::optional<DropNote> DropNoteIn(events::ConstBytes leaf);

}  // namespace fascicolo::reads
