// Tables as one ordered space of byte rows. The first key byte is the table; what follows is the table's own key,
// big-endian, so that byte order is the order that the table promises (events/store/row_codec.h). State and views
// stand on this; drivers: MemoryRows (the reference), RocksRows, and Overlay on top of either.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "events/result.h"

namespace fascicolo::store {

inline constexpr std::size_t kMaxKeyBytes = 512;
inline constexpr std::size_t kMaxRowBytes = 1 << 20;

/// A store that cannot be read any more (disk error, corrupt block). Thrown by reads, because a decider that reads a
/// broken store has no sensible next line; caught in one place, the loop, where it becomes a Failure.
class StoreBroken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Walks rows in ascending key order. Sees the rows of the moment it was made, in every driver but Overlay, whose
/// cursors must not outlive the next write. Not thread-safe.
class RowCursor {
 public:
  virtual ~RowCursor() = default;
  [[nodiscard]] virtual bool valid() const = 0;
  [[nodiscard]] virtual std::string_view key() const = 0;    ///< borrowed until Next
  [[nodiscard]] virtual std::string_view value() const = 0;  ///< borrowed until Next
  virtual void Next() = 0;                                   ///< requires valid()
};

/// A row that was found, as copies.
using KeyAndValue = std::pair<std::string, std::string>;

/// The reading side. Throws StoreBroken. Reads that name a `prefix` look at no row without it: the empty one is every
/// row's.
class Rows {
 public:
  virtual ~Rows() = default;
  /// Shows the value of `key` to `look`, which may use it until it returns, and must not come back to these rows. False:
  /// there is no such row.
  using Look = std::function<void(std::string_view value)>;
  [[nodiscard]] virtual bool Read(std::string_view key, const Look& look) const = 0;
  /// Stands on the first row with key >= `from`, and ends behind the last one that starts with `prefix`, as `from` does.
  [[nodiscard]] virtual std::unique_ptr<RowCursor> SeekWithin(std::string_view from,
                                                              std::string_view prefix) const = 0;
  /// The last row with key <= `key` that starts with `prefix`, as `key` does; none if there is no such row.
  [[nodiscard]] virtual std::optional<KeyAndValue> LastWithin(std::string_view key,
                                                              std::string_view prefix) const = 0;

  [[nodiscard]] std::optional<std::string> Find(std::string_view key) const {
    std::optional<std::string> found;
    (void)Read(key, [&](std::string_view value) { found.emplace(value); });
    return found;
  }
  [[nodiscard]] std::unique_ptr<RowCursor> Seek(std::string_view from) const { return SeekWithin(from, {}); }
  [[nodiscard]] std::unique_ptr<RowCursor> Scan(std::string_view prefix) const { return SeekWithin(prefix, prefix); }
  [[nodiscard]] std::optional<KeyAndValue> LastUpTo(std::string_view key) const { return LastWithin(key, {}); }
};

/// One change: a new value, or none for a row that goes.
struct RowChange {
  std::string key;
  std::optional<std::string> value;
};
/// Changes that become visible together or not at all; a later change of the same key wins.
using RowBatch = std::vector<RowChange>;

/// Rows that can be written.
class RowStore : public Rows {
 public:
  /// Atomic. Durable when the driver flushes, unless `Flush` is called: the log is the truth, rows can be refolded.
  virtual Status Write(const RowBatch& batch) = 0;
  /// The same for a batch whose keys ascend strictly (anything else is a bug): cheaper where the driver can make use of it.
  virtual Status WriteAscending(const RowBatch& batch) { return Write(batch); }
  /// Makes everything written so far durable.
  virtual Status Flush() = 0;
  /// The same, and what was erased or replaced is gone from where it was kept, not only hidden.
  virtual Status Purge() { return Flush(); }
};

}  // namespace fascicolo::store
