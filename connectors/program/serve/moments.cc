#include "connectors/program/serve/moments.h"

#include "events/store/rows.h"

#include <algorithm>
#include <utility>

namespace fascicolo::program {
namespace {

const Failure kEnding{FailureCode::kUnavailable, "the service is ending"};

std::uint64_t CommitsOf(const Moments::Pointer& moment) { return moment == nullptr ? 0 : moment->position().value + 1; }

Result<Moments::Pointer> MomentOf(Node& node) {
  try {
    return Moment::Of(node);
  } catch (const store::StoreBroken& broken) {
    return Failure{FailureCode::kIo, std::string("views cannot be read: ") + broken.what()};
  }
}

}  // namespace

bool Moments::Ask(std::optional<Position> at_least, Then then) {
  const std::uint64_t least = std::max<std::uint64_t>(1, at_least ? at_least->value + 1 : answered_.load());
  Pointer at_hand;
  {
    const std::lock_guard lock(mutex_);
    if (is_closed_) return false;
    if (CommitsOf(newest_) >= least) {
      at_hand = newest_;
    } else {
      if (waiting_.size() >= kMaxAwaiting) return false;
      waiting_.push_back({least, Clock::now() + kAwaitTime, std::move(then)});
    }
  }
  if (at_hand != nullptr) {
    then(std::move(at_hand));
  } else {
    wake_();
  }
  return true;
}

void Moments::Answered(Position position) {
  std::uint64_t known = answered_.load();
  while (known <= position.value && !answered_.compare_exchange_weak(known, position.value + 1)) {
  }
}

void Moments::Keep(const Pointer& moment) {
  const std::lock_guard lock(mutex_);
  std::erase_if(kept_, [&](const KeptMoment& one) { return one.moment == moment; });
  kept_.push_back({moment, Clock::now() + kKeepTime});
  if (kept_.size() > kMaxKeptMoments) kept_.pop_front();
}

Moments::Pointer Moments::Kept(Position position) {
  const std::lock_guard lock(mutex_);
  const auto found =
      std::find_if(kept_.begin(), kept_.end(), [&](const auto& one) { return one.moment->position() == position; });
  return found == kept_.end() ? nullptr : found->moment;
}

Moments::Pointer Moments::newest() const {
  const std::lock_guard lock(mutex_);
  return newest_;
}

std::size_t Moments::awaiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

bool Moments::IsWanted(Position head) const {
  const std::lock_guard lock(mutex_);
  if (CommitsOf(newest_) >= head.value) return false;
  return !waiting_.empty() || newest_ == nullptr || Clock::now() - made_at_ >= kMomentEvery;
}

void Moments::Turn(Node& node) {
  if (IsWanted(node.head().next)) {
    auto moment = MomentOf(node);
    if (moment) {
      const std::lock_guard lock(mutex_);
      newest_ = std::move(moment).value();
      made_at_ = Clock::now();
    } else if (moment.error().code != FailureCode::kUnavailable) {
      AnswerAll(moment.error());
    }
  }
  AnswerWhoMay();
  DropStale();
}

void Moments::AnswerWhoMay() {
  std::vector<Waiting> ready;
  std::vector<Waiting> late;
  Pointer newest;
  {
    const std::lock_guard lock(mutex_);
    newest = newest_;
    const auto now = Clock::now();
    std::vector<Waiting> all;
    all.swap(waiting_);
    for (Waiting& one : all) {
      auto& where = one.least <= CommitsOf(newest_) ? ready : one.until <= now ? late : waiting_;
      where.push_back(std::move(one));
    }
  }
  for (Waiting& one : ready) one.then(newest);
  const Failure not_there{
      FailureCode::kUnavailable,
      "the ledger stands at position " + (newest == nullptr ? "none" : std::to_string(newest->position().value))};
  for (Waiting& one : late) one.then(not_there);
}

void Moments::AnswerAll(const Failure& why) {
  std::vector<Waiting> all;
  {
    const std::lock_guard lock(mutex_);
    all.swap(waiting_);
  }
  for (Waiting& one : all) one.then(why);
}

// What is let go here is destroyed without the lock: a snapshot may take a while to go.
void Moments::DropStale() {
  std::deque<KeptMoment> stale;
  const std::lock_guard lock(mutex_);
  while (!kept_.empty() && kept_.front().until <= Clock::now()) {
    stale.push_back(std::move(kept_.front()));
    kept_.pop_front();
  }
}

void Moments::Close() {
  {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
    newest_.reset();
    kept_.clear();
  }
  AnswerAll(kEnding);
}

}  // namespace fascicolo::program
