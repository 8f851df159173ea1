// What each fact about an act changes in its rows. A fact that does not fit the state is poison, never a crash.
#include <algorithm>

#include "engine/families/act.h"
#include "engine/families/act_carrying.h"
#include "engine/families/evolving.h"
#include "engine/families/act_states.h"
#include "engine/families/limits.h"
#include "engine/families/obligations.h"
#include "engine/families/ranking_lines.h"

namespace fascicolo::engine {
namespace {

using enum ActState;

/// Changes the row as its life cycle has it. `change` answers false when the fact makes no sense.
template <class Change>
bool Edit(const schema::Event& event, StateEditor& editor, Change change) {
  return EditByCycle<ActTable>(event, editor, ActCycle(), std::move(change));
}

bool Note(std::optional<Day>& at, std::int32_t day) {
  if (at || !IsPossible(Day{day})) return false;
  at = Day{day};
  return true;
}

void TakeTerms(const schema::ActTerms* terms, ActRow& row) {
  if (terms == nullptr) return;
  row.needs_visa = terms->visa();
  row.needs_publication = terms->publication();
  row.needs_notice = terms->notice();
  row.effective_from = DayIfGiven(terms->effective_from());
  row.ratify_by = DayIfGiven(terms->ratify_by());
}

/// Opens what decides the next command that the act carries, if there is one.
void OpenNext(const EventContext& context, EntityId act, const ActRow& row, StateEditor& editor) {
  if (row.carried_out >= row.carries) return;
  ObligationRow next;
  next.kind = ObligationKind::kCarryOut;
  next.entity = act;
  next.number = row.carried_out + 1;
  next.due = std::max(context.header.recorded_at, StartOfDay(row.effective_from.value_or(kFirstDay)));
  OpenBy(context, std::move(next), editor);
}

void OpenRatification(const EventContext& context, EntityId act, const ActRow& row, StateEditor& editor) {
  if (!row.ratify_by) return;
  ObligationRow due;
  due.kind = ObligationKind::kRatification;
  due.entity = act;
  due.due = StartOfDay(*row.ratify_by + 1);
  OpenBy(context, std::move(due), editor, 1);
}

/// One command more is settled.
bool Settle(const EventContext& context, const schema::Event& event, std::uint32_t number, bool is_returned,
            StateEditor& editor) {
  return Edit(event, editor, [&](EntityId act, ActRow& row) {
    if (number != row.carried_out + 1 || number > row.carries) return false;
    row.carried_out = number;
    row.returned += is_returned ? 1 : 0;
    editor.Erase<CarriedTable>(act, number);
    OpenNext(context, act, row, editor);
    return true;
  });
}

/// The lists are signed as they are.
bool KeepLists(EntityId act, const schema::ActSigned& fact, StateEditor& editor) {
  if (fact.lists() == nullptr) return true;
  for (const auto* list : *fact.lists()) {
    auto carried = editor.Find<CarriedTable>(act, list->number());
    if (!carried) return false;
    carried->list = HashIn(list->hash());
    editor.Put<CarriedTable>(*carried, act, list->number());
  }
  return true;
}

bool IsDayOrNone(std::int32_t day) { return day == 0 || IsPossible(Day{day}); }

bool AreSound(const schema::ActDrafted& fact) {
  if (fact.kind() == schema::ActKind::none || fact.kind() > schema::ActKind::MAX) return false;
  const auto* terms = fact.terms();
  if (terms != nullptr && !(IsDayOrNone(terms->effective_from()) && IsDayOrNone(terms->ratify_by()))) return false;
  if (fact.carries() == nullptr) return true;
  if (fact.carries()->size() > kMaxCarried) return false;
  return std::all_of(fact.carries()->begin(), fact.carries()->end(),
                     [](const auto* one) { return MayBeCarried(*one); });
}

}  // namespace

bool Evolve(const EventContext&, const schema::Event& event, const schema::ActDrafted& fact, StateEditor& editor) {
  const EntityId act = events::Entity(event.entity());
  if (!AreSound(fact) || editor.Find<ActTable>(act)) return false;
  ActRow row;
  row.kind = fact.kind();
  row.case_file = events::Entity(fact.case_file());
  TakeTerms(fact.terms(), row);
  if (fact.carries() != nullptr) {
    for (const auto* one : *fact.carries()) editor.Put<CarriedTable>(Kept(*one), act, ++row.carries);
  }
  editor.Put<ActTable>(row, act);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ActSigned& fact, StateEditor& editor) {
  return Edit(event, editor, [&](EntityId act, ActRow& row) {
    const bool is_sound = !Text(fact.number()).empty() && Text(fact.number()).size() <= kMaxNumberBytes &&
                          Text(fact.signer()).size() <= kMaxWorkerBytes &&
                          Text(fact.delegation()).size() <= kMaxNameBytes;
    if (!is_sound || !Note(row.signed_on, fact.signed_on())) return false;
    row.state = kSigned;
    row.number = Text(fact.number());
    row.signer = Text(fact.signer());
    row.delegation = Text(fact.delegation());
    editor.Put<ActNumberTable>(MarkRow{}, row.kind, YearOf(*row.signed_on), row.number);
    return KeepLists(act, fact, editor);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::VisaGiven& fact, StateEditor& editor) {
  return Edit(event, editor, [&](EntityId, ActRow& row) { return Note(row.visa_on, fact.given_on()); });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ActPublished& fact, StateEditor& editor) {
  return Edit(event, editor, [&](EntityId, ActRow& row) { return Note(row.published_from, fact.from()); });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ActNotified& fact, StateEditor& editor) {
  return Edit(event, editor, [&](EntityId, ActRow& row) { return Note(row.notified_on, fact.notified_on()); });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::ActTookEffect& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](EntityId act, ActRow& row) {
    if (!IsPossible(Day{fact.from()})) return false;
    row.state = kEffective;
    row.effective_from = Day{fact.from()};
    OpenNext(context, act, row, editor);
    OpenRatification(context, act, row, editor);
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::ActCarriedOut& fact,
            StateEditor& editor) {
  return Settle(context, event, fact.number(), false, editor);
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::ActReturned& fact,
            StateEditor& editor) {
  return Settle(context, event, fact.number(), true, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ActWithdrawn&, StateEditor& editor) {
  return Edit(event, editor, [&](EntityId, ActRow& row) {
    row.state = kWithdrawn;
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ActCorrected&, StateEditor& editor) {
  return Edit(event, editor, [](EntityId, ActRow&) { return true; });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ActAnnulled&, StateEditor& editor) {
  return Edit(event, editor, [&](EntityId, ActRow& row) {
    row.state = kAnnulled;
    row.annulled_by = events::Entity(event.act());
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ActRatified&, StateEditor& editor) {
  return Edit(event, editor, [&](EntityId, ActRow& row) {
    if (row.kind != schema::ActKind::provisional || !row.ratified_by.is_zero() || event.act() == nullptr) return false;
    row.ratified_by = events::Entity(event.act());
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::RatificationMissed&, StateEditor& editor) {
  return Edit(event, editor, [&](EntityId, ActRow& row) {
    if (row.kind != schema::ActKind::provisional || !row.ratified_by.is_zero()) return false;
    row.state = kUnratified;
    return true;
  });
}

}  // namespace fascicolo::engine
