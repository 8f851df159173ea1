// What each fact about a call changes in its rows. A fact that does not fit the state is poison, never a crash.
#include <algorithm>

#include "engine/families/evolving.h"
#include "engine/families/ranking_states.h"
#include "engine/families/limits.h"
#include "engine/families/obligations.h"
#include "engine/families/ranking_deciding.h"
#include "engine/families/ranking_lines.h"
#include "engine/rules/rule_set.h"

namespace fascicolo::engine {
namespace {

using enum CallState;

/// Changes the row as its life cycle has it. `change` answers false when the fact makes no sense.
template <class Change>
bool EditCall(const schema::Event& event, StateEditor& editor, Change change) {
  return EditByCycle<CallTable>(event, editor, CallCycle(), std::move(change));
}

bool IsBudget(std::int64_t cents) { return cents >= 0 && cents <= kMaxThreshold; }
bool IsCode(const flatbuffers::String* text) { return !Text(text).empty() && Text(text).size() <= kMaxCodeBytes; }

bool TakeGroups(const schema::CallOpened& fact, CallRow& row) {
  if (fact.groups() == nullptr) return true;
  for (const auto* group : *fact.groups()) {
    if (group->kind() > schema::GroupKind::MAX || !IsCode(group->code()) || !IsCode(group->input())) return false;
    row.groups.push_back(
        {std::string(Text(group->code())), group->kind(), std::string(Text(group->input())), group->places()});
  }
  return row.groups.size() <= kMaxCallGroups;
}

bool IsWindow(Day from, Day last_day) { return IsPossible(from) && IsPossible(last_day) && from <= last_day; }

/// The lines are what their hash says, each about an entry of the call.
template <class Fact>
bool AreLines(EntityId call, const Fact& fact, const StateEditor& editor) {
  if (fact.hash() == nullptr || (fact.lines() != nullptr && fact.lines()->size() > kMaxListLines)) return false;
  if (fact.lines() != nullptr) {
    for (const auto* line : *fact.lines()) {
      if (line->standing() > schema::Standing::MAX) return false;
      if (!editor.Find<CallEntryTable>(call, events::Entity(line->entry()))) return false;
    }
  }
  return HashIn(fact.hash()) == HashOfList(call, fact.lines());
}

/// The ranked lines take the place of those of the edition before.
void KeepRanks(EntityId call, const schema::FinalListPublished& fact, StateEditor& editor) {
  std::uint32_t before = 0;
  while (editor.Find<RankTable>(call, before)) editor.Erase<RankTable>(call, before++);
  if (fact.lines() == nullptr) return;
  std::uint32_t place = 0;
  for (const auto* line : *fact.lines()) {
    if (line->standing() == schema::Standing::excluded) continue;
    editor.Put<RankTable>(RankRow{events::Entity(line->entry()), line->rank()}, call, place++);
  }
}

void CloseExpiry(CallRow& row, StateEditor& editor) {
  if (!row.expiry.is_zero()) editor.CloseObligation(row.expiry, row.expiry_due);
  row.expiry = {};
}

void OpenExpiry(const EventContext& context, EntityId call, CallRow& row, StateEditor& editor) {
  ObligationRow obligation;
  obligation.kind = ObligationKind::kRankingExpiry;
  obligation.entity = call;
  obligation.due = StartOfDay(*row.valid_until + 1);
  row.expiry = OpenBy(context, obligation, editor);
  row.expiry_due = obligation.due;
}

/// The lots of a draw, from 1. False: somebody stands twice, or is no entry of the call.
bool KeepLots(EntityId call, const flatbuffers::Vector<const schema::Id*>* order, StateEditor& editor) {
  if (order == nullptr || order->size() == 0 || order->size() > kMaxListLines) return false;
  std::vector<EntityId> seen;
  for (const auto* id : *order) seen.push_back(events::Entity(id));
  std::sort(seen.begin(), seen.end());
  if (std::adjacent_find(seen.begin(), seen.end()) != seen.end()) return false;
  std::uint32_t lot = 0;
  for (const auto* id : *order) {
    const EntityId entry = events::Entity(id);
    if (!editor.Find<CallEntryTable>(call, entry)) return false;
    editor.Put<LotTable>(LotRow{++lot}, call, entry);
  }
  return true;
}

/// An edition after the one before, with its lines.
template <class Fact>
bool TakeEdition(EntityId id, const Fact& fact, const StateEditor& editor, CallRow& row) {
  if (fact.edition() != row.edition + 1 || !AreLines(id, fact, editor)) return false;
  row.edition = fact.edition();
  row.hash = HashIn(fact.hash());
  return true;
}

}  // namespace

bool Evolve(const EventContext&, const schema::Event& event, const schema::CallOpened& fact, StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  CallRow row;
  row.service = Text(fact.service());
  row.name = Text(fact.name());
  row.from = Day{fact.from()};
  row.last_day = Day{fact.last_day()};
  row.rule_set = Text(fact.rule_set());
  row.rule_version = Text(fact.rule_version());
  row.sample = fact.sample();
  row.budget = fact.budget();
  row.places = fact.places();
  row.appeal_days = fact.appeal_days();
  row.replaces = events::Entity(fact.replaces());
  if (!IsCode(fact.service()) || row.name.size() > kMaxNameBytes || !IsCode(fact.rule_set())) return false;
  if (row.appeal_days == 0 || row.appeal_days > kMaxAppealDays) return false;
  if (!IsWindow(row.from, row.last_day) || !IsBudget(row.budget)) return false;
  if (!TakeGroups(fact, row) || editor.Find<CallTable>(id)) return false;
  editor.Put<CallTable>(row, id);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::CallRectified& fact, StateEditor& editor) {
  return EditCall(event, editor, [&](EntityId, CallRow& row) {
    row.last_day = Day{fact.last_day()};
    row.budget = fact.budget();
    row.places = fact.places();
    return IsWindow(row.from, row.last_day) && IsBudget(row.budget);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::CommissionNamed& fact, StateEditor& editor) {
  return EditCall(event, editor, [&](EntityId, CallRow& row) {
    row.commission = TextsOf(fact.commission());
    return !row.commission.empty() && row.commission.size() <= kMaxCommission;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ProvisionalListPublished& fact,
            StateEditor& editor) {
  return EditCall(event, editor, [&](EntityId id, CallRow& row) {
    row.state = kProvisional;
    row.appeals_until = Day{fact.appeals_until()};
    return IsPossible(*row.appeals_until) && TakeEdition(id, fact, editor, row);
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::FinalListPublished& fact,
            StateEditor& editor) {
  return EditCall(event, editor, [&](EntityId id, CallRow& row) {
    row.state = kFinal;
    row.valid_until = Day{fact.valid_until()};
    if (!IsPossible(*row.valid_until) || !TakeEdition(id, fact, editor, row)) return false;
    KeepRanks(id, fact, editor);
    CloseExpiry(row, editor);
    OpenExpiry(context, id, row, editor);
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::LotsDrawn& fact, StateEditor& editor) {
  return EditCall(event, editor, [&](EntityId id, CallRow& row) { return !row.draw && KeepLots(id, fact.order(), editor); });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::DrawCommitted& fact, StateEditor& editor) {
  return EditCall(event, editor, [&](EntityId, CallRow& row) {
    if (row.draw || fact.seed_hash() == nullptr || fact.entries() == nullptr) return false;
    CommittedDrawRow& draw = row.draw.emplace();
    draw.seed_hash = HashIn(fact.seed_hash());
    draw.public_on = Day{fact.public_on()};
    for (const auto* entry : *fact.entries()) draw.entries.push_back(events::Entity(entry));
    return IsPossible(draw.public_on) && draw.entries.size() <= kMaxListLines;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::DrawRevealed& fact, StateEditor& editor) {
  return EditCall(event, editor, [&](EntityId id, CallRow& row) {
    if (!row.draw || !KeepLots(id, fact.order(), editor)) return false;
    row.draw.reset();
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::RankingExhausted&, StateEditor& editor) {
  return EditCall(event, editor, [](EntityId, CallRow& row) {
    row.state = kExhausted;
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::RankingExpired&, StateEditor& editor) {
  return EditCall(event, editor, [&](EntityId, CallRow& row) {
    row.state = kExpired;
    row.expiry = {};
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::RankingReplaced&, StateEditor& editor) {
  return EditCall(event, editor, [&](EntityId, CallRow& row) {
    row.state = kReplaced;
    CloseExpiry(row, editor);
    return true;
  });
}

}  // namespace fascicolo::engine
