#include "engine/loop/folded_state.h"

#include <algorithm>

namespace fascicolo::engine {

Result<events::FoldPoint> FoldedState::PointOf(const store::Rows& base, std::string_view origin) {
  const State state(base);
  auto point = events::FoldPoint::FromRows(origin, kFoldVersion, state.Find<FoldPointTable>(),
                                           state.Find<ReaderTable>());
  if (!point) point.error().message = "the rows of the state: " + point.error().message;
  return point;
}

Result<std::unique_ptr<FoldedState>> FoldedState::Open(store::RowStore& base, std::string_view origin) {
  auto point = PointOf(base, origin);
  if (!point) return point.error();
  return std::make_unique<FoldedState>(base, std::move(point).value());
}

FoldResult FoldedState::FoldRows(const events::CommitReading& commit) {
  StateEditor editor(overlay_);
  const FoldResult result = FoldCommit(commit, editor, overlay_);
  if (editor.obligations().any()) earliest_known_ = false;
  if (result != FoldResult::kFolded) return result;
  obligations_.opened += editor.obligations().opened;
  obligations_.closed += editor.obligations().closed;
  if (!editor.erased_keys().empty()) {
    erasing_.push_back({commit.header().position, editor.erased_keys()});
  }
  return result;
}

bool FoldedState::FoldOwn(const events::CommitReading& commit) {
  if (FoldRows(commit) == FoldResult::kFroze) {
    overlay_.Rollback();
    earliest_known_ = false;
    return false;
  }
  overlay_.Seal(commit.header().position.value);
  catch_up_mark_.reset();
  return true;
}

void FoldedState::AcceptOwn(const events::AcceptedCommit& commit) {
  accepted_through_ = commit.header.position.value;
  point_.Move(commit);
}

void FoldedState::Fold(const events::AcceptedCommit& commit, const events::CommitReading& reading) {
  if (FoldRows(reading) == FoldResult::kFroze) ++frozen_commits_;
  if (!catch_up_mark_) catch_up_mark_ = commit.header.position.value;
  overlay_.Seal(*catch_up_mark_);
  AcceptOwn(commit);
}

Status FoldedState::FoldAccepted(const events::AcceptedCommit& commit) {
  const auto reading = events::CommitReading::Open(commit.entry.record, commit.header);
  if (!reading) return reading.error();
  Fold(commit, *reading);
  return {};
}

void FoldedState::DropInFlight() {
  FASCICOLO_CHECK(!accepted_through_);
  overlay_.Drop();
  std::erase_if(erasing_, [&](const Erasing& one) { return one.position >= point_.head().next; });
  catch_up_mark_.reset();
  earliest_known_ = false;
}

std::vector<KeyId> FoldedState::TakeErasedKeys() {
  std::vector<KeyId> keys;
  const auto in_flight = std::find_if(erasing_.begin(), erasing_.end(),
                                      [&](const Erasing& one) { return one.position >= point_.head().next; });
  for (auto one = erasing_.begin(); one != in_flight; ++one) keys.insert(keys.end(), one->keys.begin(), one->keys.end());
  erasing_.erase(erasing_.begin(), in_flight);
  return keys;
}

// Behind a catch-up nothing is in flight, and the rows come out in order; behind decisions of our own, what is accepted
// comes out from under what is still on its way.
Status FoldedState::WriteAccepted() {
  if (overlay_.newest_mark() <= *accepted_through_) {
    overlay_.Put(FoldPointTable::Key(), store::EncodeRow(point_.shared()));
    overlay_.Put(ReaderTable::Key(), store::EncodeRow(point_.reader()));
    return base_.WriteAscending(unwritten_ = overlay_.SettleAll());
  }
  while (overlay_.oldest_mark() <= *accepted_through_) {
    auto batch = overlay_.Settle(overlay_.oldest_mark());
    std::move(batch.begin(), batch.end(), std::back_inserter(unwritten_));
  }
  unwritten_.push_back({FoldPointTable::Key(), store::EncodeRow(point_.shared())});
  unwritten_.push_back({ReaderTable::Key(), store::EncodeRow(point_.reader())});
  return base_.Write(unwritten_);
}

Status FoldedState::WriteOut() {
  if (!unwritten_.empty()) {
    if (Status written = base_.Write(unwritten_); !written) return written;
    unwritten_.clear();
  }
  if (!accepted_through_) return {};
  Status written = WriteAccepted();
  accepted_through_.reset();
  catch_up_mark_.reset();
  if (written) unwritten_.clear();
  return written;
}

std::optional<OpenObligation> FoldedState::FirstDue(Instant now, std::optional<Day> today,
                                                    const std::vector<EntityId>& skip) {
  if (!today || (earliest_known_ && (!earliest_due_ || *earliest_due_ > now))) return std::nullopt;
  std::optional<OpenObligation> first;
  earliest_due_.reset();
  earliest_known_ = true;
  AtHead().Scan<ObligationTable>(ObligationTable::Key(), [&](std::string_view bytes, const ObligationRow& row) {
    Instant due;
    OpenObligation open{{}, row};
    ObligationTable::Read(bytes, due, open.id);
    if (std::find(skip.begin(), skip.end(), open.id) != skip.end()) return true;
    earliest_due_ = due;
    if (due <= now && LocalDay(due) <= *today) first = std::move(open);
    return false;
  });
  return first;
}

}  // namespace fascicolo::engine
