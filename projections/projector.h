// Moves the views of one ledger forward, commit by commit, along its log.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "events/follower.h"
#include "projections/folded_views.h"

namespace fascicolo::projections {

struct ProjectorOptions {
  std::size_t cache_bytes = 96U << 20;  ///< rows kept above the store before they are written
  std::size_t read_bytes = 4U << 20;    ///< taken from the log at a time
};

/// How far a projector is, for whoever watches.
struct Progress {
  Position next;
  std::uint64_t events = 0;  ///< folded since the ledger's beginning
  events::LogOffset at;      ///< in the log
  events::LogOffset end;     ///< of the log, when asked
};
using OnProgress = std::function<void(const Progress&)>;

/// One thread. Ledger and rows must outlive it; only reading the rows is anybody else's. Where
/// several queries must answer from one position, they read a snapshot of the rows.
class Projector {
 public:
  /// kDamaged: rows of another ledger, or a log that is not what it was.
  static Result<std::unique_ptr<Projector>> Open(events::Ledger& ledger, std::string_view origin,
                                                 store::RowStore& rows,
                                                 const ProjectorOptions& options = {});

  /// Folds what the log has, and writes it. On a failure everything before it is folded and written
  /// if it can be. kIo: the rows cannot be read; open the projector anew. For other failures see
  /// Follower::Poll and RowStore::Write; the next call goes on where this one stopped.
  Status CatchUp(const OnProgress& on_progress = {});

  /// As CatchUp, with `between_batches` called after each batch, and without asking how far the log goes: for whoever must
  /// not wait for a log that does not answer.
  Status KeepUp(const std::function<void()>& between_batches);

  /// As CatchUp, up to `last` included. kNotFound, naming the head: the ledger does not go so far;
  /// what there is is folded then.
  Status FollowUntil(Position last, const OnProgress& on_progress = {});
  /// As CatchUp, up to the last commit recorded at or before `last`.
  Status FollowUntil(Instant last, const OnProgress& on_progress = {});

  /// The position that the next commit will have.
  [[nodiscard]] Position next() const { return views_->point().head().next; }
  /// Records that were not accepted, seen since Open: by no view folded.
  [[nodiscard]] std::uint64_t superseded() const { return superseded_; }

 private:
  using IsBeyond = std::function<bool(const events::Header&)>;
  Projector(events::Ledger& ledger, std::unique_ptr<FoldedViews> views, events::Follower follower,
            const ProjectorOptions& options)
      : ledger_(ledger),
        views_(std::move(views)),
        follower_(std::move(follower)),
        options_(options) {}
  Status Follow(const IsBeyond& is_beyond, const OnProgress& on_progress);
  Status FollowAnd(const IsBeyond& is_beyond, const std::function<void()>& after_batch);
  Status FollowBatches(const IsBeyond& is_beyond, const std::function<void()>& after_batch);
  Status FoldOne(const events::AcceptedCommit& commit);

  events::Ledger& ledger_;
  std::unique_ptr<FoldedViews> views_;
  events::Follower follower_;
  ProjectorOptions options_;
  std::uint64_t superseded_ = 0;
};

}  // namespace fascicolo::projections
