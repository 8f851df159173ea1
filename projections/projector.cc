#include "projections/projector.h"

#include <string>
#include <utility>

namespace fascicolo::projections {

Result<std::unique_ptr<Projector>> Projector::Open(events::Ledger& ledger, std::string_view origin,
                                                   store::RowStore& rows,
                                                   const ProjectorOptions& options) {
  try {
    auto views = FoldedViews::Open(rows, origin);
    if (!views) return views.error();
    auto follower = events::Follower::Open(ledger, (*views)->point().follow());
    if (!follower) return follower.error();
    return std::unique_ptr<Projector>(new Projector(ledger, std::move(views).value(),
                                                    std::move(follower).value(), options));
  } catch (const store::StoreBroken& broken) {
    return Failure{FailureCode::kIo, std::string("views: ") + broken.what()};
  }
}

Status Projector::CatchUp(const OnProgress& on_progress) {
  return Follow([](const events::Header&) { return false; }, on_progress);
}

Status Projector::KeepUp(const std::function<void()>& between_batches) {
  return FollowAnd([](const events::Header&) { return false; }, between_batches);
}

Status Projector::FollowUntil(Position last, const OnProgress& on_progress) {
  const auto is_beyond = [last](const events::Header& header) { return header.position > last; };
  if (Status followed = Follow(is_beyond, on_progress); !followed) return followed;
  if (next() > last) return {};
  const std::string head =
      next() == Position{0} ? "the ledger is empty"
                            : "the head is at " + std::to_string(next().value - 1);
  return Failure{FailureCode::kNotFound,
                 "no commit at position " + std::to_string(last.value) + ": " + head};
}

Status Projector::FollowUntil(Instant last, const OnProgress& on_progress) {
  return Follow([last](const events::Header& header) { return header.recorded_at > last; },
                on_progress);
}

Status Projector::Follow(const IsBeyond& is_beyond, const OnProgress& on_progress) {
  return FollowAnd(is_beyond, [&] {
    if (on_progress) on_progress({next(), views_->point().events(), follower_.point().next, ledger_.end()});
  });
}

Status Projector::FollowAnd(const IsBeyond& is_beyond, const std::function<void()>& after_batch) {
  try {
    if (Status written = views_->WriteOut(); !written) return written;
    Status followed = FollowBatches(is_beyond, after_batch);
    Status written = views_->WriteOut();
    return followed ? written : followed;
  } catch (const store::StoreBroken& broken) {
    return Failure{FailureCode::kIo, std::string("views: ") + broken.what()};
  }
}

Status Projector::FollowBatches(const IsBeyond& is_beyond, const std::function<void()>& after_batch) {
  bool stopped = false;
  const auto on_accepted = [&](const events::AcceptedCommit& commit) -> Status {
    if (!is_beyond(commit.header)) return FoldOne(commit);
    stopped = true;
    return Failure{FailureCode::kUnavailable, "far enough"};
  };
  const auto on_superseded = [&](const events::LogEntry&, const events::Header&) { ++superseded_; };
  do {
    Status polled = follower_.Poll(options_.read_bytes, on_accepted, on_superseded);
    if (!polled && !stopped) return polled;
    after_batch();
  } while (!stopped && !follower_.at_end());
  return {};
}

Status Projector::FoldOne(const events::AcceptedCommit& commit) {
  const auto reading = events::CommitReading::Open(commit.entry.record, commit.header);
  if (!reading) return reading.error();
  if (views_->bytes() >= options_.cache_bytes) {
    if (Status written = views_->WriteOut(); !written) return written;
  }
  views_->Fold(commit, *reading);
  return {};
}

}  // namespace fascicolo::projections
