// The embedded log: zero-written segment files in one directory, one fdatasync per Settle, one
// process at a time. Its bytes are described in FORMAT.md beside this file; an auditor reads them
// without this program.
//
// What it keeps: a settled record survives kill -9 and the loss of power, or its loss is reported
// as kDamaged; a record that Settle refused with kFull is never seen again. It relies on fdatasync,
// and on disk sectors of 512 bytes being written whole or not at all. What it cannot tell: whether
// files were exchanged against older, whole ones; the chain of commits does that
// (events/acceptance.h).
//
// To copy a log in use: first END, then list the segments, then copy them in ascending order.
#pragma once

#include "events/ledger.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fascicolo::events {

class DirectoryLock;
class EndFile;
class LogExtent;
class LogFiles;
class SegmentWriter;
struct OpenedLog;

inline constexpr std::uint64_t kChunkBytes = 1024 * 1024;
inline constexpr std::uint64_t kMaxSegmentBytes = 64 * 1024 * 1024;
inline constexpr std::uint64_t kMaxPendingBytes =
    64 * 1024 * 1024;  ///< handed over between two Settles

struct SegmentOptions {
  bool create = false;                      ///< make the log if there is none
  std::uint64_t chunk_bytes = kChunkBytes;  ///< zeroed ahead; a multiple of 512
  std::uint64_t max_segment_bytes =
      kMaxSegmentBytes;  ///< a segment rolls before it outgrows this; what one Settle
                         ///< writes always lies in one segment, even if it is longer
  /// false: what Settle wrote is durable when Rest or Close returns, or the segment is left. Until then a process that
  /// dies loses nothing; loss of power loses it, or is reported as kDamaged. For a log that can be made again.
  bool settles_durably = true;
};

/// Thread use as in Ledger; readers may outlive the ledger. A LogOffset is a byte count over the
/// whole log.
class SegmentLedger final : public Ledger {
 public:
  /// Opens the log in `directory`/segments and locks `directory` until destroyed. What was torn by
  /// a crash is dropped (dropped_bytes). kLocked names the holder's process; kNotFound: no log, and
  /// none was to be made; kDamaged and kTooNew name file and byte, and nothing was changed; kFull,
  /// kIo from the disk.
  static Result<std::unique_ptr<SegmentLedger>> Open(const std::string& directory, LedgerId ledger,
                                                     SegmentOptions options = {});
  /// The same on another file system, which must outlive the ledger and its readers.
  static Result<std::unique_ptr<SegmentLedger>> Open(LogFiles& files, const std::string& directory,
                                                     LedgerId ledger, SegmentOptions options = {});
  /// Whose log lies in `directory`, without locking it. kNotFound: nobody's.
  static Result<LedgerId> LedgerAt(const std::string& directory);

  /// Closes, and cannot say whether that went well.
  ~SegmentLedger() override;

  /// kTooLarge: above kMaxRecordBytes, or above kMaxPendingBytes in all. A record shorter than a
  /// header, or with a wrong checksum in it, is a bug.
  Status Append(std::span<const Record> records) override;
  /// Writes and syncs all that is pending; it is all durable when this returns (SegmentOptions). kFull: nothing of
  /// it is or will be; later calls may go through. kIo: this handle answers nothing else any more,
  /// its readers keep what was settled.
  Result<std::uint64_t> Settle() override;
  /// kNotFound: `from` lies behind the end, or no record can begin there.
  Result<std::unique_ptr<LogReader>> Read(LogOffset from) override;
  [[nodiscard]] LogOffset end() const override;

  /// To be called when idle: syncs the remembered end, so that bit rot behind it cannot pass for a
  /// torn tail.
  Status Rest() override;
  /// Remembers, durably, that nothing is missing. What is pending is dropped. Afterwards only Read
  /// and end() work.
  Status Close();

  /// Of the torn tail that Open dropped; 0 after a clean close.
  [[nodiscard]] std::uint64_t dropped_bytes() const { return dropped_bytes_; }

  /// Reads the whole log and checks every checksum. `progress`, if any, is called with the bytes
  /// done and all; a failure of it ends the check, and is returned.
  using Progress = std::function<Status(std::uint64_t done_bytes, std::uint64_t all_bytes)>;
  Status CheckAll(const Progress& progress = nullptr) const;

 private:
  SegmentLedger(std::unique_ptr<DirectoryLock> lock, SegmentOptions options, OpenedLog opened,
                std::shared_ptr<LogExtent> extent);
  Status WritePending();
  Status Roll();
  /// What was settled is durable now, if it was not before.
  Status SyncSettled();
  [[nodiscard]] Status Die(Failure failure);

  const SegmentOptions options_;
  const std::unique_ptr<DirectoryLock> lock_;
  const std::shared_ptr<LogExtent> extent_;
  const std::uint64_t dropped_bytes_;
  std::unique_ptr<EndFile> end_file_;
  std::unique_ptr<SegmentWriter> last_;
  std::uint64_t used_;                 ///< bytes of the last segment
  std::vector<std::uint8_t> pending_;  ///< framed records
  std::uint64_t pending_records_ = 0;
  std::uint64_t settled_records_ = 0;
  std::optional<Failure> dead_;  ///< why this handle answers nothing any more
};

}  // namespace fascicolo::events
