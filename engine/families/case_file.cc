#include "engine/families/case_file.h"

#include <algorithm>

#include "engine/families/case_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/person.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

using Event = schema::EventPayload;

/// What an emergency leaves to be brought later.
std::optional<Decision> CheckDocuments(const Intent& intent, const schema::RegisterContact& command) {
  const auto* documents = command.documents();
  if (documents == nullptr || documents->size() == 0) return std::nullopt;
  if (command.urgency() != schema::Urgency::emergency) {
    return Malformed("/documents", "are brought later in an emergency only", "urgency emergency");
  }
  if (documents->size() > kMaxDocumentsDue) {
    return Malformed("/documents", "are too many", "at most " + std::to_string(kMaxDocumentsDue));
  }
  for (flatbuffers::uoffset_t i = 0; i < documents->size(); ++i) {
    if (auto answer = CheckText("/documents/" + std::to_string(i), Text(documents->Get(i)))) return answer;
  }
  return CheckUntil(intent.today, command.documents_due());
}

/// The person of the command's, or a new one.
std::optional<Decision> CheckPerson(const State& state, const Intent& intent,
                                    const schema::RegisterContact& command) {
  const EntityId person = events::Entity(command.person());
  if (person.is_zero()) return FirstOf(CheckBorn(intent, command.born()), CheckDuplicates(intent, command.distinct_from()));
  if (!state.FindEntity<PersonTable>(person)) return Unknown("/person", person, "person");
  return std::nullopt;
}

/// Who is asked, in the clear or sealed.
std::optional<Decision> CheckDestination(const Intent& intent, std::string_view municipality) {
  if (!municipality.empty() || intent.Brings("/destination")) return std::nullopt;
  return Malformed("/municipality", "is missing, and so is the destination", "the municipality that is asked to go on");
}

schema::ContactRegisteredT ContactOf(const schema::RegisterContact& command, EntityId person) {
  schema::ContactRegisteredT contact;
  contact.person = IdOf(person);
  contact.desk = command.desk();
  contact.area = command.area();
  contact.channel = Text(command.channel());
  contact.reason = Text(command.reason());
  contact.urgency = command.urgency();
  if (command.needs() != nullptr) {
    for (const auto* need : *command.needs()) contact.needs.emplace_back(Text(need));
  }
  return contact;
}

void DraftDocumentsDue(Drafts& drafts, EntityId case_file, const schema::RegisterContact& command) {
  if (command.documents() == nullptr) return;
  std::uint32_t number = 0;
  for (const auto* code : *command.documents()) {
    schema::DocumentRequestedT requested;
    requested.number = ++number;
    requested.code = Text(code);
    requested.due = command.documents_due();
    drafts.Add(case_file, kCaseKind, std::move(requested));
  }
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::RegisterContact& command) {
  if (auto answer = FirstOf(CheckWord("/desk", command.desk()), CheckWord("/area", command.area()),
                            CheckKnownWord("/urgency", command.urgency()), CheckKnownWord("/naming", command.naming()),
                            CheckKnownWord("/sex", command.sex()), CheckPerson(state, intent, command),
                            CheckDocuments(intent, command))) {
    return *std::move(answer);
  }
  const bool is_known = !events::Entity(command.person()).is_zero();
  const EntityId case_file = NewEntity(intent.command, 0);
  const EntityId person = is_known ? events::Entity(command.person()) : NewEntity(intent.command, 1);
  Drafts drafts(intent);
  if (!is_known) {
    DraftPerson(drafts, intent,
                {.id = person,
                 .first_case = case_file,
                 .naming = command.naming(),
                 .born = DayIfGiven(command.born()),
                 .sex = command.sex(),
                 .citizenship = Text(command.citizenship())});
  }
  drafts.Seal(drafts.Add(case_file, kCaseKind, ContactOf(command, person)), "/narrative", case_file);
  DraftDocumentsDue(drafts, case_file, command);
  return drafts.Done();
}

