// Occupancy (occupazione dei posti): what each service unit can give on each day, what is taken,
// and by whom. Quantities are in the unit of measure of the service's sheet.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "projections/view.h"

namespace fascicolo::projections {

/// From `day` on, until the next step.
struct CapacityStepRow {
  Day day;
  std::int64_t capacity = 0;
  template <class V>
  void Visit(V& v) {
    v(day, capacity);
  }
};
struct UnitViewRow {
  std::string service;
  std::string name;  ///< of the place, never of a person
  std::vector<CapacityStepRow> capacity;  ///< by day
  template <class V>
  void Visit(V& v) {
    v(service, name, capacity);
  }
};

/// `change` more is taken from `day` on.
struct ChangeRow {
  Day day;
  std::int64_t change = 0;
  template <class V>
  void Visit(V& v) {
    v(day, change);
  }
};
/// Sorted by day, each day once, none of zero. What is taken on a day is the sum up to it: so a
/// place without end costs one change, not one in every month to come.
struct ChangesRow {
  std::vector<ChangeRow> changes;
  template <class V>
  void Visit(V& v) {
    v(changes);
  }
};

using UnitViewTable = ViewTable<ViewId::kOccupancy, 0, UnitViewRow, EntityId>;
using UnitByServiceTable = ViewTable<ViewId::kOccupancy, 1, PresentRow, std::string, EntityId>;
/// Unit, and month counted from January of year 0.
using TakenTable = ViewTable<ViewId::kOccupancy, 2, ChangesRow, EntityId, std::int32_t>;
/// Unit, activation.
using HolderTable = ViewTable<ViewId::kOccupancy, 3, ChangesRow, EntityId, EntityId>;

bool FoldOccupancy(const FoldedCommit& commit, ViewRows& rows);

/// Days [from, until) on which capacity and what is taken stay the same.
struct Stretch {
  Day from;
  Day until;
  std::int64_t capacity = 0;
  std::int64_t taken = 0;
  [[nodiscard]] std::int64_t free() const { return capacity - taken; }
  [[nodiscard]] bool is_overbooked() const { return taken > capacity; }
};

struct UnitOccupancy {
  EntityId unit;
  std::string service;
  std::string name;
  std::vector<Stretch> stretches;  ///< without gaps, over all the days that were asked for
  int overbooked_days = 0;         ///< of these
  std::optional<Position> frozen_since;
};

inline constexpr int kMaxOccupancyDays = 36'600;  ///< a century; a longer wish is cut down to it

/// On every day of [from, to], both included; `to` before `from` counts as `from`. None: no such
/// unit.
[[nodiscard]] std::optional<UnitOccupancy> OccupancyOf(const store::Rows& rows, EntityId unit,
                                                       Day from, Day to);

struct ServiceOccupancy {
  std::string service;
  std::uint64_t units = 0;
  std::int64_t capacity = 0;
  std::int64_t taken = 0;
  std::uint64_t overbooked_units = 0;
};
/// All units of each service, on one day, by service code.
[[nodiscard]] std::vector<ServiceOccupancy> OccupancyPerService(const store::Rows& rows, Day day);

/// The units of a service (all units without one), in the order of service and id; at most `page`.
struct UnitKey {
  std::string service;
  EntityId unit;
};
struct UnitPage {
  std::vector<UnitKey> units;
  std::optional<UnitKey> after;  ///< ask again with this; none: there are no more
};
[[nodiscard]] UnitPage Units(const store::Rows& rows, const std::optional<std::string>& service,
                             const std::optional<UnitKey>& after = {},
                             std::size_t page = kDefaultPage);

/// An activation that holds `quantity` of the unit on the day.
struct Holding {
  EntityId activation;
  std::int64_t quantity = 0;
};
struct HoldingPage {
  std::vector<Holding> holders;   ///< in the order of their ids
  std::optional<EntityId> after;  ///< ask again with this; none: there are no more
};
[[nodiscard]] HoldingPage Holders(const store::Rows& rows, EntityId unit, Day day,
                                  std::optional<EntityId> after = {},
                                  std::size_t page = kDefaultPage);

}  // namespace fascicolo::projections
