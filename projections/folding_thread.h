// A thread that folds batches in the order in which they are handed over, and keeps whoever hands over from running far
// ahead.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "events/result.h"
#include "projections/verified_batch.h"

namespace fascicolo::projections {

/// Handed over by one thread.
class FoldingThread {
 public:
  /// Runs on the new thread, one batch at a time. A failure or a StoreBroken (as kIo) ends the folding.
  using Fold = std::function<Status(const VerifiedBatch& batch)>;
  static constexpr std::size_t kMaxWaiting = 16;  ///< batches; whoever hands over a further one waits

  explicit FoldingThread(Fold fold);
  /// Folds no further batch, and waits for the one at work.
  ~FoldingThread();
  FoldingThread(const FoldingThread&) = delete;
  FoldingThread& operator=(const FoldingThread&) = delete;

  /// The failure that ended the folding, if one did; the batch is dropped then.
  Status HandOver(std::shared_ptr<const VerifiedBatch> batch);
  /// Waits until all that was handed over is folded, or folding ended with the failure.
  Status Finish();

 private:
  void Run();
  [[nodiscard]] Status FoldOne(const VerifiedBatch& batch) const;

  const Fold fold_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<const VerifiedBatch>> waiting_;  ///< the one at work in front
  bool closing_ = false;
  Status ended_;
  std::thread thread_;
};

}  // namespace fascicolo::projections
