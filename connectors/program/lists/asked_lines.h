// Who of a waiting list was asked whether they still wait, until when they may answer, and who is passed over because they did
// not (engine/families/revalidation.h). Read from the state, of now or of the past.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/state/state.h"

namespace fascicolo::program {

struct AskedLine {
  std::uint64_t rank = 0;  ///< from 1, in the order of the list
  EntityId activation;
  EntityId case_file;
  EntityId person;
  std::optional<Day> answer_by;  ///< last day; none: no answer is awaited
  bool is_inactive = false;      ///< passed over until they confirm
  std::optional<Day> asked_on;   ///< on which day they are asked next; none: they were asked, or said nothing
};

/// Everybody of the service's list whom revalidation concerns, in the order of the list.
[[nodiscard]] std::vector<AskedLine> AskedLines(const engine::State& state, std::string_view service);
/// They were asked and have not answered, or are passed over.
[[nodiscard]] inline bool WasAsked(const AskedLine& line) { return line.answer_by || line.is_inactive; }

}  // namespace fascicolo::program
