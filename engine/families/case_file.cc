#include "engine/families/case_file.h"

#include <functional>

namespace fascicolo::engine {
namespace {

constexpr auto kCase = schema::EntityKind::case_file;

/// Finds the case, or says why the command cannot go on.
std::variant<CaseRow, Decision> CaseIn(const State& state, EntityId id) {
  auto row = state.FindEntity<CaseTable>(id);
  if (!row) return Decision(Unknown("/case_file", id, "case"));
  return *std::move(row);
}

/// A decision with one event on a case that must be open.
Decision OnOpenCase(const State& state, EntityId id, const std::function<Decision(const CaseRow&)>& decide) {
  auto found = CaseIn(state, id);
  if (auto* answer = std::get_if<Decision>(&found)) return std::move(*answer);
  const auto& row = std::get<CaseRow>(found);
  if (row.state == CaseState::kClosed) return Refusal{Rule::kCaseNotOpen, {}};
  return decide(row);
}

template <class Change>
bool Edit(const schema::Event& event, StateEditor& editor, Change change) {
  const EntityId id = events::Entity(event.entity());
  auto row = editor.Find<CaseTable>(id);
  if (!row) return false;
  change(*row);
  editor.Put<CaseTable>(*row, id);
  return true;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::RegisterContact& command) {
  if (command.desk() == schema::Desk::none) return Malformed("/desk", "is missing", "a desk");
  if (command.area() == schema::Area::none) return Malformed("/area", "is missing", "an area");
  const bool known = command.person() != nullptr && !events::Entity(command.person()).is_zero();
  const EntityId case_file = NewEntity(intent.command, 0);
  const EntityId person = known ? events::Entity(command.person()) : NewEntity(intent.command, 1);
  if (known && !state.FindEntity<PersonTable>(person)) return Unknown("/person", person, "person");

  Drafts drafts(intent);
  if (!known) {
    schema::PersonRegisteredT registered;
    registered.first_case = std::make_unique<schema::Id>(events::ToSchema(case_file));
    auto& draft = drafts.Add(person, schema::EntityKind::person, std::move(registered));
    for (const char* field : {"/surname", "/name", "/fiscal_code"}) drafts.Seal(draft, field, person);
  }
  schema::ContactRegisteredT contact;
  contact.person = std::make_unique<schema::Id>(events::ToSchema(person));
  contact.desk = command.desk();
  contact.area = command.area();
  contact.channel = Text(command.channel());
  contact.reason = Text(command.reason());
  contact.urgency = command.urgency();
  if (command.needs() != nullptr) {
    for (const auto* need : *command.needs()) contact.needs.emplace_back(Text(need));
  }
  auto& draft = drafts.Add(case_file, kCase, std::move(contact));
  drafts.Seal(draft, "/narrative", case_file);
  return drafts.Done();
}

Decision Decide(const State& state, const Intent& intent, const schema::TakeInCharge& command) {
  const EntityId id = events::Entity(command.case_file());
  return OnOpenCase(state, id, [&](const CaseRow& row) -> Decision {
    if (Text(command.worker()).empty()) return Malformed("/worker", "is missing", "the worker's name");
    if (row.state == CaseState::kInCharge) {
      return Refusal{Rule::kCaseAlreadyInCharge, {{"worker", row.worker}}};
    }
    Drafts drafts(intent);
    schema::TakenInChargeT taken;
    taken.worker = Text(command.worker());
    taken.urgency = std::max(row.urgency, command.urgency());
    drafts.Seal(drafts.Add(id, kCase, std::move(taken)), "/note", id);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::AssignWorker& command) {
  const EntityId id = events::Entity(command.case_file());
  return OnOpenCase(state, id, [&](const CaseRow& row) -> Decision {
    if (Text(command.worker()).empty()) return Malformed("/worker", "is missing", "the worker's name");
    if (row.state != CaseState::kInCharge) return Refusal{Rule::kCaseNotInCharge, {}};
    if (row.worker == Text(command.worker())) return Refusal{Rule::kSameWorker, {{"worker", row.worker}}};
    Drafts drafts(intent);
    schema::WorkerAssignedT assigned;
    assigned.worker = Text(command.worker());
    assigned.previous = row.worker;
    assigned.reason = Text(command.reason());
    drafts.Add(id, kCase, std::move(assigned));
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::SetUrgency& command) {
  const EntityId id = events::Entity(command.case_file());
  return OnOpenCase(state, id, [&](const CaseRow&) -> Decision {
    Drafts drafts(intent);
    schema::UrgencySetT set;
    set.urgency = command.urgency();
    drafts.Add(id, kCase, set);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::AddDiaryEntry& command) {
  const EntityId id = events::Entity(command.case_file());
  return OnOpenCase(state, id, [&](const CaseRow&) -> Decision {
    Drafts drafts(intent);
    schema::DiaryEntryAddedT added;
    added.kind = command.kind();
    drafts.Seal(drafts.Add(id, kCase, added), "/text", id);
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::CloseCase& command) {
  const EntityId id = events::Entity(command.case_file());
  return OnOpenCase(state, id, [&](const CaseRow&) -> Decision {
    std::size_t running = 0;
    state.Scan<CaseServiceTable>(CaseServiceTable::Key(id), [&](std::string_view, const MarkRow&) {
      ++running;
      return true;
    });
    if (running > 0 && !intent.imported) {
      return Refusal{Rule::kCaseHasServices, {{"open", std::to_string(running)}}};
    }
    Drafts drafts(intent);
    schema::CaseClosedT closed;
    closed.reason = Text(command.reason());
    drafts.Add(id, kCase, std::move(closed));
    return drafts.Done();
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ReopenCase& command) {
  const EntityId id = events::Entity(command.case_file());
  auto found = CaseIn(state, id);
  if (auto* answer = std::get_if<Decision>(&found)) return std::move(*answer);
  if (std::get<CaseRow>(found).state != CaseState::kClosed) return Refusal{Rule::kCaseNotClosed, {}};
  Drafts drafts(intent);
  schema::CaseReopenedT reopened;
  reopened.reason = Text(command.reason());
  drafts.Add(id, kCase, std::move(reopened));
  return drafts.Done();
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PersonRegistered& fact,
            StateEditor& editor) {
  editor.Put<PersonTable>(PersonRow{events::Entity(fact.first_case())}, events::Entity(event.entity()));
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ContactRegistered& fact,
            StateEditor& editor) {
  CaseRow row;
  row.person = events::Entity(fact.person());
  row.area = fact.area();
  row.urgency = fact.urgency();
  editor.Put<CaseTable>(row, events::Entity(event.entity()));
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::TakenInCharge& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](CaseRow& row) {
    row.state = CaseState::kInCharge;
    row.worker = Text(fact.worker());
    row.urgency = fact.urgency();
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::WorkerAssigned& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](CaseRow& row) { row.worker = Text(fact.worker()); });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::UrgencySet& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](CaseRow& row) { row.urgency = fact.urgency(); });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::DiaryEntryAdded&,
            StateEditor& editor) {
  return Edit(event, editor, [](CaseRow&) {});
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::CaseClosed&, StateEditor& editor) {
  return Edit(event, editor, [](CaseRow& row) { row.state = CaseState::kClosed; });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::CaseReopened&,
            StateEditor& editor) {
  return Edit(event, editor, [](CaseRow& row) { row.state = CaseState::kInCharge; });
}

}  // namespace fascicolo::engine
