// While a placement lasts: absences and runaways, contact with the family, reports, incidents, self-sufficiency.
#include <algorithm>

#include "engine/families/checks.h"
#include "engine/families/obligations.h"
#include "engine/families/placement.h"
#include "engine/families/placement_days.h"
#include "engine/families/placement_deciding.h"

namespace fascicolo::engine {
namespace {

schema::ContactRule RuleFor(const PlacementRow& row, EntityId relative) {
  for (const ContactRow& contact : row.contacts) {
    if (contact.relative == relative) return contact.rule;
  }
  return schema::ContactRule::open;
}

std::unique_ptr<schema::Id> Copied(const schema::Id* id) { return IdOf(events::Entity(id)); }

void DraftProposal(Drafts& drafts, EntityId placement, schema::Proposal action, std::string ground, EntityId person) {
  schema::ActionProposedT proposed;
  proposed.action = action;
  proposed.ground = std::move(ground);
  proposed.person = IdOf(person);
  drafts.Add(placement, kPlacement, std::move(proposed));
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::RecordAbsence& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet&) -> Decision {
    const EntityId person = events::Entity(command.person());
    const Day from{command.from()};
    if (auto answer = FirstOf(CheckWord("/kind", command.kind()), CheckPast(intent, "/from", from),
                              CheckThere(row, person, from))) {
      return *std::move(answer);
    }
    if (command.kind() == schema::AbsenceKind::runaway) {
      if (auto answer = CheckText("/reported_to", Text(command.reported_to()))) return *std::move(answer);
    }
    const auto since = FindPlaced(row, person)->absent_since;
    if (since) return Refusal{Rule::kAlreadyAbsent, {{"since", FormatDay(*since)}}};
    Drafts drafts(intent);
    schema::AbsenceRecordedT recorded;
    recorded.person = Copied(command.person());
    recorded.kind = command.kind();
    recorded.from = from.days;
    recorded.reported_to = Text(command.reported_to());
    DraftOf(drafts, id, from, std::move(recorded));
    return drafts.Done();
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kAbsence, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordReturn& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet&) -> Decision {
    const EntityId person = events::Entity(command.person());
    const Day on{command.on()};
    if (auto answer = CheckPast(intent, "/on", on)) return *std::move(answer);
    const PlacedRow* placed = FindPlaced(row, person);
    if (placed == nullptr || !placed->absent_since) return Refusal{Rule::kNotAbsent, {{"person", ToHex(person)}}};
    if (on < *placed->absent_since) {
      return Refusal{Rule::kDateOutOfOrder, {{"on", FormatDay(on)}, {"since", FormatDay(*placed->absent_since)}}};
    }
    Drafts drafts(intent);
    schema::ReturnRecordedT recorded;
    recorded.person = Copied(command.person());
    recorded.on = on.days;
    DraftOf(drafts, id, on, std::move(recorded));
    return drafts.Done();
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kReturn, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::OrderContact& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet&) -> Decision {
    const EntityId relative = events::Entity(command.relative());
    if (auto answer = FirstOf(CheckWord("/contact", command.contact()),
                              CheckText("/reference", Text(command.reference()), kMaxNameBytes))) {
      return *std::move(answer);
    }
    if (!state.FindEntity<PersonTable>(relative)) return Unknown("/relative", relative, "person");
    if (row.contacts.size() >= kMaxContactOrders) {
      return Refusal{Rule::kTooMany, {{"of", "contacts"}, {"at_most", std::to_string(kMaxContactOrders)}}};
    }
    schema::ContactOrderedT ordered;
    ordered.relative = Copied(command.relative());
    ordered.contact = command.contact();
    ordered.reference = Text(command.reference());
    return OneEventOf(intent, id, row, std::move(ordered));
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kContact, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordVisit& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet&) -> Decision {
    const EntityId relative = events::Entity(command.relative());
    if (auto answer = CheckWord("/outcome", command.outcome())) return *std::move(answer);
    if (!state.FindEntity<PersonTable>(relative)) return Unknown("/relative", relative, "person");
    const auto rule = RuleFor(row, relative);
    if (rule == schema::ContactRule::forbidden) return Refusal{Rule::kContactForbidden, {}};
    if (rule == schema::ContactRule::supervised && !command.supervised()) return Refusal{Rule::kVisitNotSupervised, {}};
    schema::VisitRecordedT recorded;
    recorded.relative = Copied(command.relative());
    recorded.supervised = command.supervised();
    recorded.outcome = command.outcome();
    return OneEventOf(intent, id, row, std::move(recorded));
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kVisit, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::SendPlacementReport& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet& sheet) -> Decision {
    Drafts drafts(intent);
    schema::PlacementReportedT reported;
    reported.number = row.reports + 1;
    if (command.document() != nullptr) reported.document = std::make_unique<schema::Hash>(*command.document());
    drafts.Seal(drafts.Add(id, kPlacement, std::move(reported)), "/text", row.case_file, schema::RetentionClass::court);
    TermDrafts terms = TermsOf(state, intent, drafts, id, row);
    terms.Meet(kReportTerm);
    OpenReport(terms, row, sheet, intent.effective_on);
    return drafts.Done();
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kReport, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordIncident& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet&) -> Decision {
    const std::string code(Text(command.code()));
    if (auto answer = FirstOf(CheckWord("/incident", command.incident()), CheckText("/code", code))) {
      return *std::move(answer);
    }
    const bool is_in_pact = std::find(row.pact.begin(), row.pact.end(), code) != row.pact.end();
    if (command.incident() == schema::IncidentKind::breach && !is_in_pact) {
      return Refusal{Rule::kNoSuchCondition, {{"condition", code}}};
    }
    schema::IncidentRecordedT recorded;
    recorded.incident = command.incident();
    recorded.code = code;
    return OneEventOf(intent, id, row, std::move(recorded));
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kIncident, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordSelfSufficiency& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet& sheet) -> Decision {
    const EntityId person = events::Entity(command.person());
    if (auto answer = FirstOf(CheckWord("/level", command.level()), CheckHappened(intent),
                              CheckThere(row, person, intent.effective_on))) {
      return *std::move(answer);
    }
    Drafts drafts(intent);
    schema::SelfSufficiencyRecordedT recorded;
    recorded.person = Copied(command.person());
    recorded.level = command.level();
    recorded.previous = FindPlaced(row, person)->sufficiency;
    const bool is_loss = command.level() == schema::SelfSufficiency::lost && recorded.previous != command.level();
    drafts.Add(id, kPlacement, std::move(recorded));
    if (is_loss) {
      TermsOf(state, intent, drafts, id, row).OpenBySheet(sheet, kReassessment, intent.effective_on);
      DraftProposal(drafts, id, schema::Proposal::transfer_placement, "self_sufficiency_lost", person);
    }
    return drafts.Done();
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kSelfSufficiency, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::DeclineTransfer& command) {
  const auto decide = [&](EntityId id, const PlacementRow& row, const Sheet&) -> Decision {
    if (auto answer = FirstOf(CheckWord("/party", command.party()), CheckText("/reason", Text(command.reason())))) {
      return *std::move(answer);
    }
    if (!state.Find<ProposalTable>(id, schema::Proposal::transfer_placement)) {
      return Refusal{Rule::kNothingProposed, {{"action", "transfer_placement"}}};
    }
    schema::TransferDeclinedT declined;
    declined.party = command.party();
    declined.reason = Text(command.reason());
    return OneEventOf(intent, id, row, std::move(declined));
  };
  return OnPlacement(state, intent, command.placement(), PlacementAct::kDeclineTransfer, decide);
}

Decision FulfilComingOfAge(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  const auto drop = [&](std::string ground) {
    return Dropped(intent, obligation, due, kPlacement, "coming_of_age", std::move(ground));
  };
  const auto row = state.FindEntity<PlacementTable>(due.entity);
  if (!row || due.number >= row->persons.size()) return drop("ended_before");
  const PlacedRow& placed = row->persons[due.number];
  const auto of_age = BirthdayOf(state, placed.person, kFullAge);
  if (placed.majority != obligation || !IsThere(placed, intent.today)) return drop("ended_before");
  if (placed.prolonged && *placed.prolonged > intent.today) return drop("prolonged");
  if (!of_age || *of_age > intent.today) return drop("not_of_age");
  Drafts drafts(intent);
  DraftProposal(drafts, due.entity, schema::Proposal::end_placement, "came_of_age", placed.person);
  return drafts.Done();
}

}  // namespace fascicolo::engine
