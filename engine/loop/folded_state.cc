#include "engine/loop/folded_state.h"

#include <algorithm>

namespace fascicolo::engine {

events::FollowPoint FoldedState::Point(std::string_view origin) const {
  events::FollowPoint point;
  const State state(base_);
  const LedgerRow ledger = state.Ledger();
  if (ledger.next == Position{0}) {
    point.head = events::HeadOfEmpty(origin);
    return point;
  }
  const auto reader = state.Find<ReaderTable>().value_or(ReaderRow{});
  point.head = HeadOf(ledger);
  point.next = events::LogOffset{reader.next_offset};
  point.last_accepted = events::LogOffset{reader.last_offset};
  return point;
}

void FoldedState::Fold(const events::CommitReading& commit, const events::Head& after, FoldResult& result) {
  StateEditor editor(overlay_);
  result = FoldCommit(commit, after, editor, overlay_);
  if (editor.obligations_changed()) earliest_known_ = false;
}

bool FoldedState::FoldOwn(const events::CommitReading& commit, const events::Head& after) {
  FoldResult result{};
  Fold(commit, after, result);
  if (result == FoldResult::kFroze) {
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
  reader_ = {commit.entry.next.value, commit.entry.offset.value};
}

Status FoldedState::FoldAccepted(const events::AcceptedCommit& commit) {
  const auto reading = events::CommitReading::Open(commit.entry.record, commit.header);
  if (!reading) return reading.error();
  FoldResult result{};
  Fold(*reading, commit.after, result);
  if (result == FoldResult::kFroze) ++frozen_commits_;
  if (!catch_up_mark_) catch_up_mark_ = commit.header.position.value;
  overlay_.Seal(*catch_up_mark_);
  AcceptOwn(commit);
  return {};
}

void FoldedState::DropInFlight() {
  FASCICOLO_CHECK(!accepted_through_);
  overlay_.Drop();
  catch_up_mark_.reset();
  earliest_known_ = false;
}

Status FoldedState::WriteOut() {
  if (accepted_through_) {
    while (overlay_.in_flight() > 0 && overlay_.oldest_mark() <= *accepted_through_) {
      auto batch = overlay_.Settle(overlay_.oldest_mark());
      std::move(batch.begin(), batch.end(), std::back_inserter(unwritten_));
    }
    accepted_through_.reset();
    catch_up_mark_.reset();
    unwritten_.push_back({ReaderTable::Key(), store::EncodeRow(reader_)});
  }
  if (unwritten_.empty()) return {};
  if (Status written = base_.Write(unwritten_); !written) return written;
  unwritten_.clear();
  return {};
}

std::optional<OpenObligation> FoldedState::FirstDue(Instant now, std::optional<Day> today,
                                                    const std::vector<EntityId>& skip) {
  if (!today || (earliest_known_ && (!earliest_due_ || *earliest_due_ > now))) return std::nullopt;
  std::optional<OpenObligation> first;
  earliest_due_.reset();
  earliest_known_ = true;
  AtHead().Scan<ObligationTable>(ObligationTable::Key(), [&](std::string_view bytes, const ObligationRow& row) {
    store::KeyReader key(bytes);
    Instant due;
    OpenObligation open{{}, row};
    if (!key.Read(due) || !key.Read(open.id)) throw store::StoreBroken("obligation row has a malformed key");
    if (std::find(skip.begin(), skip.end(), open.id) != skip.end()) return true;
    earliest_due_ = due;
    if (due <= now && LocalDay(due) <= *today) first = std::move(open);
    return false;
  });
  return first;
}

}  // namespace fascicolo::engine
