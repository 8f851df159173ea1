#include "ops/bench/live_views.h"

namespace fascicolo::bench {

LiveViews::LiveViews(events::Ledger& ledger, const std::string& origin, const std::filesystem::path& dir,
                     const store::RocksOptions& options)
    : rows_(store::RocksRows::Open(dir, options).value()),
      projector_(projections::Projector::Open(ledger, origin, *rows_,
                                              {.cache_bytes = kCacheBytes, .read_bytes = kCacheBytes})
                     .value()),
      thread_([this] {
        while (!finishing_) CatchUp();
      }) {}

LiveViews::~LiveViews() { Finish(); }

void LiveViews::Finish() {
  if (!thread_.joinable()) return;
  finishing_ = true;
  thread_.join();
  CatchUp();
}

Position LiveViews::next() const {
  const auto standing = projections::StandingOf(*rows_);
  return standing ? standing->position.next() : Position{0};
}

// A log that shows nothing just now is asked again.
void LiveViews::CatchUp() {
  const Status done = projector_->CatchUp();
  FASCICOLO_CHECK(done.ok() || done.error().code == FailureCode::kUnavailable);
}

}  // namespace fascicolo::bench
