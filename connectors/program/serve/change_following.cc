#include "connectors/program/serve/change_following.h"

#include "connectors/program/rights/named_cases.h"
#include "engine/access/may.h"
#include "engine/loop/folded_state.h"
#include "events/follower.h"
#include "events/store/rows.h"

#include <algorithm>
#include <utility>

namespace fascicolo::program {
namespace {

constexpr std::size_t kFollowedBytes = 1U << 20;

/// Without changes about sealed cases, of which no list tells either.
std::vector<ViewChange> OfNoSeal(std::vector<ViewChange> changes, Moment& moment) {
  const engine::State state = moment.state();
  std::erase_if(changes, [&](const ViewChange& change) {
    try {
      const auto cases = CasesBehind(state, change.entity);
      return std::any_of(cases.begin(), cases.end(), [&](EntityId one) { return engine::IsSealed(state, one); });
    } catch (const engine::ReadsFrozen&) {
      return true;  // it cannot be known
    }
  });
  return changes;
}

}  // namespace

ChangeFollowing::ChangeFollowing(Moments& moments, ChangeStreams& streams, engine::Clock& clock)
    : moments_(moments), streams_(streams), clock_(clock), from_(moments.newest()) {
  if (from_ != nullptr) streams_.BeginAt(from_->position().next());
  thread_ = std::thread([this] { Work(); });
}

ChangeFollowing::~ChangeFollowing() { Stop(); }

void ChangeFollowing::Stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  stopped_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool ChangeFollowing::Pause() {
  std::unique_lock lock(mutex_);
  return stopped_.wait_for(lock, kTellEvery, [this] { return is_stopping_; });
}

// A log that cannot be followed is followed anew from the newest moment; who listens is told that something may be
// missing by the positions that do not follow on each other.
void ChangeFollowing::Work() {
  if (from_ != nullptr) FollowFrom(std::exchange(from_, nullptr));
  while (!Pause()) {
    const auto newest = moments_.newest();
    if (newest == nullptr) continue;
    streams_.BeginAt(newest->position().next());
    FollowFrom(newest);
  }
}

void ChangeFollowing::FollowFrom(const Moments::Pointer& from) {
  const auto point = [&]() -> Result<events::FoldPoint> {
    try {
      return engine::FoldedState::PointOf(from->state_rows(), from->identity().origin);
    } catch (const store::StoreBroken& broken) {
      return Failure{FailureCode::kIo, broken.what()};
    }
  }();
  if (!point) return;
  auto follower = events::Follower::Open(from->log(), point->follow());
  if (!follower) return;
  do {
    std::vector<ToldCommit> commits;
    const Status polled = follower->Poll(
        kFollowedBytes,
        [&](const events::AcceptedCommit& commit) -> Status {
          const auto reading = events::CommitReading::Open(commit.entry.record, commit.header);
          if (!reading) return reading.error();
          commits.push_back({commit.header.position, OfNoSeal(ChangesOf(*reading), *moments_.newest())});
          return {};
        },
        [](const events::LogEntry&, const events::Header&) {});
    if (!commits.empty()) moments_.Answered(commits.back().position);  // who is told of it asks for what has it
    streams_.Tell(std::move(commits));
    streams_.Beat(clock_.Now());
    if (!polled && polled.error().code != FailureCode::kUnavailable) return;
  } while (!Pause());
}

}  // namespace fascicolo::program
