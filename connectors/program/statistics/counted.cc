#include "connectors/program/statistics/counted.h"

#include "connectors/cli/progress.h"
#include "connectors/program/following.h"
#include "connectors/program/statistics/figure_forms.h"

namespace fascicolo::program {

Status Counted::Follow(Position last, const OnCommit& on_commit) {
  cli::Progress bar(session_.terminal, session_.Text("figures", "dati"), session_.Text("commits", "decisioni"));
  events::FollowPoint from;
  from.head = events::HeadOfEmpty(source_.identity().origin);
  if (at_) from = *at_;
  events::FollowPoint behind = from;
  std::uint64_t commits = 0;
  FollowSteps steps;
  steps.take = [&](const events::AcceptedCommit& commit) -> Status {
    const auto reading = events::CommitReading::Open(commit.entry.record, commit.header);
    if (!reading) return reading.error();
    const auto bearings = projections::TakeCommit(careers_, *reading);
    if (reading->understood()) {
      for (const auto* event : reading->events()) {
        const auto* figures = event->payload_as_FiguresPublished();
        if (figures != nullptr && figures->result() != nullptr) {
          results_[events::Entity(event->entity())] = figures->result()->str();
        }
      }
    }
    behind.head = commit.after;
    behind.last_accepted = commit.entry.offset;
    behind.next = commit.entry.next;
    ++commits;
    if (on_commit) on_commit(*reading, bearings);
    return {};
  };
  steps.after_batch = [&](std::uint64_t done, std::uint64_t all, bool) -> Status {
    bar.Show(done, all, commits);
    return {};
  };
  const auto followed = FollowTo(source_.log(), from, last, steps);
  if (!followed) return followed.error();
  at_ = behind;
  return CheckWhole(*followed, last);
}

const std::string* Counted::ResultOf(EntityId figure) const {
  const auto found = results_.find(figure);
  return found == results_.end() ? nullptr : &found->second;
}

Result<projections::FigureTable> TableOf(const projections::Careers& careers, const projections::FigureQuery& query,
                                         const std::string* former) {
  auto table = projections::Count(careers, query);
  if (!table || !query.is_public) return table;
  if (!table->Complete()) {
    return Failure{FailureCode::kTooLarge,
                   "more than " + std::to_string(projections::kMaxCells) + " cells: tell less apart"};
  }
  const auto before = former == nullptr ? projections::Published{} : PublishedIn(*former, *table);
  if (projections::Protect(*table, before)) return table;
  return Failure{FailureCode::kTooLarge, "the small cells of this table cannot be protected: tell less apart"};
}

}  // namespace fascicolo::program
