// Follows the log on a thread of its own, and tells the streams what each commit changed.
#pragma once

#include "connectors/program/serve/change_streams.h"
#include "connectors/program/serve/moments.h"
#include "engine/loop/clock.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace fascicolo::program {

/// How long it lets commits gather.
inline constexpr std::chrono::milliseconds kTellEvery{50};

class ChangeFollowing {
 public:
  /// From the newest moment on, or from the first that there will be; all must outlive it.
  ChangeFollowing(Moments& moments, ChangeStreams& streams, engine::Clock& clock);
  ~ChangeFollowing();
  ChangeFollowing(const ChangeFollowing&) = delete;
  ChangeFollowing& operator=(const ChangeFollowing&) = delete;
  /// Ends, before the node does. May be called again.
  void Stop();

 private:
  void Work();
  /// True: it was stopped.
  [[nodiscard]] bool Pause();
  /// Until it cannot be gone on, or is stopped.
  void FollowFrom(const Moments::Pointer& from);

  Moments& moments_;
  ChangeStreams& streams_;
  engine::Clock& clock_;
  Moments::Pointer from_;  ///< null: there was none yet
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace fascicolo::program
