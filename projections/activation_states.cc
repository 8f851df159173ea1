#include "projections/activation_states.h"

namespace fascicolo::projections {
namespace {

using engine::ActivationState;
using schema::EventPayload;

ActivationState After(schema::ListEffect effect) {
  return effect == schema::ListEffect::removed ? ActivationState::kRemoved
                                               : ActivationState::kWaiting;
}

}  // namespace

bool IsOver(ActivationState state) {
  return state == ActivationState::kEnded || state == ActivationState::kWithdrawn ||
         state == ActivationState::kRemoved || state == ActivationState::kDenied;
}

void ApplyState(const schema::Event& event, ActivationState& state, bool& suspended) {
  switch (event.payload_type()) {
    case EventPayload::ApplicationScored:
      if (state == ActivationState::kFiled) state = ActivationState::kScored;
      return;
    case EventPayload::WaitingStarted: state = ActivationState::kWaiting; return;
    case EventPayload::OfferMade: state = ActivationState::kOffered; return;
    case EventPayload::OfferRefused: state = After(event.payload_as_OfferRefused()->effect()); return;
    case EventPayload::OfferLapsed: state = After(event.payload_as_OfferLapsed()->effect()); return;
    case EventPayload::ServiceProposed: state = ActivationState::kProposed; return;
    case EventPayload::ServiceStarted: state = ActivationState::kInForce; return;
    case EventPayload::ServiceSuspended: suspended = true; return;
    case EventPayload::ServiceResumed: suspended = false; return;
    case EventPayload::ServiceEnded: state = ActivationState::kEnded; return;
    case EventPayload::ApplicationWithdrawn: state = ActivationState::kWithdrawn; return;
    case EventPayload::ApplicationDenied: state = ActivationState::kDenied; return;
    default: return;
  }
}

}  // namespace fascicolo::projections
