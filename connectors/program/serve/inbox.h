// From the server's threads to the one that holds the node: jobs in the order in which they came.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace fascicolo::program {

inline constexpr std::size_t kMaxWaitingJobs = 1'000;

/// From any thread.
class Inbox {
 public:
  using Job = std::function<void()>;
  /// False: too many wait, or it was closed; the job is not taken.
  [[nodiscard]] bool Put(Job job);
  /// All that wait; waits so long for one.
  [[nodiscard]] std::vector<Job> TakeAll(std::chrono::milliseconds wait);
  [[nodiscard]] std::size_t size() const;
  /// Whoever waits for jobs need not wait longer, although there may be none.
  void Wake();
  /// Takes no more jobs.
  void Close();

 private:
  mutable std::mutex mutex_;
  std::condition_variable came_;
  std::vector<Job> waiting_;
  bool is_closed_ = false;
  bool is_woken_ = false;
};

}  // namespace fascicolo::program
