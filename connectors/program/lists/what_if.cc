#include "connectors/program/lists/what_if.h"

#include <algorithm>
#include <map>
#include <utility>

#include "connectors/program/lists/named_list.h"
#include "engine/families/activation_inputs.h"
#include "engine/rules/sort_key.h"

namespace fascicolo::program {
namespace {

using Scores = std::vector<projections::ScoreLineRow>;

std::vector<ChangedPoints> ChangesOf(const Scores& now, const engine::Evaluation& then) {
  std::map<std::string, std::int64_t> before;
  for (const auto& line : now) before[line.criterion] += line.points;
  std::vector<ChangedPoints> changes;
  for (const auto& line : then.lines) {
    const auto had = before.extract(line.criterion);
    if (had.empty()) {
      changes.push_back({line.criterion, std::nullopt, line.points_hundredths});
    } else if (had.mapped() != line.points_hundredths) {
      changes.push_back({line.criterion, had.mapped(), line.points_hundredths});
    }
  }
  for (const auto& [criterion, points] : before) changes.push_back({criterion, points, std::nullopt});
  return changes;
}

/// Scores one entry anew; its place by the new rules, or nothing.
std::optional<std::string> Rescore(const engine::RuleSet& rules, const engine::ActivationRow& row, const Scores& now,
                                   WhatIfEntry& entry) {
  auto evaluation = engine::Evaluate(rules, engine::InputsFor(engine::InputsOf(rules), row.inputs));
  if (!evaluation) {
    entry.problems = evaluation.error();
    return std::nullopt;
  }
  engine::Evaluation then = std::move(evaluation).value();
  if (row.penalty > 0) then = engine::WithPenalty(std::move(then), row.penalty, "offer_refused", {});
  entry.points_then = then.total_hundredths;
  entry.why = ChangesOf(now, then);
  return engine::SortKey(then, row.applied_on, entry.application);
}

}  // namespace

std::vector<WhatIfEntry> WhatIf(const engine::State& state, const store::Rows& rows, EntityId list,
                                const engine::RuleSet& rules) {
  std::vector<WhatIfEntry> entries;
  std::vector<std::pair<std::string, std::size_t>> order;
  ForEachEntry(rows, list, [&](const projections::WaitingEntry& waiting) {
    WhatIfEntry& entry = entries.emplace_back();
    entry.application = waiting.place.activation;
    entry.case_file = waiting.applicant.case_file;
    entry.rank_now = waiting.rank;
    entry.points_now = waiting.place.points;
    const auto row = state.Find<engine::ActivationTable>(entry.application);
    const auto score = projections::ScoreOf(rows, entry.application);
    const Scores now = score ? score->lines : Scores{};
    const auto key = row ? Rescore(rules, *row, now, entry) : std::nullopt;
    if (key) order.emplace_back(*key, entries.size() - 1);
  });
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < order.size(); ++i) entries[order[i].second].rank_then = i + 1;
  return entries;
}

}  // namespace fascicolo::program
