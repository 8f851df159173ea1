// What each fact about a project changes in its rows.
#include <algorithm>

#include "engine/families/case_deciding.h"
#include "engine/families/case_project.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/limits.h"

namespace fascicolo::engine {
namespace {

void CloseReview(ProjectRow& project, StateEditor& editor) {
  if (!project.review.is_zero()) editor.CloseObligation(project.review, project.review_due);
  project.review = {};
}

void OpenReview(const EventContext& context, EntityId id, std::uint32_t number, Day on, ProjectRow& project,
                StateEditor& editor) {
  project.review_due = StartOfDay(on + 1);
  project.review =
      OpenPassing(context, ObligationKind::kProjectReview, id, number, project.review_due, editor);
}

/// Changes the row of a project in whose life the event has a place. `change` answers false when the fact makes no sense.
template <class Change>
bool EditProject(const schema::Event& event, std::uint32_t number, StateEditor& editor, Change change) {
  return EditByCycle<ProjectTable>(event, editor, ProjectCycle(), std::move(change), number);
}

bool EndIn(ProjectState state, const schema::Event& event, std::uint32_t number, StateEditor& editor) {
  return EditProject(event, number, editor, [&](ProjectRow& row) {
    row.state = state;
    CloseReview(row, editor);
    return true;
  });
}

}  // namespace

bool Evolve(const EventContext& context, const schema::Event& event, const schema::ProjectProposed& fact,
            StateEditor& editor) {
  return EditCase(event, editor, [&](EntityId id, CaseRow& row) {
    const Day review_by{fact.review_by()};
    if (fact.goals() == nullptr || fact.goals()->size() > kMaxGoals || fact.signs() == nullptr) return false;
    if (fact.signs()->size() > kMaxGoals || fact.kind() > schema::ProjectKind::MAX || !IsPossible(review_by)) return false;
    ProjectRow project;
    project.kind = fact.kind();
    project.need_level = fact.need_level();
    project.goals = fact.goals()->size();
    project.to_sign.assign(fact.signs()->begin(), fact.signs()->end());
    OpenReview(context, id, fact.number(), review_by, project, editor);
    editor.Put<ProjectTable>(project, id, fact.number());
    return TakeNumber(fact.number(), row);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ProjectSigned& fact,
            StateEditor& editor) {
  return EditProject(event, fact.number(), editor,
                     [&](ProjectRow& row) { return std::erase(row.to_sign, fact.party()) == 1; });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ProjectAgreed& fact,
            StateEditor& editor) {
  return EditProject(event, fact.number(), editor, [](ProjectRow& row) {
    row.state = ProjectState::kAgreed;
    return row.to_sign.empty();
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ProjectDeclined& fact,
            StateEditor& editor) {
  return EndIn(ProjectState::kDeclined, event, fact.number(), editor);
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::ProjectReviewed& fact,
            StateEditor& editor) {
  return EditProject(event, fact.number(), editor, [&](ProjectRow& row) {
    if (fact.need_level() < 1 || fact.need_level() > kMaxNeedLevel) return false;
    row.need_level = fact.need_level();
    CloseReview(row, editor);
    const auto next = DayIfGiven(fact.next_review());
    if (!next) {
      row.state = ProjectState::kEnded;
      return true;
    }
    if (!IsPossible(*next)) return false;
    OpenReview(context, events::Entity(event.entity()), fact.number(), *next, row, editor);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ProjectEnded& fact,
            StateEditor& editor) {
  return EndIn(ProjectState::kEnded, event, fact.number(), editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PactChecked& fact,
            StateEditor& editor) {
  return fact.outcome() <= schema::PactOutcome::MAX &&
         EditProject(event, fact.number(), editor, [](ProjectRow&) { return true; });
}

}  // namespace fascicolo::engine
