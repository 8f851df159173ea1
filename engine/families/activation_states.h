// The life of an activation, from the application to the end of the service.
#pragma once

#include <span>

#include "engine/families/life_cycle.h"
#include "engine/state/rows.h"

namespace fascicolo::engine {

/// In the order of a life.
[[nodiscard]] inline std::span<const StateMove<ActivationState>> ActivationCycle() {
  using enum ActivationState;
  using Event = schema::EventPayload;
  static constexpr StateMove<ActivationState> kMoves[] = {
      {Event::ApplicationFiled, {}, {kFiled}},
      {Event::ApplicationScored, {kFiled, kScored}, {kScored}},
      {Event::ApplicationScored, {kWaiting}, {}},
      {Event::WaitingStarted, {kFiled, kScored}, {kWaiting}},
      {Event::ConfirmationAsked, {kWaiting, kOffered}, {}},
      {Event::InterestConfirmed, {kWaiting, kOffered}, {}},
      {Event::InterestLapsed, {kWaiting, kOffered}, {}},
      {Event::InterestLapsed, {kWaiting}, {kRemoved}},
      {Event::OfferMade, {kWaiting}, {kOffered}},
      {Event::OfferAccepted, {kOffered}, {kProposed}},
      {Event::OfferRefused, {kOffered}, {kWaiting, kRemoved}},
      {Event::OfferLapsed, {kOffered}, {kWaiting, kRemoved}},
      {Event::ServiceProposed, {kFiled, kScored, kProposed}, {kProposed}},
      {Event::ServiceStarted, {kFiled, kScored, kWaiting, kProposed}, {kInForce}},
      {Event::ServiceVaried, {kInForce}, {}},
      {Event::ServiceSuspended, {kInForce}, {}},
      {Event::ServiceResumed, {kInForce}, {}},
      {Event::ServiceDelivered, {kInForce, kEnded}, {}},
      {Event::FeeRecalculated, {kInForce, kEnded}, {}},
      {Event::ServiceEnded, {kInForce}, {kEnded}},
      {Event::ApplicationWithdrawn, {kFiled, kScored, kWaiting, kOffered, kProposed}, {kWithdrawn}},
      {Event::ApplicationDenied, {kFiled, kScored, kWaiting, kProposed}, {kDenied}},
  };
  return kMoves;
}

/// The states in which the event may happen to an activation.
[[nodiscard]] inline StateSet<ActivationState> ActivationsBefore(schema::EventPayload event) {
  return StatesBefore(ActivationCycle(), event);
}

}  // namespace fascicolo::engine
