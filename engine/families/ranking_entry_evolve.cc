// What each fact about an entry changes in its rows. A fact that does not fit the state is poison, never a crash.
#include <algorithm>

#include "engine/families/activation_inputs.h"
#include "engine/families/evolving.h"
#include "engine/families/ranking_states.h"
#include "engine/families/limits.h"
#include "engine/families/ranking_deciding.h"
#include "engine/rules/rule_set.h"

namespace fascicolo::engine {
namespace {

using enum EntryState;

/// Changes the row as its life cycle has it. `change` answers false when the fact makes no sense.
template <class Change>
bool EditEntry(const schema::Event& event, StateEditor& editor, Change change) {
  return EditByCycle<RankingEntryTable>(event, editor, EntryCycle(), std::move(change));
}

/// The case may apply to the call again.
void LeaveCase(const schema::Event& event, const RankingEntryRow& row, StateEditor& editor) {
  const auto of_case = editor.Find<CaseEntryTable>(row.call, row.case_file);
  if (of_case && of_case->entry == events::Entity(event.entity())) editor.Erase<CaseEntryTable>(row.call, row.case_file);
}

bool TakeScore(const schema::EntryScored& fact, RankingEntryRow& row) {
  if (fact.amount() < -kMaxThreshold || fact.amount() > kMaxThreshold) return false;
  row.is_scored = true;
  row.points = fact.total();
  row.amount = fact.amount();
  row.sample = fact.sample();
  row.unmet = TextsOf(fact.unmet());
  row.tie_breaks.clear();
  if (fact.tie_breaks() == nullptr) return true;
  for (const auto* one : *fact.tie_breaks()) {
    row.tie_breaks.push_back({std::string(Text(one->by())), one->value(), one->descending()});
  }
  return true;
}

}  // namespace

bool Evolve(const EventContext&, const schema::Event& event, const schema::CallApplicationFiled& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  RankingEntryRow row;
  row.call = events::Entity(fact.call());
  row.case_file = events::Entity(fact.case_file());
  row.person = events::Entity(fact.person());
  row.applied_on = Day{event.effective_on()};
  if (!IsPossible(row.applied_on) || !MergeInputs(fact.inputs(), id, Version{event.version()}, row.inputs)) return false;
  if (fact.members() != nullptr) {
    for (const auto* member : *fact.members()) row.members.push_back(events::Entity(member));
  }
  if (row.members.size() > kMaxMembers || editor.Find<RankingEntryTable>(id)) return false;
  if (!editor.Find<CallTable>(row.call) || editor.Find<CaseEntryTable>(row.call, row.case_file)) return false;
  editor.Put<RankingEntryTable>(row, id);
  editor.Put<CallEntryTable>(MarkRow{}, row.call, id);
  editor.Put<CaseEntryTable>(CaseEntryRow{id}, row.call, row.case_file);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::EntryDocumentsRequested& fact,
            StateEditor& editor) {
  return EditEntry(event, editor, [&](RankingEntryRow& row) {
    row.documents = TextsOf(fact.documents());
    return !row.documents.empty() && row.documents.size() <= kMaxEntryDocuments;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::EntryDocumentsReceived&,
            StateEditor& editor) {
  return EditEntry(event, editor, [](RankingEntryRow& row) {
    row.documents.clear();
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::CommissionConflictDeclared& fact,
            StateEditor& editor) {
  return EditEntry(event, editor, [&](RankingEntryRow& row) {
    row.conflicts.emplace_back(Text(fact.member()));
    return !row.conflicts.back().empty() && row.conflicts.size() <= kMaxListLines;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::EntryScored& fact, StateEditor& editor) {
  return EditEntry(event, editor, [&](RankingEntryRow& row) {
    const EntityId id = events::Entity(event.entity());
    if (!MergeInputs(fact.inputs(), id, Version{event.version()}, row.inputs)) return false;
    row.state = kScored;
    return TakeScore(fact, row);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::EntryAdmitted& fact, StateEditor& editor) {
  return EditEntry(event, editor, [&](RankingEntryRow& row) {
    row.state = kAdmitted;
    row.with_reserve = fact.with_reserve();
    return row.is_scored;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::EntryExcluded&, StateEditor& editor) {
  return EditEntry(event, editor, [](RankingEntryRow& row) {
    row.state = kExcluded;
    row.with_reserve = false;
    row.was_called = false;
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::EntryWithdrawn& fact, StateEditor& editor) {
  return EditEntry(event, editor, [&](RankingEntryRow& row) {
    row.state = fact.renounced() ? kRenounced : kWithdrawn;
    row.was_called = false;
    LeaveCase(event, row, editor);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AppealFiled& fact, StateEditor& editor) {
  return EditEntry(event, editor, [&](RankingEntryRow& row) {
    if (fact.number() != row.appeals.size() + 1 || row.appeals.size() >= kMaxAppeals) return false;
    row.appeals.push_back({.filed_on = Day{event.effective_on()}});
    return IsPossible(row.appeals.back().filed_on);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AppealDecided& fact, StateEditor& editor) {
  return EditEntry(event, editor, [&](RankingEntryRow& row) {
    if (row.appeals.empty() || fact.number() != row.appeals.size() || row.appeals.back().is_decided) return false;
    row.appeals.back().is_decided = true;
    row.appeals.back().is_upheld = fact.upheld();
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::CourtOrderRecorded& fact,
            StateEditor& editor) {
  return EditEntry(event, editor, [&](RankingEntryRow& row) {
    row.ordered_rank = fact.position();
    return row.ordered_rank > 0 && row.ordered_rank <= kMaxListLines;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::EntryCalled&, StateEditor& editor) {
  return EditEntry(event, editor, [](RankingEntryRow& row) {
    row.state = kCalled;
    row.was_called = true;
    return !row.with_reserve;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::EntryConfirmed&, StateEditor& editor) {
  return EditEntry(event, editor, [](RankingEntryRow& row) {
    row.state = kConfirmed;
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::EntrySucceeded& fact, StateEditor& editor) {
  return EditEntry(event, editor, [&](RankingEntryRow& row) {
    const EntityId heir = events::Entity(fact.person());
    if (std::erase(row.members, heir) == 0 || row.person != events::Entity(fact.previous())) return false;
    row.person = heir;
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::EntryEnded&, StateEditor& editor) {
  return EditEntry(event, editor, [](RankingEntryRow& row) {
    row.was_called = row.state == kConfirmed;
    row.state = kEnded;
    return true;
  });
}

}  // namespace fascicolo::engine
