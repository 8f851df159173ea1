// The file at the end of the log: created under another name, written into zeroed space, cut to
// size when it is full.
#pragma once

#include "events/segments/place.h"

#include <memory>

namespace fascicolo::events {

/// Writes one segment. Positions count in the file. Of every failure below, kFull leaves the
/// records as they were, zeros behind them and the writer usable; after any other one it must not
/// be used again.
class SegmentWriter {
 public:
  /// `file` has `size` bytes; zero from its used part on.
  SegmentWriter(std::string path, std::uint64_t base, std::unique_ptr<LogFile> file,
                std::uint64_t size)
      : path_(std::move(path)), base_(base), file_(std::move(file)), size_(size) {}

  /// Makes the segment `base` with `bytes` or more of zeroed space behind its header; it has its
  /// name, durably, when this returns. kFull: nothing was left behind.
  static Result<SegmentWriter> Create(const LogPlace& place, std::uint64_t base,
                                      std::uint64_t bytes, std::uint64_t chunk_bytes);

  [[nodiscard]] std::uint64_t base() const { return base_; }

  /// Makes sure that the file reaches `end`, by whole chunks of zeros while the disk has room for
  /// them.
  Status Reserve(std::uint64_t end, std::uint64_t chunk_bytes);
  /// Writes into reserved space. kFull (on file systems that copy on write): what went through was
  /// durably zeroed again.
  Status Write(std::uint64_t at, ConstBytes bytes);
  /// Makes durable what was written.
  Status SyncData();
  /// Cuts the file to the `used` bytes, durably.
  Status Finish(std::uint64_t used);

  /// At opening: makes sure that what lies in [from, end) is on the disk, and zeros in [end,
  /// zero_end).
  Status Confirm(std::uint64_t from, std::uint64_t end, std::uint64_t zero_end);

 private:
  [[nodiscard]] Failure Broken(IoError error, const char* what) const;

  std::string path_;
  std::uint64_t base_;
  std::unique_ptr<LogFile> file_;
  std::uint64_t size_;
};

}  // namespace fascicolo::events
