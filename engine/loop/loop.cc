#include "engine/loop/loop.h"

#include <algorithm>
#include <iterator>

namespace fascicolo::engine {
namespace {

constexpr std::size_t kReadBytes = 1 << 20;
constexpr std::size_t kCatchUpBytes = 32 << 20;  ///< rows held in memory during a catch-up

}  // namespace

Result<std::unique_ptr<Loop>> Loop::Open(LoopParts parts, LoopOptions options) {
  std::unique_ptr<FoldedState> state;
  try {
    auto point = FoldedState::PointOf(parts.state, parts.origin);
    if (!point) return point.error();
    state = parts.make_state ? parts.make_state(parts.state, *point)
                             : std::make_unique<FoldedState>(parts.state, *point);
  } catch (const store::StoreBroken& broken) {
    return Failure{FailureCode::kDamaged, std::string("state: ") + broken.what()};
  }
  auto follower = events::Follower::Open(parts.ledger, state->point().follow());
  if (!follower) return follower.error();
  return std::unique_ptr<Loop>(
      new Loop(std::move(parts), std::move(options), std::move(follower).value(), std::move(state)));
}

Loop::Loop(LoopParts parts, LoopOptions options, events::Follower follower, std::unique_ptr<FoldedState> state)
    : parts_(std::move(parts)),
      options_(std::move(options)),
      follower_(std::move(follower)),
      state_(std::move(state)),
      tail_(state_->point().head()),
      last_stamp_(tail_.recorded_at) {}

Status Loop::CatchUp() {
  do {
    if (Status read = ReadBack(); !read) return Down(read.error());
    if (state_->bytes() < kCatchUpBytes && !follower_.at_end()) continue;
    if (Status written = state_->WriteOut(); !written) return written;
  } while (!follower_.at_end());
  return EraseAgain();
}

Status Loop::EraseAgain() {
  (void)state_->TakeErasedKeys();
  to_erase_.clear();
  state_->AtHead().Scan<ErasedKeyTable>(ErasedKeyTable::Key(), [&](std::string_view bytes, const ErasedKeyRow&) {
    ErasedKeyTable::Read(bytes, to_erase_.emplace_back());
    return true;
  });
  return EraseKeys();
}

Status Loop::EraseKeys() {
  const auto more = state_->TakeErasedKeys();
  to_erase_.insert(to_erase_.end(), more.begin(), more.end());
  if (to_erase_.empty()) return {};
  Status erased = parts_.vault.Erase(to_erase_);
  if (erased) to_erase_.clear();
  const bool is_busy = !erased && erased.error().code == FailureCode::kUnavailable;
  return is_busy ? Status{} : erased;
}

void Loop::OpenLedger(std::string name) { opening_name_ = std::move(name); }

bool Loop::is_holder() const { return head().next.value > 0 && head().holder == parts_.writer; }

void Loop::Submit(Request request, Completion completion) {
  if (down_) return completion(*down_);
  if (queue_.size() >= options_.max_queued) {
    return completion(Failure{FailureCode::kUnavailable, "overloaded: " + std::to_string(queue_.size()) +
                                                             " commands wait; try again later"});
  }
  queue_.push_back({std::move(request), std::move(completion)});
}

bool Loop::idle() const {
  return queue_.empty() && flight_.empty() && flight_.all_reported() && claim_ == ClaimWish::kNone && !opening_name_;
}

void Loop::Abandon(const Failure& why) {
  std::vector<WaitingCommand> waiting;
  for (Flying& commit : flight_.TakeAll()) {
    for (Completion& retry : commit.retries) waiting.push_back({{}, std::move(retry)});
    waiting.push_back(std::move(commit.waiting));
  }
  std::move(queue_.begin(), queue_.end(), std::back_inserter(waiting));
  queue_.clear();
  for (WaitingCommand& one : waiting) {
    if (one.completion) one.completion(why);
  }
}

Status Loop::Down(Failure why) {
  if (!down_) down_ = why;
  Abandon(*down_);
  return why;
}

Status Loop::Step() {
  if (down_) return Down(*down_);
  try {
    if (Status written = state_->WriteOut(); !written) {
      Abandon(written.error());
      return written.error().code == FailureCode::kFull ? written : Down(written.error());
    }
    DecideWaiting();
    if (Status sent = Send(); !sent) return sent;
    if (Status read = ReadBack(); !read && read.error().code != FailureCode::kUnavailable) return Down(read.error());
    if (Status erased = EraseKeys(); !erased) return Down(erased.error());
    Report();
    return state_->WriteOut();
  } catch (const store::StoreBroken& broken) {
    return Down({FailureCode::kDamaged, std::string("state: ") + broken.what()});
  }
}

// A log that is busy (kUnavailable) took nothing: what is new stays in flight and is handed over by a later step, in the
// same order. Waiting for that is no doubt about what was appended before, so the time until a repeat starts anew.
Status Loop::HandOver() {
  const auto append = [this](const std::vector<events::Record>& records) {
    return records.empty() ? Status{} : parts_.ledger.Append(records);
  };
  const auto is_busy = [](const Status& sent) { return !sent && sent.error().code == FailureCode::kUnavailable; };
  const Instant now = Ticks();
  if (Status sent = append(flight_.NotAppended()); !sent) {
    last_progress_ = now;
    return is_busy(sent) ? Status{} : sent;
  }
  flight_.MarkAppended();
  if (flight_.empty() || now.micros - last_progress_.micros <= options_.resend_after_micros) return {};
  last_progress_ = now;
  if (Status sent = append(flight_.All()); !sent) return is_busy(sent) ? Status{} : sent;
  counts_.repeated += flight_.size();
  flight_.CountRepeated(flight_.size());
  return {};
}

// A failure to send is definite for what was never appended: nothing of it is in the log, so its commands are answered
// and its overlay is dropped. What was appended before is the log's affair, and stays on its way.
Status Loop::Send() {
  Status sent = HandOver();
  if (sent) {
    auto durable = parts_.ledger.Settle();
    if (durable) {
      durable_ = *durable;
      return {};
    }
    flight_.CountLost(durable_);
    sent = durable.error();
  }
  const Failure why = sent.error();
  if (why.code != FailureCode::kFull && why.code != FailureCode::kTooLarge) return Down(why);
  if (Status read = ReadBack(); !read) return Down(read.error());  // what was settled earlier still counts
  Report();
  Abandon(why);
  if (Status written = state_->WriteOut(); !written) return written;
  state_->DropInFlight();
  tail_ = head();
  return why;
}

Status Loop::ReadBack() {
  return follower_.Poll(
      kReadBytes, [this](const events::AcceptedCommit& commit) { return OnAccepted(commit); },
      [this](const events::LogEntry&, const events::Header&) { ++counts_.superseded; });
}

Status Loop::OnAccepted(const events::AcceptedCommit& commit) {
  ++counts_.accepted;
  last_progress_ = Ticks();
  last_stamp_ = std::max(last_stamp_, commit.header.recorded_at);
  if (flight_.Accept(commit.leaf)) {
    state_->AcceptOwn(commit);
    return {};
  }
  if (!flight_.empty()) {
    if (Status written = state_->WriteOut(); !written) return written;
    state_->DropInFlight();
    OnLost();
  }
  Status folded = state_->FoldAccepted(commit);
  tail_ = commit.after;
  return folded;
}

// Somebody else's commit took the place of our first in flight, so ours can never be accepted. Their commands are
// decided again, in the same order; whether this writer still may shows when their turn comes.
void Loop::OnLost() {
  auto lost = flight_.TakeLost();
  for (auto commit = lost.rbegin(); commit != lost.rend(); ++commit) {
    for (Completion& retry : commit->retries) {
      queue_.push_front({commit->waiting.request, std::move(retry)});
    }
    if (commit->waiting.own) continue;
    ++counts_.decided_again;
    queue_.push_front(std::move(commit->waiting));
  }
}

void Loop::Report() {
  for (Flying& commit : flight_.Report(durable_)) {
    if (commit.waiting.completion) commit.waiting.completion(commit.outcome);
    for (Completion& retry : commit.retries) retry(commit.outcome);
  }
}

}  // namespace fascicolo::engine
