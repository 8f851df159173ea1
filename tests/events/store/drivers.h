// The drivers of events/store/rows.h, each as a RowStore that the contract suite can make: a new
// one joins `Drivers`.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "events/store/memory_rows.h"
#include "events/store/overlay.h"
#include "events/store/rocks_rows.h"
#include "tests/events/store/temporary_directory.h"

namespace fascicolo::store {

struct MemoryDriver {
  static std::string Name() { return "Memory"; }
  static constexpr bool kCursorsSurviveWrites = true;
  MemoryRows rows;
};

struct RocksDriver {
  static std::string Name() { return "Rocks"; }
  static constexpr bool kCursorsSurviveWrites = true;
  TemporaryDirectory directory;
  std::unique_ptr<RocksRows> opened = RocksRows::Open(directory.path()).value();
  RocksRows& rows = *opened;
};

/// An overlay as a store: a batch is a commit, up to three of them are in flight, older ones are in
/// the base.
class OverlayStore final : public RowStore {
 public:
  explicit OverlayStore(RowStore& base) : base_(base), overlay_(base) {}
  [[nodiscard]] bool Read(std::string_view key, const Look& look) const override {
    return overlay_.Read(key, look);
  }
  [[nodiscard]] std::unique_ptr<RowCursor> SeekWithin(std::string_view from,
                                                      std::string_view prefix) const override {
    return overlay_.SeekWithin(from, prefix);
  }
  [[nodiscard]] std::optional<KeyAndValue> LastWithin(std::string_view key,
                                                      std::string_view prefix) const override {
    return overlay_.LastWithin(key, prefix);
  }
  Status Write(const RowBatch& batch) override {
    try {
      for (const RowChange& change : batch) {
        change.value ? overlay_.Put(change.key, *change.value) : overlay_.Erase(change.key);
      }
    } catch (const RowTooLarge& error) {
      overlay_.Rollback();
      return Failure{FailureCode::kTooLarge, error.what()};
    }
    overlay_.Seal(next_mark_++);
    if (overlay_.in_flight() <= 3) return {};
    return base_.Write(overlay_.Settle(next_mark_ - overlay_.in_flight()));
  }
  Status Flush() override { return base_.Flush(); }

 private:
  RowStore& base_;
  Overlay overlay_;
  std::uint64_t next_mark_ = 0;
};

template <class Base>
struct OverlayOver {
  static std::string Name() { return "OverlayOver" + Base::Name(); }
  static constexpr bool kCursorsSurviveWrites = false;
  Base base;
  OverlayStore rows{base.rows};
};

using Drivers = testing::Types<MemoryDriver,               //
                               RocksDriver,                //
                               OverlayOver<MemoryDriver>,  //
                               OverlayOver<RocksDriver>>;

/// Names the drivers in the tests' names.
struct DriverNames {
  template <class Driver>
  static std::string GetName(int) {
    return Driver::Name();
  }
};

}  // namespace fascicolo::store
