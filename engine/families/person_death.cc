// A death, and what it proposes.
#include <algorithm>

#include "engine/families/checks.h"
#include "engine/families/obligations.h"
#include "engine/families/person.h"
#include "engine/families/placement_deciding.h"
#include "engine/families/plan/plan.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

constexpr std::string_view kDeath = "death";

/// Something to ask the office about.
struct Subject {
  EntityId entity;
  schema::EntityKind kind = schema::EntityKind::none;
  schema::Proposal action = schema::Proposal::none;
};

schema::Proposal ActionOn(const ActivationRow& row) {
  return row.state == ActivationState::kInForce || row.state == ActivationState::kProposed
             ? schema::Proposal::end_service
             : schema::Proposal::leave_list;
}

void AddSubjectsOf(const State& state, EntityId person, std::vector<Subject>& all) {
  for (const EntityId case_file : state.SecondsOf<PersonCaseTable>(person)) {
    for (const EntityId service : state.SecondsOf<CaseServiceTable>(case_file)) {
      const auto row = state.Find<ActivationTable>(service);
      if (row) all.push_back({service, schema::EntityKind::activation, ActionOn(*row)});
      if (state.Find<PlanTable>(service)) all.push_back({service, kPlanKind, schema::Proposal::end_plan});
    }
    const auto row = state.Find<CaseTable>(case_file);
    if (row && row->state != CaseState::kClosed) {
      all.push_back({case_file, schema::EntityKind::case_file, schema::Proposal::close_case});
    }
  }
  for (const EntityId placement : state.SecondsOf<PersonPlacementTable>(person)) {
    const auto row = state.Find<PlacementTable>(placement);
    if (row && IsAllowed(row->kind, row->state, PlacementAct::kEnd)) {
      all.push_back({placement, kPlacement, schema::Proposal::end_placement});
    }
  }
  for (const EntityId tenancy : state.SecondsOf<PersonTenancyTable>(person)) {
    const auto row = state.Find<TenancyTable>(tenancy);
    if (row && row->person == person && row->IsLivedIn()) {
      all.push_back({tenancy, schema::EntityKind::tenancy, schema::Proposal::succeed_tenancy});
    }
  }
  for (const EntityId represented : state.SecondsOf<RepresentedTable>(person)) {
    all.push_back({represented, kPersonKind, schema::Proposal::end_representation});
  }
}

/// Everything that a death concerns: cases and their services, and whom the deceased represented, by all their entries.
std::vector<Subject> SubjectsOf(const State& state, EntityId person) {
  std::vector<Subject> all;
  for (const EntityId entry : EntriesOf(state, person)) AddSubjectsOf(state, entry, all);
  return all;
}

void Propose(Drafts& drafts, EntityId person, const Subject& subject) {
  schema::ActionProposedT proposed;
  proposed.action = subject.action;
  proposed.ground = kDeath;
  proposed.person = IdOf(person);
  drafts.Add(subject.entity, subject.kind, std::move(proposed));
}

void Withdraw(Drafts& drafts, const Subject& subject) {
  schema::ProposalWithdrawnT withdrawn;
  withdrawn.action = subject.action;
  withdrawn.ground = "death_revoked";
  drafts.Add(subject.entity, subject.kind, std::move(withdrawn));
}

/// What stands about the subject is not what should: somebody with these entries died and nothing is proposed, or nobody
/// did and something is.
bool IsDue(const State& state, const std::vector<EntityId>& entries, bool has_died, const Subject& subject) {
  const auto row = state.Find<ProposalTable>(subject.entity, subject.action);
  if (has_died) return !row || std::find(entries.begin(), entries.end(), row->person) == entries.end();
  return row && row->ground == kDeath && !DiedOn(state, row->person);
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::RecordDeath& command) {
  return OnPerson(state, command.person(), [&](EntityId person, const PersonRow& row) -> Decision {
    if (auto answer = FirstOf(CheckText("/source", Text(command.source())), CheckHappened(intent))) {
      return *std::move(answer);
    }
    if (row.died_on) return Refusal{Rule::kPersonDeceased, {{"died_on", FormatDay(*row.died_on)}}};
    if (row.born && intent.effective_on < *row.born) {
      return Refusal{Rule::kDateOutOfOrder,
                     {{"born", FormatDay(*row.born)}, {"died_on", FormatDay(intent.effective_on)}}};
    }
    Drafts drafts(intent);
    schema::DeathRecordedT recorded;
    recorded.source = Text(command.source());
    drafts.Add(person, kPersonKind, std::move(recorded));
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RevokeDeath& command) {
  return OnPerson(state, command.person(), [&](EntityId person, const PersonRow& row) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
    if (!row.died_on) return Refusal{Rule::kPersonNotDeceased, {}};
    Drafts drafts(intent);
    schema::DeathRevokedT revoked;
    revoked.reason = Text(command.reason());
    drafts.Add(person, kPersonKind, std::move(revoked));
    return drafts.Done();
  });
}

Decision FulfilDeath(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  const EntityId person = due.entity;
  if (!state.FindEntity<PersonTable>(person)) return Dropped(intent, obligation, due, kPersonKind, "follow_death", "no_person");
  Drafts drafts(intent);
  schema::DeathFollowedUpT followed;
  const auto entries = EntriesOf(state, person);
  const bool has_died = DiedOn(state, person).has_value();
  for (const Subject& subject : SubjectsOf(state, person)) {
    if (!IsDue(state, entries, has_died, subject)) continue;
    state.CheckNotFrozen(subject.entity);
    if (followed.proposals == kMaxProposalsPerCommit) {
      followed.more = true;
      break;
    }
    if (has_died) {
      Propose(drafts, person, subject);
    } else {
      Withdraw(drafts, subject);
    }
    ++followed.proposals;
  }
  drafts.Add(person, kPersonKind, followed);
  return drafts.Done();
}

}  // namespace fascicolo::engine
