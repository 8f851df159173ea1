#include "connectors/program/audit/log_walk.h"

#include "connectors/cli/progress.h"
#include "connectors/program/following.h"
#include "connectors/program/reading_sizes.h"
#include "engine/decision.h"
#include "engine/payload_names.h"

namespace fascicolo::program {
namespace {

Status VisitEvents(const events::CommitReading& commit, const engine::State& state, const LogWalk::Visit& visit) {
  for (std::uint32_t index = 0; index < commit.events().size(); ++index) {
    visit({commit, index, *commit.events()[index], state});
  }
  return {};
}

}  // namespace

Day SeenEvent::decided_on() const {
  return LocalDay(event.imported() ? Instant{event.occurred_at()} : commit.header().recorded_at);
}

EventRef RefOf(const events::CommitReading& commit, std::uint32_t index) {
  const schema::Event& event = *commit.events()[index];
  EventRef ref;
  ref.position = commit.header().position;
  ref.event = index;
  ref.type = engine::EventName(event);
  ref.actor = engine::Text(commit.command().actor());
  ref.on = Day{event.effective_on()};
  ref.act = events::Entity(event.act());
  ref.imported = event.imported();
  return ref;
}

Status LogWalk::Run(const Visit& visit) {
  auto opened = engine::FoldedState::Open(rows_, reading_.source().identity().origin);
  if (!opened) return opened.error();
  folded_ = std::move(opened).value();
  cli::Progress bar(session_.terminal, session_.Text("reading", "lettura"), session_.Text("commits", "commit"));
  FollowSteps steps;
  steps.take = [&](const events::AcceptedCommit& accepted) -> Status {
    const auto commit = events::CommitReading::Open(accepted.entry.record, accepted.header);
    if (!commit) return commit.error();
    folded_->Fold(accepted, *commit);
    return commit->understood() ? VisitEvents(*commit, folded_->AtHead(), visit) : Status{};
  };
  steps.after_batch = [&](std::uint64_t done, std::uint64_t all, bool) -> Status {
    bar.Show(done, all, folded_->point().head().next.value);
    return folded_->bytes() < kHeldBytes ? Status{} : folded_->WriteOut();
  };
  const Position last = reading_.standing().position;
  const auto followed = FollowTo(reading_.source().log(), folded_->point().follow(), last, steps);
  if (!followed) return followed.error();
  return CheckWhole(*followed, last);
}

}  // namespace fascicolo::program
