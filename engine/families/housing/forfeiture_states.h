// The procedure of a forfeiture (decadenza), by its steps.
#pragma once

#include <span>

#include "engine/families/life_cycle.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

/// From `none`: begun, and nothing notified.
[[nodiscard]] inline std::span<const Transition<schema::ForfeitureStep, schema::ForfeitureStep>> ForfeitureCourse() {
  using Step = schema::ForfeitureStep;
  static constexpr Transition<Step, Step> kMoves[] = {
      {Step::none, Step::notified, Step::notified},
      {Step::none, Step::filed, Step::filed},
      {Step::notified, Step::observed, Step::observed},
      {Step::notified, Step::filed, Step::filed},
      {Step::notified, Step::declared, Step::declared},
      {Step::observed, Step::filed, Step::filed},
      {Step::observed, Step::declared, Step::declared},
      {Step::declared, Step::eviction_ordered, Step::eviction_ordered},
      {Step::eviction_ordered, Step::eviction_postponed, Step::eviction_postponed},
      {Step::eviction_ordered, Step::evicted, Step::evicted},
      {Step::eviction_postponed, Step::eviction_postponed, Step::eviction_postponed},
      {Step::eviction_postponed, Step::evicted, Step::evicted},
  };
  return kMoves;
}

}  // namespace fascicolo::engine
