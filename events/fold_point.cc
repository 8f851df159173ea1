#include "events/fold_point.h"

#include <bit>
#include <string>

namespace fascicolo::events {

Result<FoldPoint> FoldPoint::FromRows(std::string_view origin, std::uint64_t fold_version,
                                      const std::optional<FoldPointRow>& shared,
                                      const std::optional<ReaderRow>& reader) {
  FoldPoint point(origin, fold_version);
  if (!shared) return point;
  if (shared->head.ledger != point.head().ledger) {
    return Failure{FailureCode::kDamaged, "they are those of ledger " + ToHex(shared->head.ledger) + ", not of " +
                                              std::string(origin)};
  }
  const std::uint64_t size = shared->head.next.value;
  if (size == 0 || !reader || shared->edge.size() != static_cast<std::size_t>(std::popcount(size))) {
    return Failure{FailureCode::kDamaged, "they do not say where they stand"};
  }
  point.point_ = {shared->head, LogOffset{reader->next_offset}, LogOffset{reader->last_offset}};
  point.tree_ = Frontier(size, shared->edge);
  point.events_ = shared->events;
  point.fold_version_ = reader->fold_version;
  return point;
}

void FoldPoint::Move(const AcceptedCommit& commit) {
  FASCICOLO_CHECK(commit.header.position == point_.head.next);
  tree_.Append(commit.leaf);
  events_ += commit.header.event_count;
  point_ = {commit.after, commit.entry.next, commit.entry.offset};
}

ReaderRow FoldPoint::reader() const {
  return {point_.next.value, point_.last_accepted.value_or(LogOffset{}).value, fold_version_};
}

}  // namespace fascicolo::events
