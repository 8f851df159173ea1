// Where folded rows stand in their ledger: through which commit, and where in this copy's log their reader goes on. State
// and views keep one each, and write it in one batch with the rows that it speaks of: that is what makes a fold survive
// kill -9 at any line.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "events/follower.h"
#include "events/tree.h"

namespace fascicolo::events {

/// What every copy of a ledger shares at one position; a row (events/store/row_codec.h).
struct FoldPointRow {
  Head head;
  std::vector<Hash> edge;    ///< frontier of the tree over the accepted commits, largest subtree first
  std::uint64_t events = 0;  ///< of all accepted commits, those of frozen entities included
  template <class V>
  void Visit(V& v) {
    v(head, edge, events);
  }
};

/// Where this copy's reader goes on, and who folded; differs from copy to copy and is in no digest.
struct ReaderRow {
  std::uint64_t next_offset = 0;
  std::uint64_t last_offset = 0;   ///< of the last accepted commit
  std::uint64_t fold_version = 0;  ///< what the program that began these rows understood
  template <class V>
  void Visit(V& v) {
    v(next_offset, last_offset, fold_version);
  }
};

class FoldPoint {
 public:
  /// Before the first commit of the ledger that `origin` names. `fold_version` tells programs apart that understand more
  /// of a ledger than others, so that a newer one knows what it should fold again (design D12).
  explicit FoldPoint(std::string_view origin, std::uint64_t fold_version = 0) : fold_version_(fold_version) {
    point_.head = HeadOfEmpty(origin);
  }
  /// As stored; without rows, before the first commit. kDamaged: another ledger's rows than `origin` names, or rows that
  /// contradict each other.
  static Result<FoldPoint> FromRows(std::string_view origin, std::uint64_t fold_version,
                                    const std::optional<FoldPointRow>& shared,
                                    const std::optional<ReaderRow>& reader);

  /// The commit that follows this point was folded.
  void Move(const AcceptedCommit& commit);

  [[nodiscard]] const FollowPoint& follow() const { return point_; }
  [[nodiscard]] const Head& head() const { return point_.head; }
  [[nodiscard]] std::uint64_t events() const { return events_; }
  /// Of the program that began these rows.
  [[nodiscard]] std::uint64_t fold_version() const { return fold_version_; }
  [[nodiscard]] FoldPointRow shared() const { return {point_.head, tree_.edge(), events_}; }
  [[nodiscard]] ReaderRow reader() const;

 private:
  FollowPoint point_;
  Frontier tree_;
  std::uint64_t events_ = 0;
  std::uint64_t fold_version_;
};

}  // namespace fascicolo::events
