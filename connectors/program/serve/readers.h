// Threads that answer questions, each one question at a time, in the order in which these came.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace fascicolo::program {

class Readers {
 public:
  using Job = std::function<void()>;
  /// `threads` at work at once, and `most_waiting` behind them.
  Readers(unsigned threads, std::size_t most_waiting);
  ~Readers();
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;

  /// From any thread. False: too many wait, or it was closed; the job is not taken.
  [[nodiscard]] bool Put(Job job);
  /// Jobs that wait.
  [[nodiscard]] std::size_t size() const;
  /// Takes no more jobs, and waits until those it took are done. May be called again.
  void Close();

 private:
  void Work();
  const std::size_t most_waiting_;
  mutable std::mutex mutex_;
  std::condition_variable came_;
  std::deque<Job> waiting_;
  bool is_closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace fascicolo::program
