// Reading records out of segment files: one walk, used by readers and by the opening of a log.
#pragma once

#include "events/segments/place.h"

#include <memory>

namespace fascicolo::events {

/// Why a walk stopped where it did.
struct WalkStop {
  LogOffset at;                   ///< behind the last record found; where the next would begin
  const char* problem = nullptr;  ///< none: `to` or `max_bytes` was reached between two records
  std::uint64_t byte = 0;         ///< of the problem, in the file
};

/// Replaces `batch` by the whole records of one segment that lie in [from, to): at least one if
/// there is one, and no more behind that once `max_bytes` are reached. A record that reaches over
/// `to` is a problem. `from` == `base` stands for the first record.
Result<WalkStop> WalkRecords(LogFile& file, const std::string& path, std::uint64_t base,
                             LogOffset from, LogOffset to, std::size_t max_bytes, LogBatch& batch);

/// Follows the settled records across segments.
class SegmentReader final : public LogReader {
 public:
  SegmentReader(std::shared_ptr<const LogExtent> extent, LogOffset from)
      : extent_(std::move(extent)), next_(from) {}
  Status Read(std::size_t max_bytes, LogBatch& batch) override;

 private:
  std::shared_ptr<const LogExtent> extent_;
  LogOffset next_;
  std::unique_ptr<LogFile> file_;
  std::uint64_t base_ = 0;  ///< of file_
  std::string path_;        ///< of file_
};

/// kNotFound: `from` lies behind the end, or no record can begin there.
Result<std::unique_ptr<LogReader>> ReaderFrom(std::shared_ptr<const LogExtent> extent, LogOffset from);

}  // namespace fascicolo::events
