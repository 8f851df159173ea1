// The rows of how a service unit is run: contracts, accreditation, quality, complaints, change of provider.
#pragma once

#include <optional>
#include <string>

#include "events/calendar.h"
#include "events/names.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

/// Values are stored.
enum class AccreditationState : std::uint8_t { kNone = 0, kGranted = 1, kSuspended = 2, kRevoked = 3, kExpired = 4 };

/// What of a unit has no number of its own. A unit of which none of this was ever said has no such row.
struct UnitRunningRow {
  std::uint32_t parts = 0;  ///< what was numbered so far, all kinds together
  AccreditationState accreditation = AccreditationState::kNone;
  std::optional<Day> accredited_until;  ///< first day after it
  EntityId obligation;                  ///< the open one of the accreditation; zero: none
  Instant obligation_due;
  EntityId successor;                   ///< the unit that takes over, or took over; zero: none
  std::optional<Day> moved_from;        ///< from this day on
  EntityId last_moved;                  ///< activation; zero: none yet
  bool is_moving = false;               ///< not everybody has been moved
  template <class V>
  void Visit(V& v) {
    v(parts, accreditation, accredited_until, obligation, obligation_due, successor, moved_from, last_moved, is_moving);
  }
};

struct ContractRow {
  std::string provider;
  Day from;
  Day until;  ///< first day after it
  bool is_ended = false;  ///< before its time
  template <class V>
  void Visit(V& v) {
    v(provider, from, until, is_ended);
  }
};

enum class UnitMatterKind : std::uint8_t { kFinding = 1, kComplaint = 2 };

/// A finding that is not resolved, or a complaint that is not answered. Then the row goes.
struct UnitMatterRow {
  UnitMatterKind kind = UnitMatterKind::kFinding;
  Day due;              ///< last day
  EntityId obligation;  ///< zero: it was told that it is late
  Instant obligation_due;
  template <class V>
  void Visit(V& v) {
    v(kind, due, obligation, obligation_due);
  }
};

/// From which day on an activation is given by the unit where it is now.
struct MovedServiceRow {
  Day since;
  template <class V>
  void Visit(V& v) {
    v(since);
  }
};

}  // namespace fascicolo::engine
