// The writes of commits that are decided but not yet accepted, above the rows that are (design.md
// D6). Deciders read through it at the writer's head; when a commit is lost, everything above the
// base is forgotten at once.
//
// The order of a commit's life:
//   Put, Erase ...   the open commit writes, and reads its own writes
//   Rollback()       it was not to be, or
//   Seal(mark)       it is on its way
//   Settle(mark)     it was accepted: its writes are handed out, oldest mark first
//   Drop()           it, and all that stood on it, was lost
//
// Between Settle and the caller's write to the base, the settled rows are in neither: the caller
// writes them to the base at once, before anything reads, and stops reading when that write fails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "events/store/row_index.h"
#include "events/store/rows.h"

namespace fascicolo::store {

/// A row above kMaxKeyBytes or kMaxRowBytes. Thrown by Put and Erase before anything changes,
/// because a commit that writes one must be stopped before it is in the ledger: the base could
/// never take it.
class RowTooLarge : public std::length_error {
 public:
  using std::length_error::length_error;
};

/// One thread at a time, for reading as well. A cursor must not outlive the next call that is not a
/// read. The base must outlive the overlay, and may be written by its owner between calls.
///
/// Also the write-back cache of a rebuild: Put, Seal with one and the same mark after every commit,
/// and SettleAll when bytes() has grown enough; a row written a thousand times is kept, and handed
/// out, once.
class Overlay final : public Rows {
 public:
  explicit Overlay(const Rows& base) : base_(base) {}
  Overlay(const Overlay&) = delete;
  Overlay& operator=(const Overlay&) = delete;

  void Put(std::string_view key, std::string_view value);
  void Erase(std::string_view key);

  /// The writes since the last Seal or Rollback belong to `mark`, which is never below the last one
  /// sealed. The same mark again joins them to what it has. A mark without writes counts too, and
  /// must be settled.
  void Seal(std::uint64_t mark);
  /// Forgets the writes since the last Seal.
  void Rollback();
  /// The writes of `mark`, which must be the oldest in flight, each row once, in no promised order.
  /// Rows that later marks or the open commit wrote again are still here.
  [[nodiscard]] RowBatch Settle(std::uint64_t mark);
  /// The last write of every row, open ones too, in ascending key order (fit for
  /// RocksRows::Ingest). Nothing is left.
  [[nodiscard]] RowBatch SettleAll();
  /// Forgets everything, sealed and open.
  void Drop();

  /// Marks sealed and not settled.
  [[nodiscard]] std::size_t in_flight() const { return layers_.size(); }
  /// The mark that settles next. Requires in_flight() > 0.
  [[nodiscard]] std::uint64_t oldest_mark() const { return layers_.front().mark; }
  /// Memory held: the bytes of keys and values, and an estimate for what surrounds them.
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

  [[nodiscard]] std::optional<std::string> Find(std::string_view key) const override;
  [[nodiscard]] std::unique_ptr<RowCursor> Seek(std::string_view from) const override;
  [[nodiscard]] std::optional<std::pair<std::string, std::string>> LastUpTo(
      std::string_view key) const override;

 private:
  class Cursor;
  struct Row;
  using Order = std::map<std::string_view, Row*>;  // views of the rows' keys

  /// Writes are numbered in the order in which they were made, without gaps.
  using Number = std::uint64_t;
  static constexpr Number kNone = UINT64_MAX;
  struct Write {
    Row* row;
    Number older;  ///< the write of the same row that it hides; none if kNone or below `first_`
    std::optional<std::string> value;
  };
  /// A row with at least one write in `log_`.
  struct Row {
    explicit Row(std::string_view name) : key(name) {}
    std::string key;
    Number newest = kNone;
    std::size_t place = 0;  ///< in `unordered_`, unless the row is in `order_`
    bool in_order = false;
    Order::iterator at{};
  };
  struct Layer {
    std::uint64_t mark;
    Number first;  ///< its writes go up to the next layer's first, or to `open_`
  };

  [[nodiscard]] Write& At(Number number) { return log_[number - first_]; }
  [[nodiscard]] const std::optional<std::string>& ValueOf(const Row& row) const {
    return log_[row.newest - first_].value;
  }
  [[nodiscard]] Number end() const { return first_ + log_.size(); }
  /// The value that the open commit gives to `key`, to be filled in.
  [[nodiscard]] std::optional<std::string>& OpenValue(std::string_view key);
  void JoinLastLayer();
  /// Takes the last write away.
  void PopNewest();
  /// Takes the first write away.
  [[nodiscard]] RowChange PopOldest();
  /// Takes the row out of index and order, and gives its key back.
  std::string Forget(Row& row);
  /// The rows in key order. Brought up to date when asked for: a fold that only finds and puts
  /// never pays for it.
  [[nodiscard]] const Order& Ordered() const;

  const Rows& base_;
  RowIndex<Row> index_;
  std::deque<Write> log_;  ///< those of each layer in turn, then the open ones
  Number first_ = 0;       ///< of `log_`
  Number open_ = 0;        ///< first one of the open commit
  std::deque<Layer> layers_;
  std::size_t bytes_ = 0;
  mutable Order order_;
  mutable std::vector<Row*> unordered_;
};

}  // namespace fascicolo::store
