#include "connectors/program/authority/clocks.h"

#include <chrono>

namespace fascicolo::program {

Instant SystemClock::Now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return Instant{std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

Instant TickingClock::Now() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return Instant{std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

}  // namespace fascicolo::program
