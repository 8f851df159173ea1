#include "connectors/program/lists/asked_lines.h"

#include "engine/families/activation.h"

namespace fascicolo::program {

std::vector<AskedLine> AskedLines(const engine::State& state, std::string_view service) {
  std::vector<AskedLine> lines;
  std::uint64_t rank = 0;
  using engine::ListOrderTable;
  const std::string prefix = ListOrderTable::Key(engine::ListOf(service));
  state.Scan<ListOrderTable>(prefix, [&](std::string_view, const engine::ListEntryRow& entry) {
    ++rank;
    const auto asked = state.Find<engine::RevalidationTable>(entry.activation);
    const auto row = asked ? state.Find<engine::ActivationTable>(entry.activation) : std::nullopt;
    if (!row) return true;
    AskedLine line{rank, entry.activation, row->case_file, row->person, asked->answer_by, asked->is_inactive, {}};
    const bool is_to_be_asked = !asked->answer_by && !asked->is_inactive && !asked->obligation.is_zero();
    if (is_to_be_asked) line.asked_on = LocalDay(asked->due);
    lines.push_back(line);
    return true;
  });
  return lines;
}

}  // namespace fascicolo::program
