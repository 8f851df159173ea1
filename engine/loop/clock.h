// Where *now* comes from: the only way in which time enters the engine.
#pragma once

#include "events/calendar.h"

namespace fascicolo::engine {

class Clock {
 public:
  virtual ~Clock() = default;
  /// May jump either way; the loop clamps what it records.
  [[nodiscard]] virtual Instant Now() = 0;
};

}  // namespace fascicolo::engine
