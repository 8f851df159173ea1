// The tables of the views, and how a view reads and writes its own.
//
// A key begins with the view's byte, then the table's: so one view is one range of keys, with one
// digest, and can be thrown away alone.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/state/state.h"
#include "events/store/overlay.h"
#include "events/store/row_codec.h"
#include "events/store/rows.h"

namespace fascicolo::projections {

/// First key byte. Numbers are for ever.
enum class ViewId : std::uint8_t {
  kCopy = 0x00,    ///< the affair of this copy of the views; in no digest
  kLedger = 0x01,  ///< where the views stand, and what is frozen
  kCaseload = 0x10,
  kWaitingList = 0x11,
  kHistory = 0x12,
  kOccupancy = 0x13,
  kAgenda = 0x14,
  kHouseholds = 0x15,
};

/// A table: `kNumber` is the second key byte, `Parts` make up the rest of the key.
template <ViewId kOf, std::uint8_t kNumber, class RowType, class... Parts>
struct ViewTable {
  using Row = RowType;
  static constexpr ViewId kView = kOf;
  /// The key of one row, or, with fewer parts, the prefix that rows share.
  template <class... Given>
  static std::string Key(const Given&... parts) {
    static_assert(sizeof...(Given) <= sizeof...(Parts));
    store::KeyWriter key(kOf);
    key.Add(kNumber);
    (key.Add(parts), ...);
    return key.Take();
  }
  /// Takes the parts of a key of this table, the first ones first. Throws StoreBroken.
  template <class... Wanted>
  static void Read(std::string_view bytes, Wanted&... parts) {
    store::KeyReader key(bytes);
    std::uint8_t number = 0;
    if (!key.Read(number) || !(key.Read(parts) && ...)) {
      throw store::StoreBroken("view row has a malformed key");
    }
  }
};

/// Stands where a row says all by being there.
struct PresentRow {
  bool present = true;
  template <class V>
  void Visit(V& v) {
    v(present);
  }
};

/// The views at one moment, read-only. Cheap to make; borrows the rows. Throws StoreBroken.
class ViewReader {
 public:
  explicit ViewReader(const store::Rows& rows) : rows_(rows) {}

  template <class Table, class... Parts>
  [[nodiscard]] std::optional<typename Table::Row> Find(const Parts&... parts) const {
    return engine::FoundRow<typename Table::Row>(rows_, Table::Key(parts...));
  }
  /// Calls `visit(key, row)` for the rows of `Table` under `prefix`, in key order from `from` on,
  /// until it returns false.
  template <class Table, class Visit>
  void Scan(std::string_view prefix, std::string_view from, Visit visit) const {
    for (auto cursor = rows_.SeekWithin(from, prefix); cursor->valid(); cursor->Next()) {
      const auto row = engine::DecodedOrBroken<typename Table::Row>(cursor->value());
      if (!visit(cursor->key(), row)) return;
    }
  }
  template <class Table, class Visit>
  void Scan(std::string_view prefix, Visit visit) const {
    Scan<Table>(prefix, prefix, std::move(visit));
  }

 private:
  const store::Rows& rows_;
};

/// One view's rows while a commit is folded: reads its own writes, and nothing of another view.
class ViewRows {
 public:
  ViewRows(ViewId view, store::Overlay& overlay) : view_(view), overlay_(overlay) {}

  template <class Table, class... Parts>
  [[nodiscard]] std::optional<typename Table::Row> Find(const Parts&... parts) const {
    FASCICOLO_CHECK(Table::kView == view_);
    return ViewReader(overlay_).Find<Table>(parts...);
  }
  /// Calls `visit(key, row)` for the rows of `Table` under `prefix`, in key order, until it returns
  /// false. `visit` must not write.
  template <class Table, class Visit>
  void Scan(std::string_view prefix, Visit visit) const {
    FASCICOLO_CHECK(Table::kView == view_);
    ViewReader(overlay_).Scan<Table>(prefix, std::move(visit));
  }
  template <class Table, class... Parts>
  void Put(const typename Table::Row& row, const Parts&... parts) {
    FASCICOLO_CHECK(Table::kView == view_);
    store::EncodeRow(row, buffer_);
    overlay_.Put(Table::Key(parts...), buffer_);
  }
  template <class Table, class... Parts>
  void Erase(const Parts&... parts) {
    FASCICOLO_CHECK(Table::kView == view_);
    overlay_.Erase(Table::Key(parts...));
  }
  /// Put where `present`, Erase where not.
  template <class Table, class... Parts>
  void Mark(bool present, const Parts&... parts) {
    if (present) return Put<Table>(PresentRow{}, parts...);
    Erase<Table>(parts...);
  }

 private:
  ViewId view_;
  store::Overlay& overlay_;
  std::string buffer_;
};

}  // namespace fascicolo::projections
