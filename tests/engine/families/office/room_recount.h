// How much room units have and what is taken of it, day by day, counted from the events alone.
#pragma once

#include <map>
#include <vector>

#include "engine/kit.h"

namespace fascicolo::engine {

/// A number that changes from day to day, as its changes.
class DayLevels {
 public:
  /// `by` more on every day of [from, until); until 0: without end.
  void Add(std::int32_t from, std::int32_t until, std::int64_t by);
  /// `level` from `from` until the next day on which something was set.
  void Set(std::int32_t from, std::int64_t level) { set_[from] = level; }
  [[nodiscard]] std::int64_t On(std::int32_t day) const;
  /// The days of [from, until) on which it changes, and `from`.
  void AppendChanges(std::int32_t from, std::int32_t until, std::vector<std::int32_t>& days) const;

 private:
  std::map<std::int32_t, std::int64_t> set_;
  std::map<std::int32_t, std::int64_t> changes_;
};

class RoomRecount {
 public:
  /// All events of one commit: what they took, but by the history of others, fits on each of its days.
  void Take(const std::vector<schema::EventT>& events);
  /// The engine's own levels of today and of some days to come are the same.
  void Check(const Kit& kit) const;
  [[nodiscard]] std::size_t units() const { return units_.size(); }

 private:
  struct Unit {
    DayLevels capacity;
    DayLevels taken;
  };
  void CheckFits(const schema::EventT& event) const;

  std::map<EntityId, Unit> units_;
};

}  // namespace fascicolo::engine
