#include "engine/deciders.h"

#include "engine/families/access/access.h"
#include "engine/families/act.h"
#include "engine/families/activation.h"
#include "engine/families/activation_bills.h"
#include "engine/families/activation_recalculation.h"
#include "engine/families/allowance.h"
#include "engine/families/authority.h"
#include "engine/families/case_file.h"
#include "engine/families/case_project.h"
#include "engine/families/case_responsibility.h"
#include "engine/families/case_work.h"
#include "engine/families/cost_share.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/erasure.h"
#include "engine/families/figures.h"
#include "engine/families/grant/grant.h"
#include "engine/families/household.h"
#include "engine/families/housing/housing.h"
#include "engine/families/imported.h"
#include "engine/families/isee.h"
#include "engine/families/merging.h"
#include "engine/families/money.h"
#include "engine/families/person.h"
#include "engine/families/placement.h"
#include "engine/families/plan/plan.h"
#include "engine/families/proposal.h"
#include "engine/families/protocol.h"
#include "engine/families/ranking.h"
#include "engine/families/participation_body.h"
#include "engine/families/programme.h"
#include "engine/families/programme_session.h"
#include "engine/families/provider_change.h"
#include "engine/families/representation.h"
#include "engine/families/revalidation.h"
#include "engine/families/rights.h"
#include "engine/families/rights_texts.h"
#include "engine/families/service_unit.h"
#include "engine/families/transmission/transmission.h"
#include "engine/families/undertaking.h"
#include "engine/families/unit_running.h"
#include "engine/families/worker_absence.h"
#include "engine/fold.h"
#include "engine/payload_types.h"

namespace fascicolo::engine {
namespace {

Decision Decide(const State&, const Intent&, const schema::ClaimTerm&) { return std::vector<EventDraft>{}; }

/// Executes an obligation, or drops it when it is closed already.
Decision Decide(const State& state, const Intent& intent, const schema::Fulfil& command) {
  const EntityId id = events::Entity(command.obligation());
  const auto due = state.Find<ObligationTable>(Instant{command.due()}, id);
  if (!due) return std::vector<EventDraft>{};
  switch (due->kind) {
    case ObligationKind::kOfferExpiry:
      return FulfilOfferExpiry(state, intent, id, *due);
    case ObligationKind::kOfferFreePlace:
      return FulfilFreePlace(state, intent, id, *due);
    case ObligationKind::kFollowDeath:
      return FulfilDeath(state, intent, id, *due);
    case ObligationKind::kDeadline:
    case ObligationKind::kDocumentDue:
    case ObligationKind::kReferralReply:
    case ObligationKind::kProjectReview:
      return FulfilPassing(state, intent, id, *due);
    case ObligationKind::kCaseloadTransfer:
      return FulfilCaseloadTransfer(state, intent, id, *due);
    case ObligationKind::kRecalculateFee:
      return FulfilFeeRecalculation(state, intent, id, *due);
    case ObligationKind::kCarryOut:
      return FulfilCarryOut(state, intent, id, *due);
    case ObligationKind::kRatification:
      return FulfilRatification(state, intent, id, *due);
    case ObligationKind::kNightsEnd:
      return FulfilNightsEnd(state, intent, id, *due);
    case ObligationKind::kComesOfAge:
      return FulfilComingOfAge(state, intent, id, *due);
    case ObligationKind::kErase:
      return FulfilErasure(state, intent, id, *due);
    case ObligationKind::kRankingExpiry:
      return FulfilRankingExpiry(state, intent, id, *due);
    case ObligationKind::kUndertakingDue:
      return FulfilUndertaking(state, intent, id, *due);
    case ObligationKind::kUnitDue:
      return FulfilUnitDue(state, intent, id, *due);
    case ObligationKind::kMoveUsers:
      return FulfilMoveUsers(state, intent, id, *due);
    case ObligationKind::kAskToConfirm:
      return FulfilAskToConfirm(state, intent, id, *due);
    case ObligationKind::kConfirmationExpiry:
      return FulfilConfirmationExpiry(state, intent, id, *due);
    case ObligationKind::kPlanExpenses:
      return FulfilExpenses(state, intent, id, *due);
    case ObligationKind::kVouchersEnd:
      return FulfilVouchersEnd(state, intent, id, *due);
    case ObligationKind::kCertificateEnds:
      return FulfilCertificateEnding(state, intent, id, *due);
    case ObligationKind::kAccessReview:
      return FulfilAccessReview(state, intent, id, *due);
    case ObligationKind::kMendFlow:
      return FulfilMendFlow(state, intent, id, *due);
  }
  return std::vector<EventDraft>{};
}

/// Its commit closes the obligation.
bool Evolve(const EventContext&, const schema::Event&, const schema::ObligationDropped&, StateEditor&) { return true; }

}  // namespace

Decision DecidePayload(const State& state, const Intent& intent, schema::CommandPayload type,
                       const void* payload) {
  Decision decision = Malformed("/payload", "is not a command this program knows");
  VisitCommand(type, payload, [&](const auto& command) { decision = Decide(state, intent, command); });
  if (auto* drafts = std::get_if<std::vector<EventDraft>>(&decision)) {
    if (auto refusal = CheckTexts(state, intent, *drafts)) return *std::move(refusal);
  }
  return decision;
}

bool Evolve(const EventContext& context, const schema::Event& event, StateEditor& editor) {
  bool folded = false;
  VisitEvent(event, [&](const auto& fact) { folded = Evolve(context, event, fact, editor); });
  return folded;
}

}  // namespace fascicolo::engine
