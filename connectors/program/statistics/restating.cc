#include "connectors/program/statistics/restating.h"

#include "connectors/program/statistics/figure_forms.h"
#include "engine/payload_names.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

using projections::FigureTable;

/// The cells that differ, in the order of rows and measures.
std::vector<ChangedCell> ChangesBetween(const FigureTable& then, const FigureTable& now) {
  std::vector<ChangedCell> changed;
  std::vector<projections::Key> keys;
  for (const FigureTable* table : {&then, &now}) {
    for (const auto& [key, cells] : table->rows) keys.push_back(key);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  for (const auto& key : keys) {
    for (std::size_t i = 0; i < then.measures.size(); ++i) {
      const projections::Cell nothing;
      const auto* before = then.Find({key, i});
      const auto* after = now.Find({key, i});
      const auto was = CellText(then.measures[i], before == nullptr ? nothing : *before);
      const auto is = CellText(then.measures[i], after == nullptr ? nothing : *after);
      if (was != is) changed.push_back({key, std::string(then.measures[i].name), was, is});
    }
  }
  return changed;
}

/// Adds the events of a commit that bear on the period.
void NameEvents(const events::CommitReading& commit, const std::vector<std::optional<Day>>& bearings, Day until,
                Restatement& restatement) {
  for (std::uint32_t i = 0; i < bearings.size(); ++i) {
    if (!bearings[i] || *bearings[i] >= until) continue;
    restatement.more = restatement.late.size() == kMaxLateEvents;
    if (restatement.more) return;
    const auto& event = *commit.events()[i];
    restatement.late.push_back({commit.header().position, i, commit.header().recorded_at,
                                engine::EventName(event), events::Entity(event.entity()),
                                *bearings[i]});
  }
}

bool BearsOn(const std::vector<std::optional<Day>>& bearings, Day until) {
  return std::any_of(bearings.begin(), bearings.end(), [&](const auto& day) { return day && *day < until; });
}

}  // namespace

Result<Restatement> Restate(Session& session, Readable& source, const engine::FigureRow& figure, Position last) {
  auto query = projections::ParseQuery(figure.query, figure.until - 1);
  if (!query) return Failure{FailureCode::kTooNew, "this program does not count '" + figure.query + "'"};
  Counted counted(session, source);
  if (Status done = counted.Follow(figure.as_of); !done) return Status(done).error();
  const auto published = TableOf(counted.careers(), *query, counted.ResultOf(figure.restates));
  if (!published) return published.error();
  Restatement restatement;
  const std::string result = ResultText(*published, *query);
  restatement.recomputes = events::Sha256({events::AsBytes(std::string_view(result))}) == figure.digest;

  query->is_public = false;
  const auto then = TableOf(counted.careers(), *query);
  if (!then) return then.error();
  FigureTable now = *then;
  Status broken;
  const auto look = [&](const events::CommitReading& commit, const std::vector<std::optional<Day>>& bearings) {
    if (!broken || !BearsOn(bearings, figure.until)) return;
    auto table = TableOf(counted.careers(), *query);
    if (!table) {
      broken = table.error();
      return;
    }
    if (!ChangesBetween(now, *table).empty()) NameEvents(commit, bearings, figure.until, restatement);
    now = std::move(table).value();
  };
  if (Status done = counted.Follow(last, look); !done) return Status(done).error();
  if (!broken) return broken.error();
  restatement.changed = ChangesBetween(*then, now);
  return restatement;
}

}  // namespace fascicolo::program
