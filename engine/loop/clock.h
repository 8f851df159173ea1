// Where *now* comes from: the only way in which time enters the engine.
#pragma once

#include <optional>

#include "events/calendar.h"
#include "events/result.h"

namespace fascicolo::engine {

class Clock {
 public:
  virtual ~Clock() = default;
  /// May jump either way; the loop clamps what it records.
  [[nodiscard]] virtual Instant Now() = 0;
};

/// Whether this machine's clock may be believed, and by which clock days begin (design D9).
class ClockJudge {
 public:
  virtual ~ClockJudge() = default;
  /// Why nothing may be written while the clock says `now`; nothing: it is believed.
  [[nodiscard]] virtual std::optional<Failure> Doubt(Instant now) const = 0;
  /// The instant that has come for everybody, while the clock says `now`: days open by it.
  [[nodiscard]] virtual Instant DayClock(Instant now) const = 0;
};

}  // namespace fascicolo::engine
