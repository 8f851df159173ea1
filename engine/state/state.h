// Reading the state, as deciders do, and editing it, as evolvers do.
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "engine/state/tables.h"
#include "events/store/overlay.h"
#include "events/store/rows.h"

namespace fascicolo::engine {

/// A decision read an entity that is frozen (design D12). Thrown to the loop, which answers *failed*; a decider never
/// catches it.
class ReadsFrozen : public std::runtime_error {
 public:
  explicit ReadsFrozen(EntityId entity) : std::runtime_error("entity " + ToHex(entity) + " is frozen") {}
};

/// A stored row that does not decode: the store is broken. Thrown like StoreBroken.
template <class RowType>
RowType DecodedOrBroken(std::string_view bytes) {
  RowType row;
  if (!store::DecodeRow(bytes, row)) throw store::StoreBroken("state row does not decode");
  return row;
}

/// The decoded row of `key`; none: there is none. Throws StoreBroken.
template <class RowType>
std::optional<RowType> FoundRow(const store::Rows& rows, std::string_view key) {
  std::optional<RowType> row;
  (void)rows.Read(key, [&row](std::string_view bytes) {
    if (!store::DecodeRow(bytes, row.emplace())) throw store::StoreBroken("row does not decode");
  });
  return row;
}

/// The state at one moment, read-only. Cheap to make; borrows the rows.
class State {
 public:
  explicit State(const store::Rows& rows) : rows_(rows) {}

  template <class TableType, class... Parts>
  [[nodiscard]] std::optional<typename TableType::Row> Find(const Parts&... parts) const {
    return FoundRow<typename TableType::Row>(rows_, TableType::Key(parts...));
  }

  /// The row of an entity. Throws ReadsFrozen when the entity is frozen.
  template <class TableType>
  [[nodiscard]] std::optional<typename TableType::Row> FindEntity(EntityId entity) const {
    CheckNotFrozen(entity);
    return Find<TableType>(entity);
  }
  void CheckNotFrozen(EntityId entity) const;

  /// Calls `visit(key, row)` for the rows under `prefix`, in key order, until it returns false.
  template <class TableType, class Visit>
  void Scan(const std::string& prefix, Visit visit) const {
    for (auto cursor = rows_.Scan(prefix); cursor->valid(); cursor->Next()) {
      if (!visit(cursor->key(), DecodedOrBroken<typename TableType::Row>(cursor->value()))) return;
    }
  }

  /// The level of a step function (CapacityTable, TakenTable) on `day`; 0 before the first step.
  template <class StepTable>
  [[nodiscard]] std::int64_t LevelOn(EntityId unit, Day day) const {
    const auto last = rows_.LastWithin(StepTable::Key(unit, day), StepTable::Key(unit));
    if (!last) return 0;
    return DecodedOrBroken<StepRow>(last->second).level;
  }

  /// Calls `visit(day, level)` for the steps of a step function on `from` or later, ascending, until it returns false.
  template <class StepTable, class Visit>
  void WalkSteps(EntityId unit, Day from, Visit visit) const {
    const std::string prefix = StepTable::Key(unit);
    for (auto cursor = rows_.SeekWithin(StepTable::Key(unit, from), prefix); cursor->valid(); cursor->Next()) {
      EntityId of;
      Day day;
      StepTable::Read(cursor->key(), of, day);
      if (!visit(day, DecodedOrBroken<StepRow>(cursor->value()).level)) return;
    }
  }

  /// The second part of every key of two entities under `first`, ascending.
  template <class PairTable>
  [[nodiscard]] std::vector<EntityId> SecondsOf(EntityId first) const {
    std::vector<EntityId> seconds;
    Scan<PairTable>(PairTable::Key(first), [&](std::string_view bytes, const auto&) {
      EntityId same;
      PairTable::Read(bytes, same, seconds.emplace_back());
      return true;
    });
    return seconds;
  }

  [[nodiscard]] LedgerRow Ledger() const { return Find<LedgerTable>().value_or(LedgerRow{}); }
  [[nodiscard]] Version VersionOf(EntityId entity) const {
    return Find<EntityTable>(entity).value_or(EntityRow{}).version;
  }
  [[nodiscard]] const store::Rows& rows() const { return rows_; }

 private:
  const store::Rows& rows_;
};

/// A digest over everything that every copy of a ledger shares: equal states, equal digests.
[[nodiscard]] Hash DigestState(const store::Rows& rows);

struct ObligationCounts {
  std::uint64_t opened = 0;
  std::uint64_t closed = 0;
  [[nodiscard]] bool any() const { return opened + closed > 0; }
};

/// The state while a commit is folded: reads its own writes.
class StateEditor {
 public:
  explicit StateEditor(store::Overlay& overlay) : overlay_(overlay), state_(overlay) {}

  [[nodiscard]] const State& state() const { return state_; }
  template <class TableType, class... Parts>
  [[nodiscard]] std::optional<typename TableType::Row> Find(const Parts&... parts) const {
    return state_.Find<TableType>(parts...);
  }
  template <class TableType, class... Parts>
  void Put(const typename TableType::Row& row, const Parts&... parts) {
    store::EncodeRow(row, buffer_);
    overlay_.Put(TableType::Key(parts...), buffer_);
  }
  template <class TableType, class... Parts>
  void Erase(const Parts&... parts) {
    overlay_.Erase(TableType::Key(parts...));
  }
  /// Adds `delta` to a step function on every day of [from, until); no `until`: for ever.
  template <class StepTable>
  void AddLevel(EntityId unit, Day from, std::optional<Day> until, std::int64_t delta);

  /// The key is destroyed once this commit is accepted.
  void EraseKey(KeyId key, const ErasedKeyRow& row) {
    erased_keys_.push_back(key);
    Put<ErasedKeyTable>(row, key);
  }
  [[nodiscard]] const std::vector<KeyId>& erased_keys() const { return erased_keys_; }

  void OpenObligation(EntityId id, const ObligationRow& row) {
    ++obligations_.opened;
    Put<ObligationTable>(row, row.due, id);
  }
  /// One that is closed already stays so.
  void CloseObligation(EntityId id, Instant due) {
    if (!Find<ObligationTable>(due, id)) return;
    ++obligations_.closed;
    Erase<ObligationTable>(due, id);
  }
  /// Opened and closed through this editor.
  [[nodiscard]] const ObligationCounts& obligations() const { return obligations_; }

 private:
  store::Overlay& overlay_;
  State state_;
  std::string buffer_;
  ObligationCounts obligations_;
  std::vector<KeyId> erased_keys_;
};

template <class StepTable>
void StateEditor::AddLevel(EntityId unit, Day from, std::optional<Day> until, std::int64_t delta) {
  if (until && *until <= from) return;
  const std::int64_t at_from = state_.LevelOn<StepTable>(unit, from);
  const std::int64_t at_until = until ? state_.LevelOn<StepTable>(unit, *until) : 0;
  std::vector<std::pair<Day, std::int64_t>> between;
  state_.WalkSteps<StepTable>(unit, from, [&](Day day, std::int64_t level) {
    if (until && day >= *until) return false;
    between.emplace_back(day, level);
    return true;
  });
  if (between.empty() || between.front().first != from) between.emplace(between.begin(), from, at_from);
  for (const auto& [day, level] : between) Put<StepTable>(StepRow{level + delta}, unit, day);
  if (until) Put<StepTable>(StepRow{at_until}, unit, *until);
}

}  // namespace fascicolo::engine
