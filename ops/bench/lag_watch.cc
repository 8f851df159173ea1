#include "ops/bench/lag_watch.h"

#include <algorithm>
#include <chrono>

#include "engine/state/state.h"
#include "ops/bench/measure.h"
#include "projections/ledger_rows.h"
#include "projections/view_rows.h"

namespace fascicolo::bench {
namespace {

constexpr std::chrono::seconds kBetweenLooks{1};

std::uint64_t Behind(std::uint64_t end, const std::optional<events::ReaderRow>& reader) {
  const std::uint64_t next = reader ? reader->next_offset : 0;
  return end > next ? end - next : 0;
}

}  // namespace

LagWatch::LagWatch(const events::Ledger& ledger, const store::Rows& state, const store::Rows& views)
    : ledger_(ledger), state_(state), views_(views), thread_([this] {
        auto next = std::chrono::steady_clock::now();
        while (!ending_) {
          Look();
          std::this_thread::sleep_until(next += kBetweenLooks);
        }
      }) {}

LagWatch::~LagWatch() {
  ending_ = true;
  thread_.join();
}

// The end is asked for last: what comes out is rather too much than too little.
void LagWatch::Look() {
  const auto state = engine::State(state_).Find<engine::ReaderTable>();
  const auto views = projections::ViewReader(views_).Find<projections::ReaderTable>();
  const std::uint64_t end = ledger_.end().value;
  const std::lock_guard lock(mutex_);
  largest_.state = std::max(largest_.state, Behind(end, state));
  largest_.views = std::max(largest_.views, Behind(end, views));
  memory_mib_.push_back(ResidentMiB());
}

Lag LagWatch::TakeLargest() {
  const std::lock_guard lock(mutex_);
  return std::exchange(largest_, {});
}

std::vector<double> LagWatch::memory_mib() {
  const std::lock_guard lock(mutex_);
  return memory_mib_;
}

}  // namespace fascicolo::bench
