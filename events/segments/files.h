// The operating system as the segment ledger needs it, so that tests can break it: every call below
// may fail, write less than it was given, or be forgotten by a power cut before the next sync.
#pragma once

#include "events/hash.h"
#include "events/result.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace fascicolo::events {

/// An errno value.
struct IoError {
  int number = 0;
};
using IoDone = StatusOf<IoError>;

/// One open file; closed by its destructor. Used by one thread at a time.
class LogFile {
 public:
  virtual ~LogFile() = default;
  /// Bytes read; fewer than asked for is allowed, 0 is the end of the file. pread(2).
  virtual Result<std::size_t, IoError> ReadAt(std::uint64_t at, std::span<std::uint8_t> to) = 0;
  /// Bytes written, at least one; fewer than asked for is allowed. pwrite(2).
  virtual Result<std::size_t, IoError> WriteAt(std::uint64_t at, ConstBytes from) = 0;
  /// Contents, and what is needed to read them, are durable. fdatasync(2). Never retried after a
  /// failure: the kernel may have marked the lost pages clean (Rebello et al., USENIX ATC 2020).
  virtual IoDone SyncData() = 0;
  /// The same with all metadata. fsync(2).
  virtual IoDone Sync() = 0;
  virtual IoDone Truncate(std::uint64_t bytes) = 0;
  virtual Result<std::uint64_t, IoError> Size() = 0;
};

/// Held until destroyed, or until the process ends however it ends.
class DirectoryLock {
 public:
  virtual ~DirectoryLock() = default;
};

enum class OpenMode {
  kRead,
  kReadWrite,  ///< an existing file
  kCreate,     ///< reading and writing; empty, whatever was there before
};

/// A file system. Thread-safe.
class LogFiles {
 public:
  virtual ~LogFiles() = default;
  virtual Result<std::unique_ptr<LogFile>, IoError> Open(const std::string& path,
                                                         OpenMode mode) = 0;
  /// Takes the exclusive lock of the file `path`, made if missing, and writes the process id into
  /// it. kLocked names the holder; kNotFound: the directory does not exist.
  virtual Result<std::unique_ptr<DirectoryLock>> Lock(const std::string& path) = 0;
  /// Fine when it is there already.
  virtual IoDone MakeDirectory(const std::string& path) = 0;
  /// Names of the files in a directory, in no order.
  virtual Result<std::vector<std::string>, IoError> List(const std::string& path) = 0;
  /// Replaces `to` in one step.
  virtual IoDone Rename(const std::string& from, const std::string& to) = 0;
  virtual IoDone Remove(const std::string& path) = 0;
  /// Makes the directory's own entries durable.
  virtual IoDone SyncDirectory(const std::string& path) = 0;
};

/// The real one; lives for ever.
[[nodiscard]] LogFiles& SystemFiles();

/// Writes all of `from`, in as many calls as it takes; `*written`, if given, counts what went
/// through.
IoDone WriteFully(LogFile& file, std::uint64_t at, ConstBytes from, std::size_t* written = nullptr);
/// Reads until `to` is full or the file ends.
Result<std::size_t, IoError> ReadFully(LogFile& file, std::uint64_t at, std::span<std::uint8_t> to);
/// Writes zeros over [from, to); `*reached`, if given, is where it stopped.
IoDone WriteZeros(LogFile& file, std::uint64_t from, std::uint64_t to,
                  std::uint64_t* reached = nullptr);

/// ENOSPC and EDQUOT are kFull, ENOENT is kNotFound, all else kIo. "path: what: reason".
[[nodiscard]] Failure FailureOf(IoError error, const std::string& path, const char* what);

}  // namespace fascicolo::events
