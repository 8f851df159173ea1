// What each fact about a case as a whole changes in its rows.
#include "engine/families/case_deciding.h"
#include "engine/families/case_file.h"
#include "engine/families/case_responsibility.h"
#include "engine/families/limits.h"

namespace fascicolo::engine {
namespace {

bool MoveTo(CaseState state, const schema::Event& event, StateEditor& editor) {
  return MoveCase(event, editor, [&](EntityId, CaseRow& row) {
    row.state = state;
    return true;
  });
}

/// The case ends, for now: it is in nobody's caseload, and its closure is not proposed any more. Who led it leads it again
/// when it is reopened.
bool Leave(CaseState state, const schema::Event& event, StateEditor& editor) {
  return MoveCase(event, editor, [&](EntityId id, CaseRow& row) {
    row.state = state;
    row.transfer_proposed = false;
    if (!row.worker.empty()) editor.Erase<WorkerCaseTable>(row.worker, id);
    if (editor.Find<ProposalTable>(id, schema::Proposal::close_case)) {
      editor.Erase<ProposalTable>(id, schema::Proposal::close_case);
    }
    return true;
  });
}

}  // namespace

bool Evolve(const EventContext&, const schema::Event& event, const schema::ContactRegistered& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  CaseRow row;
  row.person = events::Entity(fact.person());
  row.area = fact.area();
  row.urgency = fact.urgency();
  if (fact.area() > schema::Area::MAX || fact.urgency() > schema::Urgency::MAX) return false;
  editor.Put<CaseTable>(row, id);
  editor.Put<PersonCaseTable>(MarkRow{}, row.person, id);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ContactConcluded&,
            StateEditor& editor) {
  return Leave(CaseState::kClosed, event, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::HandoverProposed&,
            StateEditor& editor) {
  return MoveTo(CaseState::kHandedOver, event, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::HandoverDeclined&,
            StateEditor& editor) {
  return MoveTo(CaseState::kContact, event, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::TakenInCharge& fact,
            StateEditor& editor) {
  return MoveCase(event, editor, [&](EntityId id, CaseRow& row) {
    row.state = CaseState::kInCharge;
    row.was_in_charge = true;
    row.urgency = fact.urgency();
    SetWorker(id, Text(fact.worker()), row, editor);
    return fact.urgency() <= schema::Urgency::MAX && row.worker.size() <= kMaxWorkerBytes;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::UrgencySet& fact, StateEditor& editor) {
  return MoveCase(event, editor, [&](EntityId, CaseRow& row) {
    row.urgency = fact.urgency();
    return fact.urgency() <= schema::Urgency::MAX;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PrivacyNoticeGiven&,
            StateEditor& editor) {
  return MoveCase(event, editor, [](EntityId, const CaseRow&) { return true; });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::CaseMadeDormant&,
            StateEditor& editor) {
  return MoveTo(CaseState::kDormant, event, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::TransferProposed&,
            StateEditor& editor) {
  return MoveCase(event, editor, [](EntityId, CaseRow& row) {
    row.transfer_proposed = true;
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::TransferAnswered& fact,
            StateEditor& editor) {
  if (fact.accepted()) return Leave(CaseState::kTransferred, event, editor);
  return MoveCase(event, editor, [](EntityId, CaseRow& row) {
    row.transfer_proposed = false;
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::CaseClosed&, StateEditor& editor) {
  return Leave(CaseState::kClosed, event, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::CaseReopened&, StateEditor& editor) {
  return MoveCase(event, editor, [&](EntityId id, CaseRow& row) {
    row.state = row.was_in_charge ? CaseState::kInCharge : CaseState::kContact;
    if (!row.worker.empty()) editor.Put<WorkerCaseTable>(MarkRow{}, row.worker, id);
    return true;
  });
}

}  // namespace fascicolo::engine
