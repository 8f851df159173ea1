// The port to a log. It promises little, so that files and Kafka can both keep it honestly: records are appended in
// order, and every reader sees the same records in the same order. Whether a record *counts* is not the log's affair:
// every reader decides it by the same pure rule (events/acceptance.h). Drivers: MemoryLedger (the reference),
// SegmentLedger (embedded), KafkaLedger (connectors/kafka).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "events/names.h"
#include "events/record.h"
#include "events/result.h"

namespace fascicolo::events {

/// A place in a log, by its driver's own count (bytes in segments, offsets in Kafka). Grows; has gaps.
using LogOffset = Count<struct LogOffsetTag>;

/// One stored record, superseded ones included.
struct LogEntry {
  LogOffset offset;  ///< where it begins
  LogOffset next;    ///< where reading goes on behind it
  RecordView record;
};

/// Records read together; `entries` borrow from `buffer`, until the next Read into the same batch.
struct LogBatch {
  std::vector<std::uint64_t> buffer;  ///< 64-bit words, for alignment
  std::vector<LogEntry> entries;
};

/// Follows a log from one offset on. Not thread-safe; a reader belongs to one thread.
class LogReader {
 public:
  virtual ~LogReader() = default;
  /// Replaces `batch` by the next records, in log order: at least one if there is one, and no more than about
  /// `max_bytes`. An empty batch means that nothing further is visible now; a driver may wait some milliseconds for more
  /// before it says so. kDamaged names file and byte, or topic and offset; nothing at or behind the damage is ever
  /// returned, and the reader stays there. kUnavailable: there is more, and it could not be had just now.
  virtual Status Read(std::size_t max_bytes, LogBatch& batch) = 0;
};

/// The appending side. Not thread-safe but for Read and end, which any thread may call while another appends; owned by the
/// loop's thread. Readers may live on other threads.
class Ledger {
 public:
  virtual ~Ledger() = default;

  /// Hands over records for the log's end, in this order: all of them or, on any failure, none. They are neither
  /// durable nor surely visible before Settle says so. kFull, kTooLarge and kUnavailable are definite: nothing was
  /// handed over. kUnavailable: too much of this handle's is unsettled just now; the same records may go through after a
  /// Settle, and surely do when nothing is unsettled.
  virtual Status Append(std::span<const Record> records) = 0;

  /// Pushes what was handed over towards durability and returns the number of the last of this handle's appended
  /// records that is reported durable, counted from 1 in append order; a repeated record counts again. Everything that
  /// lies before that record in the log is durable too. kFull: what was handed over since the last Settle is gone from
  /// the log's hands, will never be seen, and does not count. kIo: the log is in doubt and this handle is dead; only
  /// opening it again tells what was kept.
  virtual Result<std::uint64_t> Settle() = 0;

  /// Nothing is to be done just now: a moment for upkeep that makes the next start quicker or surer. Optional.
  virtual Status Rest() { return {}; }

  /// A reader that begins at `from` (0 = the beginning; otherwise an offset once seen as `next` or `offset`).
  virtual Result<std::unique_ptr<LogReader>> Read(LogOffset from) = 0;

  /// Behind the last visible record.
  [[nodiscard]] virtual LogOffset end() const = 0;
};

}  // namespace fascicolo::events
