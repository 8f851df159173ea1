// All views of a ledger, moved along behind its log while somebody writes it.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include "events/store/rocks_rows.h"
#include "projections/projector.h"

namespace fascicolo::bench {

/// A projector on a thread of its own, into RocksDB.
class LiveViews {
 public:
  /// Rows in memory above the store before they are written: what a reader sees is behind by so much while the log
  /// never rests.
  static constexpr std::size_t kCacheBytes = 1U << 20;

  LiveViews(events::Ledger& ledger, const std::string& origin, const std::filesystem::path& dir,
            const store::RocksOptions& options = {});
  ~LiveViews();
  LiveViews(const LiveViews&) = delete;
  LiveViews& operator=(const LiveViews&) = delete;

  /// Folds what the log has, now that nobody writes, and ends the thread.
  void Finish();
  /// Any thread, this and the next.
  [[nodiscard]] const store::RocksRows& rows() const { return *rows_; }
  /// Of the first commit whose rows are not written yet.
  [[nodiscard]] Position next() const;

 private:
  void CatchUp();
  std::unique_ptr<store::RocksRows> rows_;
  std::unique_ptr<projections::Projector> projector_;
  std::atomic<bool> finishing_ = false;
  std::thread thread_;
};

}  // namespace fascicolo::bench
