// Where this process takes time from.
#pragma once

#include "engine/loop/clock.h"

namespace fascicolo::program {

/// The operating system's clock.
class SystemClock final : public engine::Clock {
 public:
  [[nodiscard]] Instant Now() override;
};

/// Only goes forward, from an instant of its own.
class TickingClock final : public engine::Clock {
 public:
  [[nodiscard]] Instant Now() override;
};

/// Stands still until it is set: for simulations and tests.
class SetClock final : public engine::Clock {
 public:
  explicit SetClock(Instant now) : now_(now) {}
  [[nodiscard]] Instant Now() override { return now_; }
  void Set(Instant now) { now_ = now; }

 private:
  Instant now_;
};

}  // namespace fascicolo::program
