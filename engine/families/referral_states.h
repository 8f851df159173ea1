// The life of a referral (invio), by what its answers say.
#pragma once

#include <span>

#include "engine/families/life_cycle.h"
#include "schemas/kinds_generated.h"

namespace fascicolo::engine {

/// How a referral goes on, by what its answer says.
[[nodiscard]] inline std::span<const Transition<schema::ReferralState, schema::ReferralState>> ReferralCourse() {
  using enum schema::ReferralState;
  static constexpr Transition<schema::ReferralState, schema::ReferralState> kMoves[] = {
      {requested, accepted, accepted}, {requested, rejected, rejected},
      {accepted, in_progress, in_progress}, {accepted, done, done}, {accepted, failed, failed},
      {in_progress, done, done}, {in_progress, failed, failed},
  };
  return kMoves;
}

}  // namespace fascicolo::engine
