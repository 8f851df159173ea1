// Looks once a second, from a thread of its own, how far rows stay behind the end of a log, and how much memory is used.
#pragma once

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

#include "events/ledger.h"
#include "events/store/rows.h"

namespace fascicolo::bench {

/// In records of the log, each of which is one commit.
struct Lag {
  std::uint64_t state = 0;
  std::uint64_t views = 0;
};

class LagWatch {
 public:
  /// All of them must outlive it, and may be read by any thread.
  LagWatch(const events::Ledger& ledger, const store::Rows& state, const store::Rows& views);
  ~LagWatch();
  LagWatch(const LagWatch&) = delete;
  LagWatch& operator=(const LagWatch&) = delete;

  /// The largest ones since this was last asked.
  Lag TakeLargest();
  /// Resident sizes of this process in MiB, one a second, since the beginning.
  [[nodiscard]] std::vector<double> memory_mib();

 private:
  void Look();
  const events::Ledger& ledger_;
  const store::Rows& state_;
  const store::Rows& views_;
  std::mutex mutex_;
  Lag largest_;
  std::vector<double> memory_mib_;
  std::atomic<bool> ending_ = false;
  std::thread thread_;
};

}  // namespace fascicolo::bench
