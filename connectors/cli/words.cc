#include "connectors/cli/labels.h"

#include "engine/families/case_deciding.h"

namespace fascicolo::cli {

std::string_view WordOf(engine::CaseState state) { return engine::TextOf(state); }

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
    case projections::DueKind::kDeadline:
      return "deadline";
    case projections::DueKind::kDocument:
      return "document";
    case projections::DueKind::kReply:
      return "reply";
    case projections::DueKind::kReview:
      return "review";
    case projections::DueKind::kMeeting:
      return "meeting";
    case projections::DueKind::kPermitEnds:
      return "permit_ends";
    case projections::DueKind::kIdentifierEnds:
      return "identifier_ends";
    case projections::DueKind::kRepresentationEnds:
      return "representation_ends";
    case projections::DueKind::kProposal:
      return "proposal";
  }
  return "";
}

std::string_view WordOf(projections::LegalWeight weight) {
  switch (weight) {
    case projections::LegalWeight::kHours:
      return "hours";
    case projections::LegalWeight::kLaw:
      return "law";
    case projections::LegalWeight::kRegulation:
      return "regulation";
    case projections::LegalWeight::kOffice:
      return "office";
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
