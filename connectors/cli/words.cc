#include "connectors/cli/labels.h"

namespace fascicolo::cli {

std::string_view WordOf(engine::CaseState state) {
  switch (state) {
    case engine::CaseState::kContact:
      return "contact";
    case engine::CaseState::kInCharge:
      return "in_charge";
    case engine::CaseState::kClosed:
      return "closed";
  }
  return "";
}

std::string_view WordOf(engine::ActivationState state) {
  switch (state) {
    case engine::ActivationState::kFiled:
      return "filed";
    case engine::ActivationState::kScored:
      return "scored";
    case engine::ActivationState::kWaiting:
      return "waiting";
    case engine::ActivationState::kOffered:
      return "offered";
    case engine::ActivationState::kProposed:
      return "proposed";
    case engine::ActivationState::kInForce:
      return "in_force";
    case engine::ActivationState::kEnded:
      return "ended";
    case engine::ActivationState::kWithdrawn:
      return "withdrawn";
    case engine::ActivationState::kRemoved:
      return "removed";
  }
  return "";
}

std::string_view WordOf(projections::DueKind kind) {
  switch (kind) {
    case projections::DueKind::kOfferExpires:
      return "offer_expires";
    case projections::DueKind::kOfferProposed:
      return "offer_proposed";
    case projections::DueKind::kSuspensionEnds:
      return "suspension_ends";
    case projections::DueKind::kServiceEnds:
      return "service_ends";
  }
  return "";
}

std::string_view WordOf(projections::MoveKind kind) {
  switch (kind) {
    case projections::MoveKind::kScored:
      return "scored";
    case projections::MoveKind::kEntered:
      return "entered";
    case projections::MoveKind::kMoved:
      return "moved";
    case projections::MoveKind::kOffered:
      return "offered";
    case projections::MoveKind::kRefused:
      return "refused";
    case projections::MoveKind::kLapsed:
      return "lapsed";
    case projections::MoveKind::kLeft:
      return "left";
    case projections::MoveKind::kWithdrawn:
      return "withdrawn";
  }
  return "";
}

}  // namespace fascicolo::cli
