#include "engine/families/case_project.h"

#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/case_deciding.h"
#include "engine/families/case_work.h"
#include "engine/families/checks.h"
#include "engine/families/deadline_keeping.h"
#include "engine/families/representation.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

using Kind = schema::ProjectKind;

/// A decision about a project in whose life this event has a place now.
template <class Command, class Rules>
Decision OnProject(const State& state, const Intent& intent, const Command& command,
                   schema::EventPayload event, Rules rules) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    const auto project = state.Find<ProjectTable>(id, command.number());
    if (!project) return Refusal{Rule::kNothingOpen, {{"number", std::to_string(command.number())}}};
    if (!StatesBefore(ProjectCycle(), event).Has(project->state)) {
      return Refusal{Rule::kProjectOutOfOrder, {{"number", std::to_string(command.number())}}};
    }
    return rules(id, row, *project);
  });
}

template <class List>
std::optional<Decision> CheckList(std::string_view place, const List* list) {
  if (list == nullptr || list->size() == 0) return Malformed(std::string(place), "is empty", "at least one");
  if (list->size() <= kMaxGoals) return std::nullopt;
  return Malformed(std::string(place), "is too long", "at most " + std::to_string(kMaxGoals));
}

std::optional<Decision> CheckGoals(const schema::ProposeProject& command) {
  if (auto answer = FirstOf(CheckList("/goals", command.goals()), CheckList("/commitments", command.commitments()),
                            CheckList("/signs", command.signs()))) {
    return answer;
  }
  for (const auto* goal : *command.goals()) {
    if (auto answer = FirstOf(CheckText("/goals", Text(goal->code())), CheckWord("/goals", goal->within()))) return answer;
  }
  for (const auto* one : *command.commitments()) {
    if (auto answer = FirstOf(CheckText("/commitments", Text(one->code())), CheckWord("/commitments", one->party()))) {
      return answer;
    }
  }
  for (const auto party : *command.signs()) {
    if (auto answer = CheckWord("/signs", party)) return answer;
  }
  return std::nullopt;
}

std::optional<Decision> CheckLevel(std::uint32_t level) {
  if (level >= 1 && level <= kMaxNeedLevel) return std::nullopt;
  return Malformed("/need_level", "is out of range", "1 to " + std::to_string(kMaxNeedLevel));
}

/// A review lies ahead, and not too far.
std::optional<Decision> CheckReviewDay(std::string_view place, const Intent& intent, Day day) {
  if (day > intent.today && day <= intent.today + kMaxPlanDays) return std::nullopt;
  if (day <= intent.today) {
    return Refusal{Rule::kDateOutOfOrder, {{"review", FormatDay(day)}, {"today", FormatDay(intent.today)}}};
  }
  return Malformed(std::string(place), "is too far away", "at most " + std::to_string(kMaxPlanDays) + " days from now");
}

schema::ProjectProposedT ProposalOf(const schema::ProposeProject& command, std::uint32_t number) {
  schema::ProjectProposedT proposed;
  proposed.number = number;
  proposed.kind = command.kind();
  proposed.need_level = command.need_level();
  for (const auto* goal : *command.goals()) {
    proposed.goals.push_back(std::unique_ptr<schema::GoalT>(goal->UnPack()));
  }
  for (const auto* one : *command.commitments()) {
    proposed.commitments.push_back(std::unique_ptr<schema::CommitmentT>(one->UnPack()));
  }
  for (const auto party : *command.signs()) proposed.signs.push_back(party);
  std::sort(proposed.signs.begin(), proposed.signs.end());
  proposed.signs.erase(std::unique(proposed.signs.begin(), proposed.signs.end()), proposed.signs.end());
  proposed.review_by = command.review_by();
  proposed.until = command.until();
  return proposed;
}

bool SignsForPerson(schema::Party party) {
  return party == schema::Party::person || party == schema::Party::representative;
}

