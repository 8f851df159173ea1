// The words of a command line, put together.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace fascicolo::program_test {

using Words = std::vector<std::string>;

/// Adds words, and gives the whole.
inline Words And(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}
/// The value behind an option.
inline std::string ValueOf(const Words& words, const std::string& option) {
  const auto found = std::find(words.begin(), words.end(), option);
  return found == words.end() ? "" : *(found + 1);
}
inline Words With(Words words, const std::string& option, const std::string& value) {
  *(std::find(words.begin(), words.end(), option) + 1) = value;
  return words;
}

}  // namespace fascicolo::program_test
