// What is due of who read cases, and of flows that INPS rejected: reviews until they are made, rejects until they are
// put right.
#include "engine/decision.h"
#include "engine/families/limits.h"
#include "projections/agenda_items.h"

namespace fascicolo::projections {
namespace {

using engine::DayIfGiven;
using engine::Text;

constexpr std::uint32_t kOfSeal = 0;  ///< its review, beside those of emergencies, which count from 1

}  // namespace

void FoldAccess(const schema::AccessEvent& event, DueRow row, AgendaItems& items) {
  row.weight = LegalWeight::kRegulation;
  if (const auto* sealed = event.payload_as_CaseSealed()) {
    row.what = "seal";
    items.Set(DueKind::kAccessReview, kOfSeal, DayIfGiven(sealed->review_on()), row);
  } else if (event.payload_type() == schema::AccessEventPayload::CaseUnsealed) {
    items.Clear(DueKind::kAccessReview, kOfSeal);
  } else if (const auto* declared = event.payload_as_EmergencyDeclared()) {
    row.what = "emergency";
    items.Set(DueKind::kAccessReview, declared->emergency(), DayIfGiven(declared->review_by()), row);
  } else if (const auto* reviewed = event.payload_as_EmergencyReviewed()) {
    items.Clear(DueKind::kAccessReview, reviewed->emergency());
  }
}

void FoldFlow(const FoldedCommit& commit, const FoldedEvent& event, ViewRows& rows) {
  const auto* own = event.event->payload_as_TransmissionEvent();
  if (own == nullptr) return;
  AgendaItems items(commit, event.entity, rows);
  if (const auto* outcome = own->payload_as_FlowOutcomeRecorded()) {
    DueRow row;
    row.what = Text(outcome->flow());
    row.weight = LegalWeight::kLaw;  // D.M. 206/2014: who gives a benefit tells INPS
    items.Set(DueKind::kRejectedFlow, 0, DayIfGiven(outcome->mend_by()), row);
  } else if (own->payload_type() == schema::TransmissionEventPayload::FlowMended ||
             own->payload_type() == schema::TransmissionEventPayload::FlowGivenUp) {
    items.Clear(DueKind::kRejectedFlow);
  }
}

}  // namespace fascicolo::projections
