#include "engine/families/case_responsibility.h"

#include <algorithm>

#include "engine/families/authority.h"
#include "engine/families/case_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/obligations.h"

namespace fascicolo::engine {
namespace {

schema::WorkerAssignedT Assignment(const CaseRow& row, std::string_view worker, std::string_view reason) {
  schema::WorkerAssignedT assigned;
  assigned.worker = worker;
  assigned.previous = row.worker;
  assigned.reason = reason;
  return assigned;
}

auto FindCoResponsible(const CaseRow& row, std::string_view worker) {
  return std::find_if(row.co_responsible.begin(), row.co_responsible.end(),
                      [&](const CoResponsibleRow& one) { return one.worker == worker; });
}

/// The cases that a worker leads and a successor may, in the order of their ids.
std::vector<EntityId> TransferableCases(const State& state, std::string_view worker, std::string_view successor,
                                        std::size_t most) {
  std::vector<EntityId> cases;
  state.Scan<WorkerCaseTable>(WorkerCaseTable::Key(std::string(worker)), [&](std::string_view bytes, const MarkRow&) {
    std::string of;
    EntityId id;
    WorkerCaseTable::Read(bytes, of, id);
    const auto row = state.FindEntity<CaseTable>(id);
    if (row && !CheckNoConflict(*row, successor)) cases.push_back(id);
    return cases.size() < most;
  });
  return cases;
}

/// The first cases of a caseload change hands; whether others follow is said with them.
Decision TransferSome(const State& state, const Intent& intent, std::string_view worker, std::string_view successor,
                      std::string_view reason) {
  auto cases = TransferableCases(state, worker, successor, kMaxCasesPerTransfer + 1);
  schema::CaseloadTransferredT transferred;
  transferred.worker = worker;
  transferred.successor = successor;
  transferred.reason = reason;
  transferred.more = cases.size() > kMaxCasesPerTransfer;
  if (transferred.more) cases.pop_back();
  transferred.cases = static_cast<std::uint32_t>(cases.size());
  Drafts drafts(intent);
  for (const EntityId id : cases) {
    drafts.Add(id, kCaseKind, Assignment(state.Find<CaseTable>(id).value_or(CaseRow{}), successor, reason));
  }
  drafts.Add(AuthorityEntity(), schema::EntityKind::authority, std::move(transferred));
  return drafts.Done();
}

}  // namespace

void SetWorker(EntityId case_file, std::string_view worker, CaseRow& row, StateEditor& editor) {
  if (!row.worker.empty() && row.worker != worker) editor.Erase<WorkerCaseTable>(row.worker, case_file);
  row.worker = worker;
  if (!row.worker.empty()) editor.Put<WorkerCaseTable>(MarkRow{}, row.worker, case_file);
}

Decision Decide(const State& state, const Intent& intent, const schema::AssignWorker& command) {
  return OnCaseInCharge(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    const std::string_view worker = Text(command.worker());
    if (auto answer = FirstOf(CheckText("/worker", worker, kMaxWorkerBytes), CheckNoConflict(row, worker))) {
      return *std::move(answer);
    }
    if (row.worker == worker) return Refusal{Rule::kSameWorker, {{"worker", row.worker}}};
    return OneEvent(intent, id, Assignment(row, worker, Text(command.reason())));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::AddCoResponsible& command) {
  return OnCaseInCharge(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    const std::string_view worker = Text(command.worker());
    if (auto answer = FirstOf(CheckWord("/area", command.area()), CheckText("/worker", worker, kMaxWorkerBytes),
                              CheckNoConflict(row, worker))) {
      return *std::move(answer);
    }
    if (row.worker == worker || FindCoResponsible(row, worker) != row.co_responsible.end()) {
      return Refusal{Rule::kSameWorker, {{"worker", std::string(worker)}}};
    }
    if (row.co_responsible.size() >= kMaxCoResponsible) {
      return Refusal{Rule::kTooMany, {{"of", "co_responsible"}, {"at_most", std::to_string(kMaxCoResponsible)}}};
    }
    schema::CoResponsibleAddedT added;
    added.area = command.area();
    added.worker = worker;
    return OneEvent(intent, id, std::move(added));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RemoveCoResponsible& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
    if (FindCoResponsible(row, Text(command.worker())) == row.co_responsible.end()) {
      return Refusal{Rule::kNotResponsible, {{"worker", std::string(Text(command.worker()))}}};
    }
    schema::CoResponsibleRemovedT removed;
    removed.worker = Text(command.worker());
    removed.reason = Text(command.reason());
    return OneEvent(intent, id, std::move(removed));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::DeclareConflict& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    const std::string_view worker = Text(command.worker());
    if (auto answer = FirstOf(CheckText("/worker", worker, kMaxWorkerBytes),
                              CheckText("/relation", Text(command.relation())), CheckNoConflict(row, worker))) {
      return *std::move(answer);
    }
    if (row.conflicts.size() >= kMaxConflicts) {
      return Refusal{Rule::kTooMany, {{"of", "conflicts"}, {"at_most", std::to_string(kMaxConflicts)}}};
    }
    schema::ConflictDeclaredT declared;
    declared.worker = worker;
    declared.relation = Text(command.relation());
    declared.released = row.worker == worker;
    return OneEvent(intent, id, std::move(declared));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::LiftConflict& command) {
  return OnOpenCase(state, intent, command.case_file(), [&](EntityId id, const CaseRow& row) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()))) return *std::move(answer);
    if (!CheckNoConflict(row, Text(command.worker()))) {
      return Refusal{Rule::kNoConflict, {{"worker", std::string(Text(command.worker()))}}};
    }
    schema::ConflictLiftedT lifted;
    lifted.worker = Text(command.worker());
    lifted.reason = Text(command.reason());
    return OneEvent(intent, id, std::move(lifted));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::TransferCaseload& command) {
  const std::string_view worker = Text(command.worker());
  const std::string_view successor = Text(command.successor());
  if (auto answer = FirstOf(CheckText("/worker", worker, kMaxWorkerBytes),
                            CheckText("/successor", successor, kMaxWorkerBytes),
                            CheckText("/reason", Text(command.reason())))) {
    return *std::move(answer);
  }
  if (worker == successor) return Refusal{Rule::kSameWorker, {{"worker", std::string(worker)}}};
  if (TransferableCases(state, worker, successor, 1).empty()) {
    return Refusal{Rule::kNoCaseload, {{"worker", std::string(worker)}}};
  }
  return TransferSome(state, intent, worker, successor, Text(command.reason()));
}

Decision FulfilCaseloadTransfer(const State& state, const Intent& intent, EntityId obligation,
                                const ObligationRow& due) {
  if (due.words.size() != 3) {
    return Dropped(intent, obligation, due, schema::EntityKind::authority, "caseload_transfer", "no_names");
  }
  return TransferSome(state, intent, due.words[0], due.words[1], due.words[2]);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::WorkerAssigned& fact,
            StateEditor& editor) {
  return EditCase(event, editor, [&](EntityId id, CaseRow& row) {
    SetWorker(id, Text(fact.worker()), row, editor);
    std::erase_if(row.co_responsible, [&](const CoResponsibleRow& one) { return one.worker == row.worker; });
    return row.worker.size() <= kMaxWorkerBytes;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::CoResponsibleAdded& fact,
            StateEditor& editor) {
  return EditCase(event, editor, [&](EntityId, CaseRow& row) {
    if (fact.area() > schema::Area::MAX || row.co_responsible.size() >= kMaxCoResponsible) return false;
    row.co_responsible.push_back({fact.area(), std::string(Text(fact.worker()))});
    return row.co_responsible.back().worker.size() <= kMaxWorkerBytes;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::CoResponsibleRemoved& fact,
            StateEditor& editor) {
  return EditCase(event, editor, [&](EntityId, CaseRow& row) {
    const auto found = FindCoResponsible(row, Text(fact.worker()));
    if (found == row.co_responsible.end()) return false;
    row.co_responsible.erase(found);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ConflictDeclared& fact,
            StateEditor& editor) {
  return EditCase(event, editor, [&](EntityId id, CaseRow& row) {
    if (row.conflicts.size() >= kMaxConflicts) return false;
    row.conflicts.emplace_back(Text(fact.worker()));
    if (fact.released()) SetWorker(id, {}, row, editor);
    std::erase_if(row.co_responsible, [&](const CoResponsibleRow& one) { return one.worker == row.conflicts.back(); });
    return row.conflicts.back().size() <= kMaxWorkerBytes;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ConflictLifted& fact,
            StateEditor& editor) {
  return EditCase(event, editor,
                  [&](EntityId, CaseRow& row) { return std::erase(row.conflicts, Text(fact.worker())) == 1; });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::CaseloadTransferred& fact,
            StateEditor& editor) {
  if (!fact.more()) return true;
  ObligationRow rest;
  rest.kind = ObligationKind::kCaseloadTransfer;
  rest.entity = events::Entity(event.entity());
  for (const auto* word : {fact.worker(), fact.successor(), fact.reason()}) rest.words.emplace_back(Text(word));
  OpenAtOnce(context, rest, editor);
  return true;
}

}  // namespace fascicolo::engine
