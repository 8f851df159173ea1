// Rows on disk, in one RocksDB database. It has no log of its own: the ledger is the log, and what
// a crash takes away is folded again. What is on disk after a crash is the state after some earlier
// Write, whole: never part of a batch, and never a later batch without the earlier ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

#include "events/store/rows.h"

namespace fascicolo::store {

/// Memory that several stores share: blocks read from disk, indexes, filters, and rows not yet on
/// disk. Above a quarter of it in such rows, the store that is being written to puts its own on
/// disk. The bound is soft: blocks under a living cursor, and rows on their way to disk (two pieces
/// of `memtable_bytes` per store at most) count above it; each store has some hundred kB besides. A
/// copy is the same budget.
class MemoryBudget {
 public:
  static constexpr std::size_t kDefaultBytes = 64U << 20;
  explicit MemoryBudget(std::size_t bytes = kDefaultBytes);
  /// Bytes in use now, of blocks and unwritten rows together.
  [[nodiscard]] std::size_t used_bytes() const;

 private:
  friend class RocksRows;
  struct Parts;
  std::shared_ptr<Parts> parts_;
};

enum class Compression { kNone, kLz4 };

struct RocksOptions {
  MemoryBudget memory{};
  /// Rows go to disk in pieces of this size; two may be in memory. At least 64 kB.
  std::size_t memtable_bytes = 16U << 20;
  Compression compression = Compression::kLz4;
  int max_open_files = 256;  ///< at least 20
  /// The list of files, which names the first and last key of each, is begun anew with every flush, so that keys of files
  /// that are gone do not stay in it beyond the next.
  bool forgets_keys = false;
};

/// How a store is, as RocksDB says: for whoever watches over it. Estimates.
struct RocksFigures {
  std::uint64_t rows = 0;
  std::uint64_t file_bytes = 0;
  std::uint64_t unwritten_bytes = 0;  ///< rows not yet on disk
  std::uint64_t compaction_bytes = 0;  ///< that compactions have to write anew
  std::uint64_t snapshots = 0;        ///< held
};

/// Any number of threads may read while one writes. Cursors and snapshots must not outlive the
/// store. Every block read is checked against its checksum; one that fails it is a StoreBroken that
/// names the file, never a wrong row.
class RocksRows final : public RowStore {
 public:
  /// Opens the database in `dir`, made (parents too) if it is not there. kLocked: a process has it
  /// open. kDamaged: a checksum fails, or a file is missing. kFull, kIo: the operating system says
  /// so. kUnavailable: RocksDB refuses for a reason of its own, which the message gives.
  static Result<std::unique_ptr<RocksRows>> Open(const std::filesystem::path& dir,
                                                 const RocksOptions& options = {});
  /// The same without a lock and without changing a file: the rows that are on disk at this moment, also while another
  /// process writes them. Write fails. kNotFound: no database there, or what it is made of went while it was opened: try
  /// again.
  static Result<std::unique_ptr<RocksRows>> OpenForReading(const std::filesystem::path& dir,
                                                           const RocksOptions& options = {});
  /// Makes what was written durable, if the disk lets it.
  ~RocksRows() override;
  RocksRows(const RocksRows&) = delete;
  RocksRows& operator=(const RocksRows&) = delete;

  [[nodiscard]] bool Read(std::string_view key, const Look& look) const override;
  [[nodiscard]] std::unique_ptr<RowCursor> SeekWithin(std::string_view from,
                                                      std::string_view prefix) const override;
  [[nodiscard]] std::optional<KeyAndValue> LastWithin(std::string_view key,
                                                      std::string_view prefix) const override;

  /// After a failure nothing of `batch` is visible. kTooLarge: a limit of rows.h. kFull: no space
  /// for rows written earlier; goes on by itself some seconds after there is space again. kDamaged,
  /// kIo: the store must be opened anew, or thrown away and folded again.
  Status Write(const RowBatch& batch) override;
  /// By Ingest from kIngestRows on: below, so many single rows are cheaper than a file.
  Status WriteAscending(const RowBatch& batch) override;
  static constexpr std::size_t kIngestRows = 20'000;
  /// Adds `batch`, whose keys must ascend strictly (anything else is a bug), as one finished file,
  /// for about half of what Write and Flush cost. Atomic, and durable when it returns; everything
  /// written earlier is made durable first. Failures as of Write.
  Status Ingest(const RowBatch& batch);
  Status Flush() override;
  /// Writes every file anew: costs as much as the store is large.
  Status Purge() override;

  /// The rows of this moment, whatever is written later: for queries that read more than once and
  /// must answer from one position. Holds disk space while it lives. Any thread.
  [[nodiscard]] std::unique_ptr<Rows> Snapshot() const;

  /// Any thread.
  [[nodiscard]] RocksFigures Figures() const;

 private:
  struct Database;
  class Cursor;
  class PinnedRows;
  explicit RocksRows(std::unique_ptr<Database> database);
  std::unique_ptr<Database> database_;
};

}  // namespace fascicolo::store
