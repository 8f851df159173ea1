#include "connectors/cli/labels.h"

#include "engine/families/activation.h"
#include "engine/families/case_deciding.h"

namespace fascicolo::cli {

std::string_view WordOf(engine::CaseState state) { return engine::TextOf(state); }

std::string_view WordOf(engine::ActivationState state) { return engine::TextOf(state); }

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
    case projections::DueKind::kExpenses:
      return "expenses";
    case projections::DueKind::kLeftover:
      return "leftover";
    case projections::DueKind::kUndertaking:
      return "undertaking";
    case projections::DueKind::kAccreditationEnds:
      return "accreditation_ends";
    case projections::DueKind::kContractEnds:
      return "contract_ends";
    case projections::DueKind::kFinding:
      return "finding";
    case projections::DueKind::kComplaint:
      return "complaint";
    case projections::DueKind::kAccessReview:
      return "access_review";
    case projections::DueKind::kRejectedFlow:
      return "rejected_flow";
    case projections::DueKind::kCertificateEnds:
      return "certificate_ends";
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
    case projections::MoveKind::kDenied:
      return "denied";
  }
  return "";
}

}  // namespace fascicolo::cli
