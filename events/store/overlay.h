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
#include <memory>
#include <optional>
#include <set>
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
  /// The mark that settles next, and the last one sealed. Require in_flight() > 0.
  [[nodiscard]] std::uint64_t oldest_mark() const { return layers_.front().mark; }
  [[nodiscard]] std::uint64_t newest_mark() const { return layers_.back().mark; }
  /// Memory held: the bytes of keys and values, and an estimate for what surrounds them.
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

  [[nodiscard]] bool Read(std::string_view key, const Look& look) const override;
  [[nodiscard]] std::unique_ptr<RowCursor> SeekWithin(std::string_view from,
                                                      std::string_view prefix) const override;
  [[nodiscard]] std::optional<KeyAndValue> LastWithin(std::string_view key,
                                                      std::string_view prefix) const override;

 private:
  class Cursor;
  class Row;
  struct ByKey {
    using is_transparent = void;
    bool operator()(const Row* a, const Row* b) const;
    bool operator()(const Row* a, std::string_view b) const;
    bool operator()(std::string_view a, const Row* b) const;
  };
  using Order = std::set<Row*, ByKey>;

  /// Writes are numbered in the order in which they were made, without gaps.
  using Number = std::uint64_t;
  static constexpr Number kNone = UINT64_MAX;
  /// What a write took the place of; what it wrote is in its row, or in what the next one displaced.
  struct Write {
    Row* row = nullptr;
    Number older = kNone;  ///< the row's write before; none if kNone or below `first_`
    bool displaced_erased = false;
    std::string displaced;  ///< the row's value before, if there is an older write
  };
  /// A row with at least one write in `log_`: key and newest value side by side in one block, so
  /// that a read touches one place in memory.
  class Row {
   public:
    explicit Row(std::string_view key) : bytes_(key), key_size_(key.size()) {}
    [[nodiscard]] std::string_view key() const { return {bytes_.data(), key_size_}; }
    [[nodiscard]] bool erased() const { return erased_; }
    [[nodiscard]] std::string_view value() const {
      return std::string_view(bytes_).substr(key_size_);
    }
    void Set(std::string_view value) {
      bytes_.replace(key_size_, std::string::npos, value);
      erased_ = false;
    }
    void Erase() {
      bytes_.resize(key_size_);
      erased_ = true;
    }
    /// Key and value, handed out; the row is spent.
    [[nodiscard]] RowChange Take();

    Number newest = kNone;
    std::size_t place = 0;  ///< in its table's `unordered`, unless the row is in `order`
    bool in_order = false;
    Order::iterator at{};

   private:
    std::string bytes_;
    std::size_t key_size_;
    bool erased_ = false;
  };
  struct Layer {
    std::uint64_t mark;
    Number first;  ///< its writes go up to the next layer's first, or to `open_`
  };
  /// By first key byte.
  struct TableRows {
    Order order;
    std::vector<Row*> unordered;
  };
  static constexpr std::size_t kTables = 256;
  static constexpr std::size_t kMaxSpare = 64;

  [[nodiscard]] Write& At(Number number) { return log_[number - first_]; }
  [[nodiscard]] Number end() const { return first_ + log_.size(); }
  /// The row of `key`, to be written by the open commit: what it held before is kept.
  [[nodiscard]] Row& OpenRow(std::string_view key);
  void AddWrite(Row& row);
  void JoinLastLayer();
  /// The row's write that displaced `number`'s, which is not its newest.
  [[nodiscard]] Write& Displacing(const Row& row, Number number);
  /// Takes the last write away.
  void PopNewest();
  /// Takes the first write away.
  [[nodiscard]] RowChange PopOldest();
  /// Takes the row out of index and order.
  std::unique_ptr<Row> Forget(Row& row);
  /// The rows of a table in key order. Brought up to date when asked for: a table that is only read
  /// and put to by whole keys never pays for it.
  [[nodiscard]] const Order& Ordered(std::uint8_t table) const;
  /// The last row with key <= `key` that starts with `prefix` and is not erased; null: none.
  [[nodiscard]] const Row* LastRow(std::string_view key, std::string_view prefix) const;

  const Rows& base_;
  RowIndex<Row> index_;
  std::deque<Write> log_;  ///< those of each layer in turn, then the open ones
  Number first_ = 0;       ///< of `log_`
  Number open_ = 0;        ///< first one of the open commit
  std::deque<Layer> layers_;
  std::size_t bytes_ = 0;
  std::vector<std::string> spare_;  ///< memory of displaced values, used again
  mutable std::vector<TableRows> tables_{kTables};
};

}  // namespace fascicolo::store
