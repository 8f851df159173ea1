// What each fact about a household changes in its rows. A fact that does not fit the state is poison, never a crash.
// Whether a person is in another household too is not looked at: an event is judged by its own entity's rows, and that
// nobody is in two of one composition is what deciders see to.
#include <vector>

#include "engine/families/household.h"
#include "engine/families/household_days.h"
#include "engine/families/limits.h"

namespace fascicolo::engine {
namespace {

constexpr std::size_t kMaxMunicipalityBytes = 6;

/// Keeps the row, and what it says about each of `persons`.
void Put(EntityId id, const HouseholdRow& row, const std::vector<EntityId>& persons, StateEditor& editor) {
  editor.Put<HouseholdTable>(row, id);
  for (const EntityId person : persons) {
    StaysRow stays;
    for (const MembershipRow& stay : row.members) {
      if (stay.person == person) stays.stays.push_back(stay);
    }
    editor.Put<StaysTable>(stays, person, row.composition, id);
  }
}

bool IsSound(const HouseholdRow& row) { return IsWithinLimits(row) && !FirstDayWithoutReference(row); }

/// Changes the row of a household of which somebody is left. `change` answers false when the fact makes no sense.
template <class Change>
bool Edit(const schema::Event& event, StateEditor& editor, const std::vector<EntityId>& persons, Change change) {
  const EntityId id = events::Entity(event.entity());
  auto row = editor.Find<HouseholdTable>(id);
  if (!row || row->dissolved_on || !change(*row) || !IsSound(*row)) return false;
  Put(id, *row, persons, editor);
  return true;
}

bool IsRelationship(schema::Relationship relationship) { return relationship <= schema::Relationship::MAX; }

}  // namespace

bool Evolve(const EventContext&, const schema::Event& event, const schema::HouseholdFormed& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  HouseholdRow row;
  row.composition = fact.composition();
  row.formed_on = Day{fact.from()};
  row.address_protected = fact.address_protected();
  const bool is_composition =
      row.composition != schema::Composition::none && row.composition <= schema::Composition::MAX;
  if (!is_composition || !IsPossible(row.formed_on) || fact.members() == nullptr || editor.Find<HouseholdTable>(id)) {
    return false;
  }
  if (Text(fact.municipality()).size() > kMaxMunicipalityBytes || fact.members()->size() > kMaxMembers) return false;
  ResideFrom(row, std::string(Text(fact.municipality())), row.formed_on);
  std::vector<EntityId> persons;
  for (const auto* member : *fact.members()) {
    const EntityId person = events::Entity(member->person());
    if (!IsRelationship(member->relationship())) return false;
    if (!JoinDays(row, person, member->relationship(), row.formed_on)) return false;
    if (member->relationship() == schema::Relationship::reference_person) {
      if (!row.references.empty()) return false;
      row.references.push_back({row.formed_on, person});
    }
    persons.push_back(person);
  }
  if (persons.empty() || !IsSound(row)) return false;
  Put(id, row, persons, editor);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::MemberJoined& fact,
            StateEditor& editor) {
  const EntityId person = events::Entity(fact.person());
  const Day from{fact.from()};
  if (!IsPossible(from) || !IsRelationship(fact.relationship())) return false;
  if (fact.relationship() == schema::Relationship::reference_person) return false;
  return Edit(event, editor, {person}, [&](HouseholdRow& row) {
    return from >= row.formed_on && JoinDays(row, person, fact.relationship(), from);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::MemberLeft& fact, StateEditor& editor) {
  const EntityId person = events::Entity(fact.person());
  const Day on{fact.on()};
  return IsPossible(on) &&
         Edit(event, editor, {person}, [&](HouseholdRow& row) {
           return PassReferenceTo(row, events::Entity(fact.reference()), on) && LeaveDays(row, person, on);
         });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ReferencePersonNamed& fact,
            StateEditor& editor) {
  const EntityId person = events::Entity(fact.person());
  const Day from{fact.from()};
  if (!IsPossible(from)) return false;
  return Edit(event, editor, {}, [&](HouseholdRow& row) {
    if (!NameReference(row, person, from)) return false;
    if (fact.members() == nullptr) return true;
    for (const auto* member : *fact.members()) {
      if (!IsRelationship(member->relationship())) return false;
      if (!Relate(row, events::Entity(member->person()), member->relationship(), from)) return false;
    }
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::HouseholdSplit& fact,
            StateEditor& editor) {
  const Day on{fact.on()};
  if (!IsPossible(on) || fact.persons() == nullptr || fact.persons()->size() == 0) return false;
  std::vector<EntityId> persons;
  for (const auto* person : *fact.persons()) persons.push_back(events::Entity(person));
  return Edit(event, editor, persons, [&](HouseholdRow& row) {
    if (!PassReferenceTo(row, events::Entity(fact.reference()), on)) return false;
    for (const EntityId person : persons) {
      if (!LeaveDays(row, person, on)) return false;
    }
    return MembersOn(row, on) > 0;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::HouseholdMoved& fact,
            StateEditor& editor) {
  const Day from{fact.from()};
  const auto municipality = Text(fact.municipality());
  if (!IsPossible(from) || municipality.size() > kMaxMunicipalityBytes) return false;
  return Edit(event, editor, {}, [&](HouseholdRow& row) {
    ResideFrom(row, std::string(municipality), from);
    return from >= row.formed_on;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::HouseholdDissolved& fact,
            StateEditor& editor) {
  return Edit(event, editor, {}, [&](HouseholdRow& row) {
    row.dissolved_on = EmptyFrom(row);
    return row.dissolved_on == Day{fact.on()};
  });
}

}  // namespace fascicolo::engine