/// The clock of a pact begins anew with this check.
void DraftPactClock(Drafts& drafts, const State& state, const Intent& intent, EntityId id, const CaseRow& row) {
  for (const std::string_view code : {kFirstMeeting, kPactCheck}) {
    if (const auto running = FindDeadline(state, id, kPactService, code)) {
      schema::DeadlineMetT met;
      met.number = *running;
      drafts.Add(id, kCaseKind, met);
    }
  }
  const auto sheet = AdoptedSheet(state, kPactService);
  if (!sheet) return;
  for (const Deadline& rule : sheet->deadlines) {
    if (rule.code != kPactCheck) continue;
    drafts.Add(id, kCaseKind, OpeningOf(state, intent, kPactService, rule, NextNumber(row)));
  }
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::ProposeProject& command) {
  return OnCaseInCharge(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    if (auto answer = FirstOf(CheckWord("/kind", command.kind()), CheckLevel(command.need_level()), CheckGoals(command),
                              CheckReviewDay("/review_by", intent, Day{command.review_by()}),
                              CheckUntil(intent.effective_on, command.until()))) {
      return *std::move(answer);
    }
    Drafts drafts(intent);
    auto& draft = drafts.Add(id, kCaseKind, ProposalOf(command, NextNumber(row)));
    for (const char* field : {"/strengths", "/text"}) drafts.Seal(draft, field, id);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::SignProject& command) {
  const auto decide = [&](EntityId id, const CaseRow& row, const ProjectRow& project) -> Decision {
    if (auto answer = CheckWord("/party", command.party())) return *std::move(answer);
    const auto& to_sign = project.to_sign;
    if (std::find(to_sign.begin(), to_sign.end(), command.party()) == to_sign.end()) {
      return Refusal{Rule::kSignatureNotAsked, {{"party", schema::EnumNameParty(command.party())}}};
    }
    const EntityId signer = events::Entity(command.signer());
    if (SignsForPerson(command.party())) {
      if (auto answer = CheckPower(state, row.person, signer, schema::Power::sign, intent.effective_on)) {
        return *std::move(answer);
      }
    }
    Drafts drafts(intent);
    schema::ProjectSignedT has_signed;
    has_signed.number = command.number();
    has_signed.party = command.party();
    if (!signer.is_zero()) has_signed.signer = IdOf(signer);
    drafts.Add(id, kCaseKind, std::move(has_signed));
    if (to_sign.size() == 1) {
      schema::ProjectAgreedT agreed;
      agreed.number = command.number();
      drafts.Add(id, kCaseKind, agreed);
    }
    return drafts.Done();
  };
  return OnProject(state, intent, command, schema::EventPayload::ProjectSigned, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::DeclineProject& command) {
  const auto decide = [&](EntityId id, const CaseRow&, const ProjectRow&) -> Decision {
    if (auto answer = FirstOf(CheckWord("/party", command.party()), CheckText("/reason", Text(command.reason())))) {
      return *std::move(answer);
    }
    schema::ProjectDeclinedT declined;
    declined.number = command.number();
    declined.party = command.party();
    declined.reason = Text(command.reason());
    return OneEvent(intent, id, std::move(declined));
  };
  return OnProject(state, intent, command, schema::EventPayload::ProjectDeclined, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::ReviewProject& command) {
  const auto decide = [&](EntityId id, const CaseRow&, const ProjectRow& project) -> Decision {
    const auto next = DayIfGiven(command.next_review());
    if (auto answer = CheckLevel(command.need_level())) return *std::move(answer);
    if (next) {
      if (auto answer = CheckReviewDay("/next_review", intent, *next)) return *std::move(answer);
    }
    const auto* outcomes = command.outcomes();
    if (outcomes == nullptr || outcomes->size() != project.goals) {
      return Malformed("/outcomes", "are not one for each goal", std::to_string(project.goals));
    }
    schema::ProjectReviewedT reviewed;
    reviewed.number = command.number();
    for (const auto outcome : *outcomes) {
      if (outcome > schema::GoalOutcome::MAX) return Malformed("/outcomes", "holds a word that there is not");
      reviewed.outcomes.push_back(outcome);
    }
    reviewed.need_level = command.need_level();
    reviewed.previous_level = project.need_level;
    reviewed.next_review = command.next_review();
    return OneEvent(intent, id, std::move(reviewed), "/text");
  };
  return OnProject(state, intent, command, schema::EventPayload::ProjectReviewed, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::EndProject& command) {
  const auto decide = [&](EntityId id, const CaseRow&, const ProjectRow&) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
    schema::ProjectEndedT ended;
    ended.number = command.number();
    ended.reason = Text(command.reason());
    return OneEvent(intent, id, std::move(ended));
  };
  return OnProject(state, intent, command, schema::EventPayload::ProjectEnded, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordPactCheck& command) {
  const auto decide = [&](EntityId id, const CaseRow& row, const ProjectRow& project) -> Decision {
    if (auto answer = CheckWord("/outcome", command.outcome())) return *std::move(answer);
    if (project.kind != Kind::inclusion_pact) return Refusal{Rule::kNotAPact, {}};
    Drafts drafts(intent);
    schema::PactCheckedT checked;
    checked.number = command.number();
    checked.outcome = command.outcome();
    drafts.Seal(drafts.Add(id, kCaseKind, checked), "/text", id);
    if (command.outcome() != schema::PactOutcome::absent) DraftPactClock(drafts, state, intent, id, row);
    return drafts.Done();
  };
  return OnProject(state, intent, command, schema::EventPayload::PactChecked, decide);
}

}  // namespace fascicolo::engine
