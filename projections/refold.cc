#include "projections/refold.h"

#include <memory>
#include <string>
#include <utility>

#include "engine/loop/folded_state.h"
#include "projections/folded_views.h"
#include "projections/folding_thread.h"

namespace fascicolo::projections {
namespace {

/// One of the two folds: its rows, and the thread that moves them.
template <class Folded>
class Folding {
 public:
  static Result<std::unique_ptr<Folding>> Begin(store::RowStore& rows, std::string_view origin, std::size_t cache_bytes) {
    auto folded = Folded::Open(rows, origin);
    if (!folded) return folded.error();
    if ((*folded)->point().head().next != Position{0}) {
      return Failure{FailureCode::kLocked, "rows are folded anew into empty ones only"};
    }
    return std::unique_ptr<Folding>(new Folding(std::move(folded).value(), cache_bytes));
  }

  Status HandOver(const std::shared_ptr<const VerifiedBatch>& batch) { return thread_.HandOver(batch); }

  /// All that was handed over is folded and, even behind a failure, written if it can be.
  Status Finish() {
    Status finished = thread_.Finish();
    Status written = Written();
    return finished ? written : finished;
  }

 private:
  Folding(std::unique_ptr<Folded> folded, std::size_t cache_bytes)
      : folded_(std::move(folded)),
        thread_([this, cache_bytes](const VerifiedBatch& batch) { return FoldAll(batch, cache_bytes); }) {}

  Status FoldAll(const VerifiedBatch& batch, std::size_t cache_bytes) {
    for (const VerifiedCommit& commit : batch.commits) folded_->Fold(commit.accepted(), commit.reading);
    return folded_->bytes() < cache_bytes ? Status{} : folded_->WriteOut();
  }
  Status Written() {
    try {
      return folded_->WriteOut();
    } catch (const store::StoreBroken& broken) {
      return Failure{FailureCode::kIo, broken.what()};
    }
  }

  std::unique_ptr<Folded> folded_;
  FoldingThread thread_;  // last: it ends before what it folds into
};

class Refolding {
 public:
  Refolding(events::Ledger& ledger, const RefoldOptions& options) : ledger_(ledger), options_(options) {}

  Status Begin(std::string_view origin, const RefoldInto& into) {
    const events::FoldPoint beginning(origin);
    auto follower = events::Follower::Open(ledger_, beginning.follow());
    if (!follower) return follower.error();
    follower_.emplace(std::move(follower).value());
    if (Status begun = BeginOne(into.state, origin, state_); !begun) return begun;
    return BeginOne(into.views, origin, views_);
  }

  Status Run(const OnProgress& on_progress) {
    Status read;
    do {
      read = ReadBatch();
      if (on_progress) on_progress({done_.next, done_.events, follower_->point().next, ledger_.end()});
    } while (read && !reached_ && !follower_->at_end());
    Status state = state_ ? state_->Finish() : Status{};
    Status views = views_ ? views_->Finish() : Status{};
    if (!read) return read;
    if (!state) return state;
    if (!views) return views;
    if (!options_.last || reached_) return {};
    return Failure{FailureCode::kNotFound,
                   "the ledger ends before position " + std::to_string(options_.last->value)};
  }
  [[nodiscard]] const Refolded& done() const { return done_; }

 private:
  template <class Folded>
  Status BeginOne(store::RowStore* rows, std::string_view origin, std::unique_ptr<Folding<Folded>>& folding) {
    if (rows == nullptr) return {};
    auto begun = Folding<Folded>::Begin(*rows, origin, options_.cache_bytes);
    if (!begun) return begun.error();
    folding = std::move(begun).value();
    return {};
  }

  Status ReadBatch() {
    auto batch = std::make_shared<VerifiedBatch>();
    const auto take = [&](const events::AcceptedCommit& commit) -> Status {
      if (reached_) return Failure{FailureCode::kUnavailable, "far enough"};
      auto reading = events::CommitReading::Open(commit.entry.record, commit.header);
      if (!reading) return reading.error();
      batch->commits.push_back(
          {commit.entry, commit.header, commit.leaf, commit.after, std::move(reading).value()});
      done_.next = commit.after.next;
      done_.events += commit.header.event_count;
      reached_ = options_.last && commit.header.position >= *options_.last;
      return {};
    };
    const auto skip = [&](const events::LogEntry&, const events::Header&) { done_.superseded += reached_ ? 0 : 1; };
    Status polled = follower_->Poll(options_.read_bytes, batch->log, take, skip);
    if (polled || reached_) polled = {};
    Status handed = HandOver(std::move(batch));
    return polled ? handed : polled;
  }

  Status HandOver(std::shared_ptr<const VerifiedBatch> batch) {
    if (batch->commits.empty()) return {};
    if (state_) {
      if (Status handed = state_->HandOver(batch); !handed) return handed;
    }
    return views_ ? views_->HandOver(batch) : Status{};
  }

  events::Ledger& ledger_;
  RefoldOptions options_;
  std::optional<events::Follower> follower_;
  std::unique_ptr<Folding<engine::FoldedState>> state_;
  std::unique_ptr<Folding<FoldedViews>> views_;
  Refolded done_;
  bool reached_ = false;
};

}  // namespace

Result<Refolded> Refold(events::Ledger& ledger, std::string_view origin, const RefoldInto& into,
                        const RefoldOptions& options, const OnProgress& on_progress) {
  Refolding refolding(ledger, options);
  try {
    if (Status begun = refolding.Begin(origin, into); !begun) return begun.error();
  } catch (const store::StoreBroken& broken) {
    return Failure{FailureCode::kIo, broken.what()};
  }
  if (Status done = refolding.Run(on_progress); !done) return done.error();
  return refolding.done();
}

}  // namespace fascicolo::projections
