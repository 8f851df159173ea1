#include "projections/folding_thread.h"

#include <string>
#include <utility>

#include "events/store/rows.h"

namespace fascicolo::projections {

FoldingThread::FoldingThread(Fold fold) : fold_(std::move(fold)), thread_([this] { Run(); }) {}

FoldingThread::~FoldingThread() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

Status FoldingThread::HandOver(std::shared_ptr<const VerifiedBatch> batch) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !ended_ || waiting_.size() <= kMaxWaiting; });
  if (!ended_) return ended_;
  waiting_.push_back(std::move(batch));
  changed_.notify_all();
  return {};
}

Status FoldingThread::Finish() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !ended_ || waiting_.empty(); });
  return ended_;
}

Status FoldingThread::FoldOne(const VerifiedBatch& batch) const {
  try {
    return fold_(batch);
  } catch (const store::StoreBroken& broken) {
    return Failure{FailureCode::kIo, broken.what()};
  }
}

void FoldingThread::Run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
    if (closing_) return;
    const auto batch = waiting_.front();
    lock.unlock();
    Status folded = FoldOne(*batch);
    lock.lock();
    waiting_.pop_front();
    if (!folded) {
      ended_ = std::move(folded);
      waiting_.clear();
    }
    changed_.notify_all();
    if (!ended_) return;
  }
}

}  // namespace fascicolo::projections
