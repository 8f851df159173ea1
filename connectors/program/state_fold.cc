#include "connectors/program/state_fold.h"

#include "engine/loop/folded_state.h"

namespace fascicolo::program {
namespace {

constexpr std::size_t kReadBytes = 4U << 20;
constexpr std::size_t kHeldBytes = 32U << 20;

}  // namespace

Result<StateFold> FoldStateInto(events::Ledger& ledger, std::string_view origin, Position last,
                                store::RowStore& rows, const OnFolded& on_folded) {
  StateFold fold;
  engine::FoldedState state(rows);
  auto follower = events::Follower::Open(ledger, state.Point(origin));
  if (!follower) return follower.error();
  bool reached = false;
  const auto take = [&](const events::AcceptedCommit& commit) -> Status {
    if (reached) return Failure{FailureCode::kUnavailable, "far enough"};
    if (Status folded = state.FoldAccepted(commit); !folded) return folded;
    ++fold.commits;
    fold.events += commit.header.event_count;
    reached = commit.header.position == last;
    return {};
  };
  const auto skip = [&](const events::LogEntry&, const events::Header&) {
    fold.superseded += reached ? 0 : 1;
  };
  do {
    if (Status polled = follower->Poll(kReadBytes, take, skip); !polled && !reached)
      return polled.error();
    if (on_folded) on_folded(follower->point().next.value, ledger.end().value, fold.events);
    if (state.bytes() < kHeldBytes && !reached && !follower->at_end()) continue;
    if (Status written = state.WriteOut(); !written) return written.error();
  } while (!reached && !follower->at_end());
  fold.frozen = state.frozen_commits();
  if (!reached) {
    return Failure{FailureCode::kNotFound,
                   "the ledger ends before position " + std::to_string(last.value)};
  }
  return fold;
}

}  // namespace fascicolo::program
