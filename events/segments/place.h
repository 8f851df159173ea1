// Where an embedded log lies, and what its ledger shares with its readers.
#pragma once

#include "events/segments/files.h"
#include "events/segments/format.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace fascicolo::events {

/// The directory of one log's files.
struct LogPlace {
  LogFiles* files = nullptr;
  std::string directory;  ///< DIR/segments
  LedgerId ledger;

  [[nodiscard]] std::string PathOf(const std::string& name) const { return directory + "/" + name; }
  [[nodiscard]] std::string PathOf(std::uint64_t base) const { return PathOf(SegmentName(base)); }
  [[nodiscard]] std::string PathOfEnd() const { return PathOf("END"); }
  /// A file on its way to its name; left over only by a crash.
  [[nodiscard]] std::string PathOfUnfinished() const { return PathOf("unfinished.tmp"); }
};

/// kDamaged (kTooNew for a flaw that is none): "path: byte N: what".
[[nodiscard]] Failure DamageAt(const std::string& path, std::uint64_t byte,
                               const std::string& what);
[[nodiscard]] Failure DamageOf(const std::string& path, const Flaw& flaw);

/// Opens a segment and checks its header: ledger and base must be the right ones.
Result<std::unique_ptr<LogFile>> OpenSegment(const LogPlace& place, std::uint64_t base,
                                             OpenMode mode);

/// How far the log reaches. The ledger writes it, readers on any thread read it.
class LogExtent {
 public:
  LogExtent(LogPlace place, std::vector<std::uint64_t> bases, LogOffset end);

  [[nodiscard]] const LogPlace& place() const { return place_; }
  /// Behind the last settled record.
  [[nodiscard]] LogOffset end() const { return LogOffset{end_.load(std::memory_order_acquire)}; }

  struct Segment {
    std::uint64_t base = 0;
    std::optional<std::uint64_t> next;  ///< base of the segment behind it, if there is one
  };
  /// The segment that holds the byte at `offset`.
  [[nodiscard]] Segment Holding(LogOffset offset) const;

  /// A new last segment. Before any end inside it is published.
  void AddSegment(std::uint64_t base);
  void Publish(LogOffset end) { end_.store(end.value, std::memory_order_release); }

 private:
  const LogPlace place_;
  std::atomic<std::uint64_t> end_;
  mutable std::mutex guard_;  ///< for bases_
  std::vector<std::uint64_t> bases_;
};

}  // namespace fascicolo::events