Decision Decide(const State& state, const Intent& intent, const schema::ConcludeContact& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    if (auto answer = CheckWord("/outcome", command.outcome())) return *std::move(answer);
    if (auto answer = CheckMove(row, Event::ContactConcluded)) return *std::move(answer);
    if (command.outcome() == schema::ContactOutcome::orientation) {
      if (auto answer = CheckText("/oriented_to", Text(command.oriented_to()))) return *std::move(answer);
    }
    schema::ContactConcludedT concluded;
    concluded.outcome = command.outcome();
    concluded.oriented_to = Text(command.oriented_to());
    return OneEvent(intent, id, std::move(concluded), "/note");
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ProposeHandover& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    if (auto answer = CheckMove(row, Event::HandoverProposed)) return *std::move(answer);
    schema::HandoverProposedT proposed;
    proposed.desk_worker = intent.actor;
    return OneEvent(intent, id, std::move(proposed), "/note");
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::DeclineHandover& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
    if (auto answer = CheckMove(row, Event::HandoverDeclined)) return *std::move(answer);
    schema::HandoverDeclinedT declined;
    declined.reason = Text(command.reason());
    return OneEvent(intent, id, std::move(declined));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::TakeInCharge& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    const std::string_view worker = Text(command.worker());
    if (auto answer = FirstOf(CheckText("/worker", worker, kMaxWorkerBytes),
                              CheckKnownWord("/urgency", command.urgency()), CheckNoConflict(row, worker))) {
      return *std::move(answer);
    }
    if (auto answer = CheckMove(row, Event::TakenInCharge)) return *std::move(answer);
    schema::TakenInChargeT taken;
    taken.worker = worker;
    taken.urgency = std::max(row.urgency, command.urgency());
    return OneEvent(intent, id, std::move(taken), "/note");
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::SetUrgency& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow&) -> Decision {
    if (auto answer = CheckKnownWord("/urgency", command.urgency())) return *std::move(answer);
    schema::UrgencySetT set;
    set.urgency = command.urgency();
    return OneEvent(intent, id, set);
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::GivePrivacyNotice& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow&) -> Decision {
    if (auto answer = CheckText("/edition", Text(command.edition()))) return *std::move(answer);
    schema::PrivacyNoticeGivenT given;
    given.edition = Text(command.edition());
    return OneEvent(intent, id, std::move(given));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::MakeDormant& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    if (auto answer = FirstOf(CheckMove(row, Event::CaseMadeDormant), CheckText("/reason", Text(command.reason())),
                              CheckNoServices(state, intent, id))) {
      return *std::move(answer);
    }
    schema::CaseMadeDormantT dormant;
    dormant.reason = Text(command.reason());
    return OneEvent(intent, id, std::move(dormant));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ProposeTransfer& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    const bool hides = IsAddressProtected(state, row.person, intent.today);
    if (auto answer = FirstOf(CheckMunicipality(Text(command.municipality()), hides),
                              CheckDestination(intent, Text(command.municipality())),
                              CheckText("/reason", Text(command.reason())))) {
      return *std::move(answer);
    }
    if (row.transfer_proposed) return Refusal{Rule::kTransferPending, {}};
    schema::TransferProposedT proposed;
    proposed.municipality = Text(command.municipality());
    proposed.reason = Text(command.reason());
    return OneEvent(intent, id, std::move(proposed), "/destination");
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::AnswerTransfer& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    if (auto answer = CheckText("/reference", Text(command.reference()), kMaxNameBytes)) return *std::move(answer);
    if (!row.transfer_proposed) return Refusal{Rule::kNoTransferProposed, {}};
    if (command.accepted()) {
      if (auto answer = CheckNoServices(state, intent, id)) return *std::move(answer);
    }
    schema::TransferAnsweredT answered;
    answered.accepted = command.accepted();
    answered.reference = Text(command.reference());
    return OneEvent(intent, id, std::move(answered));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::CloseCase& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow&) -> Decision {
    if (auto answer = CheckNoServices(state, intent, id)) return *std::move(answer);
    schema::CaseClosedT closed;
    closed.reason = Text(command.reason());
    return OneEvent(intent, id, std::move(closed));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ReopenCase& command) {
  return OnCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    if (auto answer = CheckMove(row, Event::CaseReopened)) return *std::move(answer);
    schema::CaseReopenedT reopened;
    reopened.reason = Text(command.reason());
    return OneEvent(intent, id, std::move(reopened));
  });
}

}  // namespace fascicolo::engine
