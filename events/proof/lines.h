// Lines of text files, one after the other.
#pragma once

#include <optional>
#include <string_view>

namespace fascicolo::proof {

/// Takes the next line, without its newline, from the front of `text`; none: there is no newline any more.
[[nodiscard]] inline std::optional<std::string_view> NextLine(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

}  // namespace fascicolo::proof
