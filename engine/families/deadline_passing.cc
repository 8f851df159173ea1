// What is late: a deadline, a document, an answer, a review. It is told once.
#include "engine/families/case_deciding.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/obligations.h"

namespace fascicolo::engine {
namespace {

/// What is late under a number, by the word for it; none: nothing is, because it was done meanwhile.
std::optional<std::string> LateThing(const State& state, EntityId obligation, const ObligationRow& due) {
  switch (due.kind) {
    case ObligationKind::kDeadline:
      if (const auto row = state.Find<DeadlineTable>(due.entity, due.number); row && row->obligation == obligation) {
        return row->deadline;
      }
      return std::nullopt;
    case ObligationKind::kDocumentDue:
      if (const auto row = state.Find<DocumentTable>(due.entity, due.number); row && row->obligation == obligation) {
        return row->code;
      }
      return std::nullopt;
    case ObligationKind::kReferralReply:
      if (const auto row = state.Find<ReferralTable>(due.entity, due.number); row && row->obligation == obligation) {
        return "reply";
      }
      return std::nullopt;
    case ObligationKind::kProjectReview:
      if (const auto row = state.Find<ProjectTable>(due.entity, due.number); row && row->review == obligation) {
        return "review";
      }
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace

Decision FulfilPassing(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  const auto row = state.FindEntity<CaseTable>(due.entity);
  const auto kind = state.Find<EntityTable>(due.entity).value_or(EntityRow{}).kind;
  const bool is_over = row && (row->state == CaseState::kClosed || row->state == CaseState::kTransferred);
  if (is_over) return Dropped(intent, obligation, due, kind, "deadline", "case_closed");
  const auto late = LateThing(state, obligation, due);
  if (!late) return Dropped(intent, obligation, due, kind, "deadline", "done");
  Drafts drafts(intent);
  schema::DeadlinePassedT passed;
  passed.number = due.number;
  passed.deadline = *late;
  drafts.Add(due.entity, kind, std::move(passed));
  return drafts.Done();
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::DeadlinePassed& fact,
            StateEditor& editor) {
  const EntityId about = events::Entity(event.entity());
  const std::uint32_t number = fact.number();
  if (auto deadline = editor.Find<DeadlineTable>(about, number)) {
    deadline->obligation = {};
    editor.Put<DeadlineTable>(*deadline, about, number);
  } else if (auto document = editor.Find<DocumentTable>(about, number)) {
    document->obligation = {};
    editor.Put<DocumentTable>(*document, about, number);
  } else if (auto referral = editor.Find<ReferralTable>(about, number)) {
    referral->obligation = {};
    editor.Put<ReferralTable>(*referral, about, number);
  } else if (auto project = editor.Find<ProjectTable>(about, number)) {
    project->review = {};
    editor.Put<ProjectTable>(*project, about, number);
  } else {
    return false;
  }
  return true;
}

}  // namespace fascicolo::engine
