// What each fact about a person changes in its rows. A fact that does not fit the state is poison, never a crash.
#include "engine/families/evolving.h"
#include "engine/families/limits.h"
#include "engine/families/obligations.h"
#include "engine/families/person.h"

namespace fascicolo::engine {
namespace {

/// Changes the row of a person who is there. `change` answers false when the fact makes no sense.
template <class Change>
bool Edit(const schema::Event& event, StateEditor& editor, Change change) {
  return EditRow<PersonTable>(event, editor, std::move(change));
}

bool IsPossibleOrNone(std::optional<Day> day) { return !day || IsPossible(*day); }

/// The days and words that a fact tells anew; what it leaves out stays.
template <class Fact>
bool TakePersonalData(const Fact& fact, PersonRow& row) {
  const auto born = DayIfGiven(fact.born());
  if (!IsPossibleOrNone(born) || fact.sex() > schema::Sex::MAX) return false;
  if (born) row.born = born;
  if (fact.sex() != schema::Sex::unknown) row.sex = fact.sex();
  return true;
}

/// A fact that changes no row, about a person who is there.
bool IsThere(const schema::Event& event, const StateEditor& editor) {
  return editor.Find<PersonTable>(events::Entity(event.entity())).has_value();
}

}  // namespace

void FollowDeath(const EventContext& context, const schema::Event& event, StateEditor& editor) {
  ObligationRow obligation;
  obligation.kind = ObligationKind::kFollowDeath;
  obligation.entity = events::Entity(event.entity());
  OpenAtOnce(context, obligation, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PersonRegistered& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  PersonRow row;
  row.first_case = events::Entity(fact.first_case());
  row.naming = fact.naming();
  if (!TakePersonalData(fact, row) || fact.naming() > schema::Naming::MAX) return false;
  if (fact.has_fiscal_code()) row.identifiers.push_back({schema::IdentifierKind::fiscal_code, {}, {}});
  if (editor.Find<PersonTable>(id)) return false;
  editor.Put<PersonTable>(row, id);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PersonIdentified& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](PersonRow& row) {
    row.naming = schema::Naming::identified;
    return TakePersonalData(fact, row);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PersonCorrected& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](PersonRow& row) { return TakePersonalData(fact, row); });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::IdentifierAdded& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](PersonRow& row) {
    const Day from{fact.from()};
    if (fact.kind() == schema::IdentifierKind::none || fact.kind() > schema::IdentifierKind::MAX) return false;
    if (fact.identifier() != row.identifiers.size() + 1 || row.identifiers.size() >= kMaxIdentifiers) return false;
    if (!IsInterval(from, DayIfGiven(fact.until()))) return false;
    row.identifiers.push_back({fact.kind(), from, DayIfGiven(fact.until())});
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::IdentifierEnded& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](PersonRow& row) {
    if (fact.identifier() < 1 || fact.identifier() > row.identifiers.size()) return false;
    row.identifiers[fact.identifier() - 1].until = Day{event.effective_on()};
    return IsPossible(Day{event.effective_on()});
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::CitizenshipRecorded&,
            StateEditor& editor) {
  return IsThere(event, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ContactPreferencesSet&,
            StateEditor& editor) {
  return IsThere(event, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AddressRecorded&, StateEditor& editor) {
  return IsThere(event, editor);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AddressProtected& fact,
            StateEditor& editor) {
  return Edit(event, editor, [&](PersonRow& row) {
    row.is_protected = true;
    row.protected_until = DayIfGiven(fact.until());
    return IsPossibleOrNone(row.protected_until);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AddressProtectionLifted&,
            StateEditor& editor) {
  return Edit(event, editor, [](PersonRow& row) {
    row.is_protected = false;
    row.protected_until.reset();
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::DeathRecorded&,
            StateEditor& editor) {
  return Edit(event, editor, [&](PersonRow& row) {
    row.died_on = Day{event.effective_on()};
    FollowDeath(context, event, editor);
    return IsPossible(*row.died_on);
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::DeathRevoked&,
            StateEditor& editor) {
  return Edit(event, editor, [&](PersonRow& row) {
    row.died_on.reset();
    FollowDeath(context, event, editor);
    return true;
  });
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::DeathFollowedUp& fact,
            StateEditor& editor) {
  if (fact.more()) FollowDeath(context, event, editor);
  return IsThere(event, editor);
}

}  // namespace fascicolo::engine
