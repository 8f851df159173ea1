// Rows in memory: the reference that the other drivers are compared with, and what simulations run
// on.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <shared_mutex>
#include <string>

#include "events/store/rows.h"

namespace fascicolo::store {

/// Making one costs an empty map. Seek pins the rows without copying them; the first Write while a
/// cursor or snapshot is alive copies them all once, so cursors are best let go before writing. Any
/// number of threads may read while one writes. Cursors and snapshots may outlive the store.
/// Nothing is durable.
class MemoryRows final : public RowStore {
 public:
  MemoryRows();

  [[nodiscard]] bool Read(std::string_view key, const Look& look) const override;
  [[nodiscard]] std::unique_ptr<RowCursor> SeekWithin(std::string_view from,
                                                      std::string_view prefix) const override;
  [[nodiscard]] std::optional<KeyAndValue> LastWithin(std::string_view key,
                                                      std::string_view prefix) const override;
  /// kTooLarge, with nothing written, above a limit of rows.h.
  Status Write(const RowBatch& batch) override;
  Status Flush() override { return {}; }

  /// The rows of this moment, whatever is written later.
  [[nodiscard]] std::unique_ptr<Rows> Snapshot() const;
  [[nodiscard]] std::size_t size() const;

 private:
  class Pin;
  class Cursor;
  class PinnedRows;
  using Map = std::map<std::string, std::string, std::less<>>;
  /// Rows that must stay as they are while somebody looks at them.
  struct Generation {
    Map rows;
    std::atomic<int> pins{0};
  };

  static bool ReadIn(const Map& rows, std::string_view key, const Look& look);
  static std::optional<KeyAndValue> LastIn(const Map& rows, std::string_view key,
                                           std::string_view prefix);

  mutable std::shared_mutex mutex_;
  std::shared_ptr<Generation> current_;
};

}  // namespace fascicolo::store
