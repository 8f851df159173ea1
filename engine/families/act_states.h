// The life of an act.
#pragma once

#include <span>

#include "engine/families/life_cycle.h"
#include "engine/state/act_rows.h"

namespace fascicolo::engine {

/// In the order of a life.
[[nodiscard]] inline std::span<const StateMove<ActState>> ActCycle() {
  using enum ActState;
  using Event = schema::EventPayload;
  static constexpr StateMove<ActState> kMoves[] = {
      {Event::ActDrafted, {}, {kDrafted}},
      {Event::ActSigned, {kDrafted}, {kSigned}},
      {Event::VisaGiven, {kSigned}, {}},
      {Event::ActPublished, {kSigned, kEffective}, {}},
      {Event::ActNotified, {kSigned, kEffective}, {}},
      {Event::ActTookEffect, {kSigned}, {kEffective}},
      {Event::ActCarriedOut, {kEffective}, {}},
      {Event::ActReturned, {kEffective}, {}},
      {Event::ActWithdrawn, {kDrafted, kSigned}, {kWithdrawn}},
      {Event::ActCorrected, {kEffective}, {}},
      {Event::ActAnnulled, {kEffective}, {kAnnulled}},
      {Event::ActRatified, {kEffective}, {}},
      {Event::RatificationMissed, {kEffective}, {kUnratified}},
  };
  return kMoves;
}

/// The states in which the event may happen to an act.
[[nodiscard]] inline StateSet<ActState> ActsBefore(schema::EventPayload event) {
  return StatesBefore(ActCycle(), event);
}

}  // namespace fascicolo::engine
