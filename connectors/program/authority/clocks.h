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

/// Goes on from an instant of the past or the future: for a town that is shown as on its last day.
class ShiftedClock final : public engine::Clock {
 public:
  explicit ShiftedClock(Instant from) : shift_micros_(from.micros - ticking_.Now().micros) {}
  [[nodiscard]] Instant Now() override { return Instant{ticking_.Now().micros + shift_micros_}; }

 private:
  TickingClock ticking_;
  std::int64_t shift_micros_;
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
